// Builds the circuits with circom (npm ci first):
//
//   node build.mjs             the committed ones, into built/
//   node build.mjs NAME...     these, into built/, committed or not
//   node build.mjs --check     builds the committed ones elsewhere and compares byte for byte

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { circuits } from "./circuits.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const built = path.join(here, "built");
const compiler = path.join(here, "node_modules", "circom2", "cli.js");

// --O1, not --O2: full simplification folds Poseidon's linear layers into the S-boxes' rows.
// That halves the number of rows but makes them up to sixty terms long: the artefacts, and the
// keys made from them, would be half as large again for half as many constraints.
const flags = ["--r1cs", "--wasm", "--O1"];

function compile({ name, source, main, publicInputs }, target) {
  // The compiler sees only the folders above its working directory, so this stands inside it.
  const work = mkdtempSync(path.join(here, ".build-"));
  try {
    const file = path.join(work, `${name}.circom`);
    writeFileSync(file, `pragma circom 2.1.6;\n\ninclude "../${source}.circom";\n\ncomponent main {public [${publicInputs.join(", ")}]} = ${main};\n`);
    const log = execFileSync(process.execPath, [compiler, file, ...flags, "-o", work], { cwd: here, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
    const r1cs = path.join(work, `${name}.r1cs`);
    if (!existsSync(r1cs)) throw new Error(`circom wrote nothing for ${name}:\n${log}`);
    mkdirSync(target, { recursive: true });
    copyFileSync(r1cs, path.join(target, `${name}.r1cs`));
    copyFileSync(path.join(work, `${name}_js`, `${name}.wasm`), path.join(target, `${name}.wasm`));
    const count = label => Number(log.match(new RegExp(`${label}: (\\d+)`))[1]);
    console.log(`${name}: ${count("non-linear constraints") + count("\nlinear constraints")} constraints, ${count("wires")} wires`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function check(chosen) {
  const fresh = mkdtempSync(path.join(here, ".check-"));
  try {
    const differing = [];
    for (const circuit of chosen) {
      compile(circuit, fresh);
      for (const file of [`${circuit.name}.r1cs`, `${circuit.name}.wasm`]) {
        const committed = path.join(built, file);
        if (!existsSync(committed) || !readFileSync(committed).equals(readFileSync(path.join(fresh, file)))) differing.push(file);
      }
    }
    return differing;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

if (!existsSync(compiler)) {
  console.error("The compiler is not installed: run `npm ci` in circuits/ first.");
  process.exit(2);
}
const checking = process.argv.includes("--check");
const names = process.argv.slice(2).filter(argument => argument !== "--check");
const unknown = names.filter(name => !circuits.some(circuit => circuit.name === name));
if (unknown.length > 0) {
  console.error(`No circuit is called ${unknown.join(", ")}; there are ${circuits.map(circuit => circuit.name).join(", ")}.`);
  process.exit(2);
}
const chosen = circuits.filter(circuit => (names.length > 0 ? names.includes(circuit.name) : circuit.committed));

execFileSync(process.execPath, [path.join(here, "poseidon", "constants.mjs"), ...(checking ? ["--check"] : [])], { stdio: "inherit" });
if (checking) {
  const differing = check(chosen);
  if (differing.length > 0) {
    console.error(`Not what the sources make: ${differing.join(", ")}. Run \`node build.mjs\` and commit the result.`);
    process.exit(1);
  }
  console.log("Every committed artefact is what the sources make.");
} else {
  for (const circuit of chosen) compile(circuit, built);
}
