// Proves and verifies many circuits in one process. For each folder named in the arguments: reads circuit.zkey, witness.wtns,
// vkey.json, proof.json, public.json and whatever tampered-*.json hold a { proof, publicSignals }; writes theirs.json, a proof of
// snarkjs' own, and verdicts.json: what snarkjs says of the given proof and of the tampered ones.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { groth16 } from "snarkjs";

const read = (folder, name) => JSON.parse(readFileSync(join(folder, name), "utf8"));

async function verdict(key, publicSignals, proof) {
  try {
    return await groth16.verify(key, publicSignals, proof);
  } catch {
    return false;
  }
}

for (const folder of process.argv.slice(2)) {
  const key = read(folder, "vkey.json");
  const verdicts = { given: await verdict(key, read(folder, "public.json"), read(folder, "proof.json")) };
  for (const name of readdirSync(folder).filter((name) => name.startsWith("tampered-"))) {
    const { proof, publicSignals } = read(folder, name);
    verdicts[name] = await verdict(key, publicSignals, proof);
  }
  writeFileSync(join(folder, "verdicts.json"), JSON.stringify(verdicts));
  const theirs = await groth16.prove(join(folder, "circuit.zkey"), join(folder, "witness.wtns"));
  writeFileSync(join(folder, "theirs.json"), JSON.stringify(theirs));
}
process.exit(0);
