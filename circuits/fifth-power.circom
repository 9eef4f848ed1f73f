pragma circom 2.1.6;

// "I know a number whose fifth power is `power`." A handful of constraints, for trying out
// proof systems whose keys grow faster than Groth16's.
//
// `prover` is a field element of the prover's own: the proof holds for that value only.
template FifthPower() {
    signal input root;
    signal input prover;
    signal output power;

    signal square <== root * root;
    signal fourth <== square * square;
    power <== fourth * root;

    // An input that no constraint touches could be replaced in a finished proof.
    signal bound <== prover * prover;
}
