using Vendue.Mechanisms.BoundlessMarket;

namespace Vendue.Node.Bench;

/// <summary>Accounts with money, and commitments, locks of nothing and withdrawals for them to send.</summary>
sealed class Workload(Hash32 genesis, Name asset, int accounts)
{
    readonly ulong[] nonces = new ulong[accounts];
    ulong ended;

    public Name[] Names { get; } = [.. Enumerable.Range(0, accounts).Select(i => (Name)$"0x{i:x40}")];

    public CommandEnvelope Deposit(Name custodian, ulong nonce, int account) =>
        CommandEnvelope.Of(genesis, custodian, default, 0, nonce, ulong.MaxValue, new Deposit(Names[account], asset, UInt128.MaxValue >> 64, Hash32.Sha256(BitConverter.GetBytes(nonce))));

    /// <summary>A transfer out of the free money into a hold: the ledger's step that every market makes.</summary>
    public CommandEnvelope Next(int account, Hash32 key = default)
    {
        ulong nonce = ++nonces[account];
        return CommandEnvelope.Of(genesis, Names[account], key, 0, nonce, ulong.MaxValue, new Withdraw(asset, 1, Hash32.Sha256([.. BitConverter.GetBytes(nonce), .. BitConverter.GetBytes(account)])));
    }

    /// <summary>The custodian says that a withdrawal was paid.</summary>
    public CommandEnvelope End(in CommandEnvelope withdrawal) =>
        CommandEnvelope.Of(genesis, "custodian", default, 1, ++ended, ulong.MaxValue, new EndWithdrawal(Codec<Withdraw>.Of.Decode(withdrawal.Body.Memory).Reference, true));

    /// <summary>An action of the mechanism's, which a delegated key may sign.</summary>
    public static Commit Promise(ulong nonce, int account) => new(Hash32.Sha256([.. BitConverter.GetBytes(nonce), .. BitConverter.GetBytes(account)]));
}
