// One warm snarkjs process: proves and verifies the given files, then prints times and the last proof as JSON.
const path = require("path");
const fs = require("fs");

async function main() {
  const [modules, folder, repetitions] = process.argv.slice(2);
  const snarkjs = require(path.join(modules, "snarkjs"));
  const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
  const write = (name, value) => fs.writeFileSync(path.join(folder, name), JSON.stringify(value));
  const zkey = path.join(folder, "key.zkey");
  const wtns = path.join(folder, "witness.wtns");
  const prove = [];
  const verify = [];
  let last;
  for (let i = 0; i < Number(repetitions); i++) {
    let start = process.hrtime.bigint();
    last = await snarkjs.groth16.prove(zkey, wtns);
    prove.push(Number(process.hrtime.bigint() - start) / 1e6);
    start = process.hrtime.bigint();
    await snarkjs.groth16.verify(read("key.json"), read("public.json"), read("proof.json"));
    verify.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  const accepted = await snarkjs.groth16.verify(read("key.json"), read("public.json"), read("proof.json"));
  const exported = await snarkjs.zKey.exportVerificationKey(zkey);
  const sameKey = JSON.stringify(sorted(exported)) === JSON.stringify(sorted(read("key.json")));
  write("snarkjs-proof.json", last.proof);
  write("snarkjs-public.json", last.publicSignals);
  console.log(JSON.stringify({ prove: Math.min(...prove), verify: Math.min(...verify), accepted, sameKey }));
  process.exit(0);
}

const sorted = (value) => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
