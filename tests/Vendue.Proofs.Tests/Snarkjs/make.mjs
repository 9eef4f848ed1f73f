// Makes the fixtures of this folder anew: proofs by snarkjs under keys of a small ceremony of its own.
//
//   npm ci --prefix circuits && npm ci --prefix tests/interop
//   node tests/Vendue.Proofs.Tests/Snarkjs/make.mjs

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const repository = path.join(here, "..", "..", "..");
const compiler = path.join(repository, "circuits", "node_modules", "circom2", "cli.js");
const packages = path.join(repository, "tests", "interop", "node_modules");
const program = path.join(packages, "snarkjs", "build", "cli.cjs");
const counts = [0, 1, 3, 20];

// The compiler sees only the folders above its working directory, so this stands inside ours.
const work = mkdtempSync(path.join(here, ".make-"));
const inWork = name => path.join(work, name);
const node = (file, ...args) => execFileSync(process.execPath, [file, ...args], { cwd: here, stdio: ["ignore", 2, 2], env: { ...process.env, NODE_PATH: packages } });

// The PLONK prover of snarkjs 0.7.6 reserves no room for the first Lagrange polynomial when a circuit has no public
// values, and stops. A copy with that one number mended makes such a proof; snarkjs as it is verifies it.
const mended = inWork("build/mended.cjs");
mkdirSync(inWork("build"));
copyFileSync(path.join(packages, "snarkjs", "package.json"), inWork("package.json"));
writeFileSync(mended, readFileSync(program, "utf8").replaceAll("sDomain * 4 * zkey.nPublic", "sDomain * 4 * Math.max(1, zkey.nPublic)")
  .replace(/(for \(let i = 0; i < )zkey\.nPublic(; i\+\+\) \{\s+await fdZKey\.readToBuffer\(evaluations\.Lagrange)/, "$1Math.max(1, zkey.nPublic)$2"));
const snarkjs = (...args) => node(args[1] === "prove" && args[2].endsWith("publics-0.plonk.zkey") ? mended : program, ...args);

try {
  snarkjs("powersoftau", "new", "bn128", "10", inWork("new.ptau"));
  snarkjs("powersoftau", "contribute", inWork("new.ptau"), inWork("one.ptau"), "--name=fixtures", "-e=entropy that nobody needs to keep");
  snarkjs("powersoftau", "prepare", "phase2", inWork("one.ptau"), inWork("final.ptau"));
  for (const count of counts) {
    const name = `publics-${count}`;
    const inputs = count > 0 ? " {public [values]}" : "";
    writeFileSync(inWork(`${name}.circom`), `pragma circom 2.1.6;\ninclude "../publics.circom";\ncomponent main${inputs} = Publics(${count});\n`);
    node(compiler, inWork(`${name}.circom`), "--r1cs", "--wasm", "-o", work);
    const values = Array.from({ length: count }, (_, i) => String(1000003n ** BigInt(i + 1)));
    writeFileSync(inWork("input.json"), JSON.stringify({ a: "5", b: "7", values }));
    snarkjs("wtns", "calculate", inWork(path.join(`${name}_js`, `${name}.wasm`)), inWork("input.json"), inWork(`${name}.wtns`));
    for (const system of ["plonk", "fflonk"]) {
      const zkey = inWork(`${name}.${system}.zkey`);
      snarkjs(system, "setup", inWork(`${name}.r1cs`), inWork("final.ptau"), zkey);
      snarkjs("zkey", "export", "verificationkey", zkey, path.join(here, `${name}.${system}.vkey.json`));
      snarkjs(system, "prove", zkey, inWork(`${name}.wtns`), path.join(here, `${name}.${system}.proof.json`), path.join(here, `${name}.public.json`));
      snarkjs(system, "verify", path.join(here, `${name}.${system}.vkey.json`), path.join(here, `${name}.public.json`), path.join(here, `${name}.${system}.proof.json`));
    }
  }
  for (const file of ["publics-3.r1cs", "publics-3.wtns"]) copyFileSync(inWork(file), path.join(here, file));
} finally {
  rmSync(work, { recursive: true, force: true });
}
