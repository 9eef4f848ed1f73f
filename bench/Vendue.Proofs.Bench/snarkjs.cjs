// One warm snarkjs process. It answers "prove" and "verify" by milliseconds, each about the files of the folder; every
// answer to "prove" leaves its proof there, and a proof of the other prover that it refuses ends it.
const path = require("path");
const fs = require("fs");
const readline = require("readline");

const [modules, folder] = process.argv.slice(2);
const snarkjs = require(path.join(modules, "snarkjs"));
const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
const write = (name, value) => fs.writeFileSync(path.join(folder, name), JSON.stringify(value));

const commands = {
  async prove() {
    const { proof, publicSignals } = await snarkjs.groth16.prove(path.join(folder, "key.zkey"), path.join(folder, "witness.wtns"));
    return () => {
      write("snarkjs-proof.json", proof);
      write("snarkjs-public.json", publicSignals);
    };
  },
  async verify() {
    const accepted = await snarkjs.groth16.verify(read("verifying-key.json"), read("Vendue-public.json"), read("Vendue-proof.json"));
    if (!accepted) throw new Error("snarkjs refuses the proof");
    return () => {};
  },
};

async function main() {
  console.log(0);
  for await (const command of readline.createInterface({ input: process.stdin })) {
    const start = process.hrtime.bigint();
    const keep = await commands[command]();
    const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
    keep();
    console.log(elapsed);
  }
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
