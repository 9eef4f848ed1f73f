pragma circom 2.1.6;

include "rollup/transfer.circom";

// "These n transfers, applied in order to the accounts under oldRoot, give newRoot", the
// transfers themselves staying private behind `transfersDigest`:
// d_0 = 0, d_{k+1} = Poseidon(d_k, amount * 2^(2 depth) + sender * 2^depth + receiver).
// Whether a sender agreed is not proven here: there are no signatures.
//
// `prover` is a field element of the prover's own, such as its address: the proof holds for
// that value only.
template RollupBatch(n, depth) {
    signal input oldRoot;
    signal input prover;
    signal input amount[n];
    signal input sender[n];
    signal input senderOwner[n];
    signal input senderBalance[n];
    signal input senderSiblings[n][depth];
    signal input receiver[n];
    signal input receiverOwner[n];
    signal input receiverBalance[n];
    signal input receiverSiblings[n][depth];
    signal output newRoot;
    signal output transfersDigest;

    signal root[n + 1];
    signal digest[n + 1];
    component transfer[n];
    component record[n];

    root[0] <== oldRoot;
    digest[0] <== 0;
    for (var k = 0; k < n; k++) {
        transfer[k] = Transfer(depth);
        transfer[k].oldRoot <== root[k];
        transfer[k].amount <== amount[k];
        transfer[k].sender <== sender[k];
        transfer[k].senderOwner <== senderOwner[k];
        transfer[k].senderBalance <== senderBalance[k];
        transfer[k].senderSiblings <== senderSiblings[k];
        transfer[k].receiver <== receiver[k];
        transfer[k].receiverOwner <== receiverOwner[k];
        transfer[k].receiverBalance <== receiverBalance[k];
        transfer[k].receiverSiblings <== receiverSiblings[k];
        root[k + 1] <== transfer[k].newRoot;

        record[k] = Poseidon2();
        record[k].in[0] <== digest[k];
        record[k].in[1] <== (amount[k] * (1 << depth) + sender[k]) * (1 << depth) + receiver[k];
        digest[k + 1] <== record[k].out;
    }
    newRoot <== root[n];
    transfersDigest <== digest[n];

    // An input that no constraint touches could be replaced in a finished proof.
    signal bound <== prover * prover;
}
