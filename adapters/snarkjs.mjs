// snarkjs as an outside prover: Groth16, PLONK and FFLONK over BN254, whichever each key is for.
//
//   node adapters/snarkjs.mjs --snarkjs FOLDER --circuits FOLDER [--slots N]
//
// --snarkjs   the folder in which `npm install snarkjs` was run. snarkjs is under the GPL and no part of Vendue.
// --circuits  every NAME.zkey in it, with NAME.wasm beside it.

import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fail, optionsOf, serve, write } from "./outside-prover.mjs";

const systems = { groth16: "groth16-bn254", plonk: "plonk-bn254", fflonk: "fflonk-bn254" };
const curves = ["bn128", "bn254"];
const options = optionsOf(["snarkjs", "circuits"], { slots: "1" });
const library = path.resolve(options.snarkjs, "node_modules", "snarkjs", "main.js");
if (!existsSync(library)) fail(`There is no snarkjs in '${options.snarkjs}': run \`npm install snarkjs\` there, or name another folder.`);

async function prepare({ circuits }, folder) {
  const snarkjs = await import(pathToFileURL(library));
  const keys = path.join(folder, "keys");
  mkdirSync(keys, { recursive: true });
  const held = new Map();
  for (const file of readdirSync(circuits).filter(file => file.endsWith(".zkey")).sort()) {
    const name = file.slice(0, -".zkey".length), zkey = path.resolve(circuits, file), wasm = path.resolve(circuits, `${name}.wasm`);
    if (!existsSync(wasm)) continue;
    const key = await snarkjs.zKey.exportVerificationKey(zkey);
    if (!(key.protocol in systems) || !curves.includes(key.curve)) throw new Error(`'${zkey}' is for ${key.protocol} over ${key.curve}, which is none of ${Object.keys(systems).join(", ")} over BN254.`);
    write(keys, `${name}.json`, JSON.stringify(key));
    held.set(name, { protocol: key.protocol, zkey, wasm, verifyingKey: path.join(keys, `${name}.json`) });
  }
  if (held.size === 0) throw new Error(`'${circuits}' has no NAME.zkey with a NAME.wasm beside it.`);
  return {
    programs: [...held].map(([name, { protocol, wasm, verifyingKey }]) => ({ name, system: systems[protocol], verifyingKey, generator: wasm, bindingInput: "prover", unit: "constraints" })),
    async prove({ name, folder: job, input }) {
      const { protocol, zkey, wasm } = held.get(name);
      const { proof, publicSignals } = await snarkjs[protocol].fullProve(JSON.parse(readFileSync(path.join(job, input))), wasm, zkey);
      return { proof: write(job, "proof.json", JSON.stringify(proof)), publicValues: write(job, "public.json", JSON.stringify(publicSignals)) };
    },
  };
}

serve({ name: "snarkjs", prepare }, options);
