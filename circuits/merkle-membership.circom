pragma circom 2.1.6;

include "bits.circom";
include "merkle/root.circom";

// "I know a leaf of the tree with this root", without saying which.
//
// `prover` is a field element of the prover's own, such as its address: the proof holds for
// that value only.
template MerkleMembership(depth) {
    signal input root;
    signal input prover;
    signal input leaf;
    signal input index;
    signal input siblings[depth];

    component digits = Bits(depth);
    digits.in <== index;

    component computed = MerkleRoot(depth);
    computed.leaf <== leaf;
    computed.path <== digits.out;
    computed.siblings <== siblings;
    computed.root === root;

    // An input that no constraint touches could be replaced in a finished proof.
    signal bound <== prover * prover;
}
