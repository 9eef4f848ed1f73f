// Barretenberg as an outside prover: UltraHonk proofs of Noir circuits.
//
//   node adapters/barretenberg.mjs --bb FOLDER --circuits FOLDER --crs FOLDER [--slots N]
//
// --bb        the folder in which `npm install @aztec/bb.js @noir-lang/noir_js` was run, in versions that fit each other.
// --circuits  every NAME.json in it: a circuit as the Noir compiler writes it.
// --crs       the public setup's files: bn254_g1.dat (64 bytes a point) or bn254_g1_compressed.dat (32), and bn254_g2.dat
//             (128 bytes): the ceremony's own, which the library knows by their hash. For a circuit that needs more points
//             than they have the library turns to the network by itself.
//
// The agent has no verifier of these: the adapter verifies, and the agent takes its word.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";
import { fail, optionsOf, serve, write } from "./outside-prover.mjs";

const options = optionsOf(["bb", "circuits", "crs"], { slots: "1" });
const inSetup = name => existsSync(path.join(options.crs, name));
if (!inSetup("bn254_g2.dat") || !(inSetup("bn254_g1.dat") || inSetup("bn254_g1_compressed.dat")))
  fail(`'${options.crs}' has no public setup: put bn254_g2.dat there, and bn254_g1.dat or bn254_g1_compressed.dat.`);
process.env.CRS_PATH = path.resolve(options.crs);
const library = (...parts) => path.resolve(options.bb, "node_modules", ...parts);
const backend = library("@aztec", "bb.js", "dest", "node", "index.js"), noir = library("@noir-lang", "noir_js", "lib", "index.mjs");
for (const file of [backend, noir]) if (!existsSync(file)) fail(`'${file}' is not there: run \`npm install @aztec/bb.js @noir-lang/noir_js\` in '${options.bb}', or name another folder.`);

const word = hex => Buffer.from(BigInt(hex).toString(16).padStart(64, "0"), "hex");
const hexOf = bytes => `0x${Buffer.from(bytes).toString("hex")}`;

// The library asks the network for points that are missing; where there is none, what is missing is told.
function tooFew(error, name, gates) {
  throw /HTTP|download/i.test(String(error?.message)) ? new Error(`The public setup in '${options.crs}' has too few points for '${name}' of ${gates} gates: bring a longer bn254_g1.dat.`) : error;
}

function unsatisfied(error) {
  throw Object.assign(error, { impossible: /satisfy constraint|assert/i.test(String(error?.message)) });
}

async function prepare({ circuits }) {
  const { Barretenberg, UltraHonkBackend } = await import(pathToFileURL(backend));
  const { Noir } = await import(pathToFileURL(noir));
  const api = await Barretenberg.new();
  const held = new Map();
  for (const file of readdirSync(circuits).filter(file => file.endsWith(".json")).sort()) {
    const circuit = JSON.parse(readFileSync(path.join(circuits, file)));
    const honk = new UltraHonkBackend(circuit.bytecode, api);
    const program = createHash("sha256").update("vendue.ultrahonk-bn254.verifying-key.v1\0").update(await honk.getVerificationKey()).digest();
    const [gates] = await api.acirGetCircuitSizes(gunzipSync(Buffer.from(circuit.bytecode, "base64")), false, false);
    held.set(file.slice(0, -".json".length), { noir: new Noir(circuit), honk, program: hexOf(program), gates });
  }
  if (held.size === 0) throw new Error(`'${circuits}' has no NAME.json that the Noir compiler wrote.`);
  return {
    programs: [...held].map(([name, { program, gates }]) => ({ name, system: "ultrahonk-bn254", program, unit: "gates", work: gates })),
    async prove({ name, folder, input }) {
      const { witness } = await held.get(name).noir.execute(JSON.parse(readFileSync(path.join(folder, input)))).catch(unsatisfied);
      const { proof, publicInputs } = await held.get(name).honk.generateProof(witness).catch(error => tooFew(error, name, held.get(name).gates));
      return { proof: write(folder, "proof.bin", proof), publicValues: write(folder, "public.bin", Buffer.concat(publicInputs.map(word))) };
    },
    async verify({ name, folder, proof, publicValues }) {
      const values = readFileSync(path.join(folder, publicValues));
      const publicInputs = Array.from({ length: values.length / 32 }, (_, i) => hexOf(values.subarray(32 * i, 32 * (i + 1))));
      return held.get(name).honk.verifyProof({ proof: readFileSync(path.join(folder, proof)), publicInputs });
    },
  };
}

serve({ name: "barretenberg", verifies: true, prepare }, options);
