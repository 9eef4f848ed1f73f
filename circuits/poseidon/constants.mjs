// Poseidon's constants for the scalar field of BN254, made by the procedure its authors published
// (Grassi, Khovratovich, Rechberger, Roy, Schofnegger: "Poseidon: A New Hash Function for
// Zero-Knowledge Proof Systems", eprint 2019/458, appendices E and F), so that nobody has to
// trust a table:
//
//   - round constants: a Grain LFSR in self-shrinking mode, seeded with the parameters themselves;
//   - MDS matrix: Cauchy, M[i][j] = 1 / (x_i + y_j), with x and y from the same stream.
//
// `node poseidon/constants.mjs` writes constants.circom beside this file; `--check` only compares.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";

export const prime = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
const fieldBits = 254;

export const width = 3;
export const fullRounds = 8;
export const partialRounds = 57;

/** The bits of the Grain LFSR after its warm-up, self-shrunk: of every two bits the first decides whether the second counts. */
function* grainBits(t, rf, rp) {
  const state = [];
  const push = (value, bits) => {
    for (let i = bits - 1; i >= 0; i--) state.push((value >> i) & 1);
  };
  push(1, 2); // a prime field
  push(0, 4); // S-box x^alpha
  push(fieldBits, 12);
  push(t, 12);
  push(rf, 10);
  push(rp, 10);
  push(0x3fffffff, 30);

  const step = () => {
    const bit = state[62] ^ state[51] ^ state[38] ^ state[23] ^ state[13] ^ state[0];
    state.shift();
    state.push(bit);
    return bit;
  };
  for (let i = 0; i < 160; i++) step();
  for (;;) {
    const counts = step();
    const bit = step();
    if (counts === 1) yield bit;
  }
}

function inverse(a) {
  let result = 1n;
  for (let base = a % prime, e = prime - 2n; e > 0n; e >>= 1n, base = (base * base) % prime) {
    if (e & 1n) result = (result * base) % prime;
  }
  return result;
}

/** Round constants, `t` for each round in order, and the MDS matrix by rows. */
export function poseidonParameters(t = width, rf = fullRounds, rp = partialRounds) {
  const bits = grainBits(t, rf, rp);
  const number = () => {
    let value = 0n;
    for (let i = 0; i < fieldBits; i++) value = (value << 1n) | BigInt(bits.next().value);
    return value;
  };

  const roundConstants = [];
  while (roundConstants.length < t * (rf + rp)) {
    const candidate = number();
    if (candidate < prime) roundConstants.push(candidate);
  }

  // Unlike the round constants, these are reduced, not rejected.
  let points;
  do points = Array.from({ length: 2 * t }, () => number() % prime);
  while (new Set(points).size < 2 * t);
  const matrix = points.slice(0, t).map(x => points.slice(t).map(y => inverse(x + y)));
  return { roundConstants, matrix };
}

/** The hash of two field elements: the first element of the permuted state (0, a, b). */
export function poseidon(a, b) {
  const { roundConstants, matrix } = (poseidon.parameters ??= poseidonParameters());
  let state = [0n, a, b];
  for (let round = 0; round < fullRounds + partialRounds; round++) {
    const full = round < fullRounds / 2 || round >= fullRounds / 2 + partialRounds;
    state = state.map((s, i) => (s + roundConstants[round * width + i]) % prime);
    state = state.map((s, i) => (full || i === 0 ? s ** 5n % prime : s));
    state = matrix.map(row => row.reduce((sum, m, j) => (sum + m * state[j]) % prime, 0n));
  }
  return state[0];
}

function circomSource() {
  const { roundConstants, matrix } = poseidonParameters();
  const rows = matrix.map(row => `        [${row.join(",\n         ")}]`).join(",\n");
  return `pragma circom 2.1.6;

// Written by constants.mjs; not to be edited.

function poseidonRoundConstants() {
    return [
        ${roundConstants.join(",\n        ")}
    ];
}

function poseidonMatrix() {
    return [
${rows}
    ];
}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = path.join(path.dirname(process.argv[1]), "constants.circom");
  const source = circomSource();
  if (!process.argv.includes("--check")) writeFileSync(target, source);
  else if (readFileSync(target, "utf8") !== source) {
    console.error("poseidon/constants.circom is not what constants.mjs makes: run `node poseidon/constants.mjs`.");
    process.exit(1);
  }
}
