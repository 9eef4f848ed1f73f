using System.Buffers.Binary;
using System.Text.Json;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.ZkVms;

/// <summary>What serde writes of risc0-zkvm's Receipt.</summary>
public static class SerdeReceipt
{
    static readonly uint[] Zero = new uint[8];

    /// <summary>A claim whose parts are given by their hashes.</summary>
    /// <param name="imageId">The state before the run, by its hash.</param>
    /// <returns>For <see cref="Of"/>.</returns>
    public static object ClaimOf(byte[] imageId) => new
    {
        Value = new
        {
            pre = new { Pruned = Words(imageId) },
            post = new { Value = new { pc = 0, merkle_root = Zero } },
            exit_code = new { Halted = 0 },
            input = new { Pruned = Zero },
            output = new { Value = new { journal = new { Pruned = Zero }, assumptions = new { Value = new object[] { new { Value = new { claim = Zero, control_root = Zero } } } } } },
        },
    };

    /// <summary>A receipt.</summary>
    /// <param name="proof">As it goes on chain: a selector that is known, and the seal.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="claim">The claim.</param>
    /// <returns>JSON.</returns>
    public static string Of(byte[] proof, byte[] journal, object claim)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var release = new RiscZeroGroth16().Verifiers.Single(v => v.Selector.SequenceEqual(proof.AsSpan(0, 4)));
        uint[] parameters = Words(release.Digest.ToArray());
        return JsonSerializer.Serialize(new
        {
            inner = new { Groth16 = new { seal = Numbers(proof[4..]), claim, verifier_parameters = parameters } },
            journal = new { bytes = Numbers(journal) },
            metadata = new { verifier_parameters = parameters },
        });
    }

    /// <summary>Bytes as numbers.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>As many.</returns>
    public static int[] Numbers(byte[] bytes) => Array.ConvertAll(bytes, each => (int)each);

    /// <summary>A digest as words.</summary>
    /// <param name="digest">32 bytes.</param>
    /// <returns>Eight.</returns>
    public static uint[] Words(byte[] digest) => [.. digest.Chunk(sizeof(uint)).Select(word => BinaryPrimitives.ReadUInt32LittleEndian(word))];
}
