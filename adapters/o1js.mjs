// o1js as an outside prover: proofs of a ZkProgram, the kind that Mina's programs make.
//
//   node adapters/o1js.mjs --o1js FOLDER --program FILE [--slots N]
//
// --o1js     the folder in which `npm install o1js` was run.
// --program  a module with `export default o1js => ({ name, program, method, arguments(input) })`: a ZkProgram made with the
//            library that it is given, the name of its method, and the method's arguments for an input (parsed JSON).
//
// The agent has no verifier of these: the adapter verifies, and the agent takes its word. Compiling takes half a minute.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fail, optionsOf, serve, write } from "./outside-prover.mjs";

const options = optionsOf(["o1js", "program"], { slots: "1" });
const library = path.resolve(options.o1js, "node_modules", "o1js", "dist", "node", "index.js");
if (!existsSync(library)) fail(`There is no o1js in '${options.o1js}': run \`npm install o1js\` there, or name another folder.`);
if (!existsSync(options.program)) fail(`There is no program '${options.program}': name the module of a ZkProgram.`);

const word = number => Buffer.from(BigInt(number).toString(16).padStart(64, "0"), "hex");

// A proof's public input, then its public output: 32 big-endian bytes for each field element.
const publicValuesOf = proof => Buffer.concat([...proof.publicInput, ...proof.publicOutput].map(word));

async function prepare({ program: file }) {
  const o1js = await import(pathToFileURL(library));
  const { name, program, method, arguments: argumentsOf } = (await import(pathToFileURL(path.resolve(file)))).default(o1js);
  const { verificationKey } = await program.compile();
  return {
    programs: [{ name, system: "pickles-pasta", program: `0x${word(verificationKey.hash.toBigInt()).toString("hex")}`, unit: "rows" }],
    async prove({ folder, input }) {
      const { proof } = await program[method](...argumentsOf(JSON.parse(readFileSync(path.join(folder, input)))));
      const json = proof.toJSON();
      return { proof: write(folder, "proof.json", JSON.stringify(json)), publicValues: write(folder, "public.bin", publicValuesOf(json)) };
    },
    async verify({ folder, proof, publicValues }) {
      const json = JSON.parse(readFileSync(path.join(folder, proof)));
      return publicValuesOf(json).equals(readFileSync(path.join(folder, publicValues))) && await o1js.verify(json, verificationKey);
    },
  };
}

serve({ name: "o1js", verifies: true, prepare }, options);
