using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Groth16;

/// <summary>Groth16 over BN254, verified in process. Safe for use from several threads.</summary>
public sealed class Groth16Bn254 : ProofSystem
{
    readonly KeptKeys<VerifyingKey> keys = new(VerifyingKey.Parse);

    /// <inheritdoc/>
    public override string Name => "groth16-bn254";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
    {
        if (Read(verifyingKey, publicValues, proof) is not { } read)
            return ProofVerdict.Malformed;
        AffinePoint<Fp2> b = read.Claim.Proof.B;
        if (b.IsInfinity)
            return ProofVerdict.Invalid;
        if (!MillerLines.TryDraw(b, out MillerLines? lines))
            return ProofVerdict.Malformed;
        return Groth16Verifier.Holds(read.Key, read.Claim, lines) ? ProofVerdict.Valid : ProofVerdict.Invalid;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Proofs under one key are one batch (<see cref="Groth16Verifier.VerifyBatch"/>). However many of them are false, it costs
    /// less than twice what checking one by one does.
    /// </remarks>
    public override ProofVerdict[] VerifyMany(ReadOnlySpan<ProofCase> cases)
    {
        var readings = new Reading?[cases.Length];
        for (int i = 0; i < cases.Length; i++)
            readings[i] = Read(cases[i].VerifyingKey.Span, cases[i].PublicValues.Span, cases[i].Proof.Span);
        MillerLines?[] lines = MillerLines.DrawEach(Array.ConvertAll(readings, read => read?.Claim.Proof.B ?? AffinePoint<Fp2>.Infinity));
        var verdicts = new ProofVerdict[cases.Length];
        for (int i = 0; i < verdicts.Length; i++)
            verdicts[i] = lines[i] is not null || readings[i]?.Claim.Proof.B.IsInfinity == true ? ProofVerdict.Invalid : ProofVerdict.Malformed;
        foreach (var group in Enumerable.Range(0, cases.Length).Where(place => lines[place] is not null).GroupBy(place => readings[place]!.Value.Key))
        {
            int[] places = [.. group];
            bool[] valid = Groth16Verifier.VerifyDrawn(
                group.Key, Array.ConvertAll(places, place => readings[place]!.Value.Claim), Array.ConvertAll(places, place => lines[place]));
            for (int i = 0; i < valid.Length; i++)
            {
                if (valid[i])
                    verdicts[places[i]] = ProofVerdict.Valid;
            }
        }

        return verdicts;
    }

    /// <summary>Reads and validates everything but whether B is of its subgroup; null when something is malformed.</summary>
    Reading? Read(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
    {
        try
        {
            PublicValues values = PublicValues.Parse(publicValues);
            Groth16Proof points = Groth16Proof.ParseOnCurves(proof);
            VerifyingKey key = keys.Get(verifyingKey);
            return values.Count == key.PublicCount ? new Reading(key, new Groth16Claim(values, points)) : null;
        }
        catch (ProofFormatException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override byte[]? ProgramOf(ReadOnlySpan<byte> verifyingKey) =>
        VerifyingKey.IsKey(verifyingKey) ? VerifyingKey.Parse(verifyingKey).Hash() : null;

    /// <summary>A proof and a statement that fit a key.</summary>
    readonly record struct Reading(VerifyingKey Key, Groth16Claim Claim);
}
