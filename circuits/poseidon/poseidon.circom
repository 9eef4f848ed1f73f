pragma circom 2.1.6;

include "constants.circom";

// x^5, the S-box of Poseidon over BN254.
template FifthPower() {
    signal input in;
    signal output out;

    signal square <== in * in;
    signal fourth <== square * square;
    out <== fourth * in;
}

// The Poseidon hash of two field elements: width 3, capacity element first and zero,
// 4 + 57 + 4 rounds (eprint 2019/458). Each round adds its constants, takes the S-box of
// the whole state (full rounds) or of its first element alone (partial rounds), and
// multiplies by the MDS matrix.
template Poseidon2() {
    signal input in[2];
    signal output out;

    var width = 3;
    var halfOfFull = 4;
    var partials = 57;
    var rounds = 2 * halfOfFull + partials;
    var constants[195] = poseidonRoundConstants();
    var matrix[3][3] = poseidonMatrix();

    // Every element of every round is a signal of its own, not an expression over the rounds
    // before it: rows stay short, and so do the artefacts and the keys made from them.
    signal entering[rounds][width];
    signal leaving[rounds][width];
    component power[rounds][width];

    for (var r = 0; r < rounds; r++) {
        var full = r < halfOfFull || r >= halfOfFull + partials;
        for (var i = 0; i < width; i++) {
            if (r > 0) {
                var mixed = 0;
                for (var j = 0; j < width; j++) {
                    mixed += matrix[i][j] * leaving[r - 1][j];
                }
                entering[r][i] <== mixed + constants[r * width + i];
            } else if (i == 0) {
                entering[r][i] <== constants[i];
            } else {
                entering[r][i] <== in[i - 1] + constants[i];
            }

            if (full || i == 0) {
                power[r][i] = FifthPower();
                power[r][i].in <== entering[r][i];
                leaving[r][i] <== power[r][i].out;
            } else {
                leaving[r][i] <== entering[r][i];
            }
        }
    }

    var result = 0;
    for (var j = 0; j < width; j++) {
        result += matrix[0][j] * leaving[rounds - 1][j];
    }
    out <== result;
}
