// The circuits that are built: a template with its parameters.
// `committed` ones stand in built/; the others are for whoever builds them.

export const circuits = [
  { name: "fifth-power", source: "fifth-power", main: "FifthPower()", publicInputs: ["prover"], committed: true },
  { name: "poseidon-chain-2p10", source: "poseidon-chain", main: "PoseidonChain(2)", publicInputs: ["start", "prover"], committed: true },
  { name: "poseidon-chain-2p14", source: "poseidon-chain", main: "PoseidonChain(32)", publicInputs: ["start", "prover"], committed: true },
  { name: "poseidon-chain-2p16", source: "poseidon-chain", main: "PoseidonChain(149)", publicInputs: ["start", "prover"], committed: false },
  { name: "merkle-membership", source: "merkle-membership", main: "MerkleMembership(10)", publicInputs: ["root", "prover"], committed: true },
  { name: "rollup-batch", source: "rollup-batch", main: "RollupBatch(2, 3)", publicInputs: ["oldRoot", "prover"], committed: true },
];
