pragma circom 2.1.6;

include "../poseidon/poseidon.circom";

// The root of the Poseidon tree in which `leaf` stands where `path` says: digit i, lowest
// first, is 1 where the node at height i is a right child; siblings[i] is its neighbour.
// The digits must have been constrained to 0 and 1 by whoever uses this.
template MerkleRoot(depth) {
    signal input leaf;
    signal input path[depth];
    signal input siblings[depth];
    signal output root;

    signal node[depth + 1];
    signal swap[depth];
    component parent[depth];

    node[0] <== leaf;
    for (var i = 0; i < depth; i++) {
        swap[i] <== path[i] * (siblings[i] - node[i]);
        parent[i] = Poseidon2();
        parent[i].in[0] <== node[i] + swap[i];
        parent[i].in[1] <== siblings[i] - swap[i];
        node[i + 1] <== parent[i].out;
    }
    root <== node[depth];
}
