using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Witnesses;

namespace Vendue.Proofs.Statements;

/// <summary>Makes statements of the demonstration circuits: the same seed gives the same statement, everywhere.</summary>
public static class DemoStatements
{
    const int MembershipDepth = 10;
    const int AccountsDepth = 3;
    const int TransfersPerBatch = 2;

    /// <summary>A statement of any of the demonstration circuits.</summary>
    /// <param name="circuit">One of <see cref="DemoCircuit.All"/>.</param>
    /// <param name="seed">Any text.</param>
    /// <param name="prover">The value that ties the proof to its prover, such as an address.</param>
    /// <exception cref="ArgumentException">The circuit is not one of them.</exception>
    public static DemoStatement For(DemoCircuit circuit, string seed, in Fr prover)
    {
        if (circuit == DemoCircuit.SmallChain) return Chain(circuit, 2, seed, prover);
        if (circuit == DemoCircuit.LargeChain) return Chain(circuit, 32, seed, prover);
        if (circuit == DemoCircuit.MerkleMembership) return Membership(seed, prover);
        if (circuit == DemoCircuit.RollupBatch) return Batch(seed, prover);
        throw new ArgumentException($"'{circuit}' is no demonstration circuit.", nameof(circuit));
    }

    /// <summary>A Poseidon chain: public values are digest, start and prover.</summary>
    /// <param name="circuit">A circuit of that many steps.</param>
    /// <param name="steps">How often is hashed.</param>
    /// <param name="seed">Any text.</param>
    /// <param name="prover">The value that ties the proof to its prover.</param>
    public static DemoStatement Chain(DemoCircuit circuit, int steps, string seed, in Fr prover)
    {
        var start = Draw(seed, "start", 0);
        var digest = start;
        for (var i = 0; i < steps; i++) digest = Poseidon.Hash(digest, Fr.FromInteger((ulong)i));
        var input = new WitnessInput().Set("start", Value(start)).Set("prover", Value(prover));
        return new(circuit, input, [digest, start, prover]);
    }

    /// <summary>Membership of one of 16 leaves: public values are root and prover.</summary>
    /// <param name="seed">Any text.</param>
    /// <param name="prover">The value that ties the proof to its prover.</param>
    public static DemoStatement Membership(string seed, in Fr prover)
    {
        var tree = new PoseidonTree(MembershipDepth);
        for (var i = 0; i < 16; i++) tree[(int)Small(seed, "place", i, 1 << MembershipDepth)] = Draw(seed, "leaf", i);
        var index = (int)Small(seed, "place", 0, 1 << MembershipDepth);
        var input = new WitnessInput()
            .Set("root", Value(tree.Root))
            .Set("prover", Value(prover))
            .Set("leaf", Value(tree[index]))
            .Set("index", index)
            .Set("siblings", Values(tree.Siblings(index)));
        return new(DemoCircuit.MerkleMembership, input, [tree.Root, prover]);
    }

    /// <summary>Two transfers among eight accounts: public values are the new root, the transfers' digest, the old root and prover.</summary>
    /// <param name="seed">Any text.</param>
    /// <param name="prover">The value that ties the proof to its prover.</param>
    public static DemoStatement Batch(string seed, in Fr prover)
    {
        var accounts = new RollupAccounts(AccountsDepth);
        for (var i = 0; i < accounts.Count; i++)
            accounts.Open(i, Draw(seed, "owner", i), 1_000_000 + Small(seed, "balance", i, 1_000_000));
        var oldRoot = accounts.Root;
        for (var k = 0; k < TransfersPerBatch; k++)
        {
            var sender = (int)Small(seed, "sender", k, (uint)accounts.Count);
            var receiver = (int)Small(seed, "receiver", k, (uint)accounts.Count);
            accounts.Transfer(sender, receiver, 1 + Small(seed, "amount", k, 400_000));
        }
        var input = accounts.BatchInput().Set("oldRoot", Value(oldRoot)).Set("prover", Value(prover));
        return new(DemoCircuit.RollupBatch, input, [accounts.Root, accounts.TransfersDigest, oldRoot, prover]);
    }

    internal static BigInteger Value(in Fr element) => element.ToInteger().ToBigInteger();

    internal static BigInteger[] Values(IEnumerable<Fr> elements) => [.. elements.Select(element => Value(element))];

    /// <summary>A field element from a seed: SHA-256 of seed, purpose and index, modulo the field's prime.</summary>
    static Fr Draw(string seed, string purpose, int index) => Fr.FromInteger(UInt256.ReadBigEndian(Digest(seed, purpose, index)));

    static ulong Small(string seed, string purpose, int index, uint below) =>
        BinaryPrimitives.ReadUInt64BigEndian(Digest(seed, purpose, index)) % below;

    static byte[] Digest(string seed, string purpose, int index) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"vendue demo statement\0{seed}\0{purpose}\0{index}"));
}
