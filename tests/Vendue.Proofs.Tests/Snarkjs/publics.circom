pragma circom 2.1.6;

// I know a and b with a * b = 35, and a chain of products from them that takes up each of n public values, then goes on.
template Publics(n) {
    var tail = 12;
    signal input a;
    signal input b;
    signal input values[n];
    signal steps[n + tail + 1];

    a * b === 35;
    steps[0] <== a * a;
    for (var i = 0; i < n + tail; i++) {
        if (i < n) {
            steps[i + 1] <== (steps[i] + values[i]) * (steps[i] + b);
        } else {
            steps[i + 1] <== steps[i] * steps[i] + b;
        }
    }
}
