using System.Collections.Concurrent;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Groth16;

/// <summary>Groth16 over BN254, verified in process. Safe for use from several threads.</summary>
public sealed class Groth16Bn254 : ProofSystem
{
    /// <summary>Prepared keys kept; beyond this the table starts anew.</summary>
    const int MaxKeptKeys = 256;
    readonly ConcurrentDictionary<string, VerifyingKey> keys = new();

    /// <inheritdoc/>
    public override string Name => "groth16-bn254";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof) =>
        TryRead(verifyingKey, publicValues, proof) is not { } read ? ProofVerdict.Malformed
        : read.Lines is { } lines && Groth16Verifier.Holds(read.Key, read.Claim, lines) ? ProofVerdict.Valid
        : ProofVerdict.Invalid;

    /// <inheritdoc/>
    /// <remarks>
    /// Proofs under one key are one batch (<see cref="Groth16Verifier.VerifyBatch"/>). However many of them are false, it costs
    /// less than twice what checking one by one does.
    /// </remarks>
    public override ProofVerdict[] VerifyMany(ReadOnlySpan<ProofCase> cases)
    {
        var verdicts = new ProofVerdict[cases.Length];
        var places = new Dictionary<VerifyingKey, List<int>>();
        var readings = new Reading[cases.Length];
        for (int i = 0; i < cases.Length; i++)
        {
            verdicts[i] = ProofVerdict.Malformed;
            if (TryRead(cases[i].VerifyingKey.Span, cases[i].PublicValues.Span, cases[i].Proof.Span) is not { } read)
                continue;
            readings[i] = read;
            if (!places.TryGetValue(read.Key, out List<int>? group))
                places[read.Key] = group = [];
            group.Add(i);
        }

        foreach ((VerifyingKey key, List<int> group) in places)
        {
            bool[] valid = Groth16Verifier.VerifyDrawn(
                key, [.. group.Select(place => readings[place].Claim)], [.. group.Select(place => readings[place].Lines)]);
            for (int i = 0; i < valid.Length; i++)
                verdicts[group[i]] = valid[i] ? ProofVerdict.Valid : ProofVerdict.Invalid;
        }

        return verdicts;
    }

    /// <summary>Reads and validates everything; null when something is malformed.</summary>
    Reading? TryRead(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
    {
        try
        {
            PublicValues values = PublicValues.Parse(publicValues);
            Groth16Proof points = Groth16Proof.ParseOnCurves(proof);
            VerifyingKey key = KeyOf(verifyingKey);
            MillerLines? lines = null;
            return values.Count == key.PublicCount && (points.B.IsInfinity || MillerLines.TryDraw(points.B, out lines))
                ? new Reading(key, new Groth16Claim(values, points), lines)
                : null;
        }
        catch (ProofFormatException)
        {
            return null;
        }
    }

    VerifyingKey KeyOf(ReadOnlySpan<byte> canonical)
    {
        string name = Convert.ToHexString(VerifyingKey.HashOf(canonical));
        if (keys.TryGetValue(name, out VerifyingKey? known))
            return known;
        VerifyingKey key = VerifyingKey.Parse(canonical);
        if (keys.Count >= MaxKeptKeys)
            keys.Clear();
        keys[name] = key;
        return key;
    }

    /// <summary>A well-formed proof, statement and key; without lines when the proof's B is infinity, which proves nothing.</summary>
    readonly record struct Reading(VerifyingKey Key, Groth16Claim Claim, MillerLines? Lines);
}
