using Vendue.Proofs.Curves;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Groth16;

public sealed class VerifyingKeySpecification
{
    static readonly VerifyingKey Key = Cubic.Key.VerifyingKey;

    [Fact]
    public void Canonical_bytes_are_read_back()
    {
        byte[] bytes = Key.ToBytes();
        bytes.Length.ShouldBe(12 + 64 + (3 * 128) + (3 * 64));
        VerifyingKey read = VerifyingKey.Parse(bytes);
        read.ToBytes().ShouldBe(bytes);
        read.Hash().ShouldBe(Key.Hash());
        read.PublicCount.ShouldBe(2);
    }

    [Fact]
    public void A_key_without_contribution_is_refused() => Refused(Key.Alpha, Key.Gamma, Key.Gamma);

    [Fact]
    public void A_key_with_opposite_gamma_and_delta_is_refused() => Refused(Key.Alpha, Key.Gamma, -Key.Gamma);

    [Fact]
    public void A_key_with_a_point_at_infinity_is_refused()
    {
        Refused(AffinePoint<Fp>.Infinity, Key.Gamma, Key.Delta);
        Refused(Key.Alpha, AffinePoint<Vendue.Proofs.Fields.Fp2>.Infinity, Key.Delta);
        Refused(Key.Alpha, Key.Gamma, AffinePoint<Vendue.Proofs.Fields.Fp2>.Infinity);
    }

    [Fact]
    public void A_key_of_too_many_public_values_is_refused() => Should.Throw<ProofFormatException>(() => new VerifyingKey(
        Key.Alpha, Key.Beta, Key.Gamma, Key.Delta, new AffinePoint<Fp>[VerifyingKey.MaxPublicValues + 2])).Code.ShouldBe("verifying-key-length");

    static void Refused(AffinePoint<Fp> alpha, AffinePoint<Vendue.Proofs.Fields.Fp2> gamma, AffinePoint<Vendue.Proofs.Fields.Fp2> delta) =>
        Should.Throw<ProofFormatException>(() => new VerifyingKey(alpha, Key.Beta, gamma, delta, Key.InputCommitments.Span))
            .Code.ShouldBe("verifying-key-degenerate");
}
