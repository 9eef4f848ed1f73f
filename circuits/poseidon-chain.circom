pragma circom 2.1.6;

include "poseidon/poseidon.circom";

// "Hashing `start` n times over, the step's number beside it, gives `digest`":
// h_0 = start, h_{i+1} = Poseidon(h_i, i), digest = h_n.
// Work that can be had in any size.
//
// `prover` is a field element of the prover's own, such as its address: the proof holds for
// that value only, so that a copied proof cannot be handed in under another name.
template PoseidonChain(n) {
    signal input start;
    signal input prover;
    signal output digest;

    signal link[n + 1];
    component step[n];

    link[0] <== start;
    for (var i = 0; i < n; i++) {
        step[i] = Poseidon2();
        step[i].in[0] <== link[i];
        step[i].in[1] <== i;
        link[i + 1] <== step[i].out;
    }
    digest <== link[n];

    // An input that no constraint touches could be replaced in a finished proof.
    signal bound <== prover * prover;
}
