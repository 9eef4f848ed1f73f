pragma circom 2.1.6;

include "../bits.circom";
include "../merkle/root.circom";

// The leaf of an account: Poseidon(owner, balance).
template AccountLeaf() {
    signal input owner;
    signal input balance;
    signal output leaf;

    component hash = Poseidon2();
    hash.in[0] <== owner;
    hash.in[1] <== balance;
    leaf <== hash.out;
}

// Sets the balance of the account at `path` in a tree of accounts: proves the old one under
// `oldRoot` and gives the root with the new one in its place.
template BalanceUpdate(depth) {
    signal input oldRoot;
    signal input path[depth];
    signal input siblings[depth];
    signal input owner;
    signal input oldBalance;
    signal input newBalance;
    signal output newRoot;

    component oldLeaf = AccountLeaf();
    oldLeaf.owner <== owner;
    oldLeaf.balance <== oldBalance;
    component before = MerkleRoot(depth);
    before.leaf <== oldLeaf.leaf;
    before.path <== path;
    before.siblings <== siblings;
    before.root === oldRoot;

    component newLeaf = AccountLeaf();
    newLeaf.owner <== owner;
    newLeaf.balance <== newBalance;
    component after = MerkleRoot(depth);
    after.leaf <== newLeaf.leaf;
    after.path <== path;
    after.siblings <== siblings;
    newRoot <== after.root;
}

// Moves `amount` from one account to another. The amount and both new balances fit in 64 bits,
// so nobody overdraws and nothing wraps around. The receiver's balance and siblings are those
// of the tree after the sender has paid.
template Transfer(depth) {
    signal input oldRoot;
    signal input amount;
    signal input sender;
    signal input senderOwner;
    signal input senderBalance;
    signal input senderSiblings[depth];
    signal input receiver;
    signal input receiverOwner;
    signal input receiverBalance;
    signal input receiverSiblings[depth];
    signal output newRoot;

    component amountDigits = Bits(64);
    amountDigits.in <== amount;
    component senderLeft = Bits(64);
    senderLeft.in <== senderBalance - amount;
    component receiverHas = Bits(64);
    receiverHas.in <== receiverBalance + amount;

    component senderPath = Bits(depth);
    senderPath.in <== sender;
    component pay = BalanceUpdate(depth);
    pay.oldRoot <== oldRoot;
    pay.path <== senderPath.out;
    pay.siblings <== senderSiblings;
    pay.owner <== senderOwner;
    pay.oldBalance <== senderBalance;
    pay.newBalance <== senderBalance - amount;

    component receiverPath = Bits(depth);
    receiverPath.in <== receiver;
    component receive = BalanceUpdate(depth);
    receive.oldRoot <== pay.newRoot;
    receive.path <== receiverPath.out;
    receive.siblings <== receiverSiblings;
    receive.owner <== receiverOwner;
    receive.oldBalance <== receiverBalance;
    receive.newBalance <== receiverBalance + amount;

    newRoot <== receive.newRoot;
}
