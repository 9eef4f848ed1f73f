using System.Numerics;
using Vendue.Proofs.Witnesses;

namespace Vendue.Proofs.Statements;

/// <summary>The accounts of <c>circuits/rollup-batch</c>, and a record of their transfers as the circuit takes it.</summary>
public sealed class RollupAccounts
{
    readonly PoseidonTree tree;
    readonly (Fr Owner, ulong Balance)[] accounts;
    readonly Dictionary<string, List<BigInteger>> record = new(StringComparer.Ordinal);

    /// <summary>2^<paramref name="depth"/> empty accounts.</summary>
    /// <param name="depth">1 to 20; the circuit fixes it.</param>
    public RollupAccounts(int depth)
    {
        tree = new PoseidonTree(depth);
        accounts = new (Fr, ulong)[1 << depth];
    }

    /// <summary>Number of accounts.</summary>
    public int Count => accounts.Length;

    /// <summary>The root over all accounts; a leaf is Poseidon(owner, balance), and zero where no account was opened.</summary>
    public Fr Root => tree.Root;

    /// <summary>d_0 = 0, d_{k+1} = Poseidon(d_k, amount * 2^(2 depth) + sender * 2^depth + receiver).</summary>
    public Fr TransfersDigest { get; private set; }

    /// <summary>The balance of an account, in base units.</summary>
    public ulong BalanceOf(int account) => accounts[account].Balance;

    /// <summary>Gives an account its owner and first balance.</summary>
    public void Open(int account, in Fr owner, ulong balance) => Put(account, owner, balance);

    /// <summary>Moves an amount and records it for the batch.</summary>
    /// <exception cref="InvalidOperationException">The sender has less, or the receiver would have 2^64 or more.</exception>
    public void Transfer(int sender, int receiver, ulong amount)
    {
        var (senderOwner, senderBalance) = accounts[sender];
        if (senderBalance < amount) throw new InvalidOperationException($"Account {sender} has {senderBalance}, less than {amount}.");
        if (sender != receiver && accounts[receiver].Balance > ulong.MaxValue - amount)
            throw new InvalidOperationException($"Account {receiver} cannot hold {amount} more.");

        Record("amount", amount);
        Record("sender", sender);
        Record("senderOwner", DemoStatements.Value(senderOwner));
        Record("senderBalance", senderBalance);
        Record("senderSiblings", DemoStatements.Values(tree.Siblings(sender)));
        Put(sender, senderOwner, senderBalance - amount);

        var (receiverOwner, receiverBalance) = accounts[receiver];
        Record("receiver", receiver);
        Record("receiverOwner", DemoStatements.Value(receiverOwner));
        Record("receiverBalance", receiverBalance);
        Record("receiverSiblings", DemoStatements.Values(tree.Siblings(receiver)));
        Put(receiver, receiverOwner, receiverBalance + amount);

        var packed = (((BigInteger)amount << tree.Depth) + sender << tree.Depth) + receiver;
        TransfersDigest = Poseidon.Hash(TransfersDigest, Fr.FromInteger(packed));
    }

    /// <summary>The private inputs of the circuit for the transfers so far.</summary>
    public WitnessInput BatchInput()
    {
        var input = new WitnessInput();
        foreach (var (name, values) in record) input.Set(name, [.. values]);
        return input;
    }

    void Put(int account, in Fr owner, ulong balance)
    {
        accounts[account] = (owner, balance);
        tree[account] = Poseidon.Hash(owner, Fr.FromInteger(balance));
    }

    void Record(string name, params ReadOnlySpan<BigInteger> values)
    {
        if (!record.TryGetValue(name, out var list)) record[name] = list = [];
        list.AddRange(values);
    }
}
