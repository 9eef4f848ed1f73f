pragma circom 2.1.6;

// The binary digits of `in`, lowest first; no witness exists if it needs more than n of them.
// Sound for n < 254 only: beyond that two digit strings could mean one field element.
template Bits(n) {
    assert(n < 254);
    signal input in;
    signal output out[n];

    var sum = 0;
    for (var i = 0; i < n; i++) {
        out[i] <-- (in >> i) & 1;
        out[i] * (out[i] - 1) === 0;
        sum += out[i] * (1 << i);
    }
    sum === in;
}
