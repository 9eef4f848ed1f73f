namespace Vendue.Conformance.Tests.Playing;

/// <summary>
/// The ledger as a clerk would keep it: a double-entry book fed by nothing but the told movements. It knows no tables,
/// no undo and no handles, and must agree with the real ledger after every command.
/// </summary>
sealed class NaiveBook
{
    readonly record struct Line(Account Owner, Place Place, Asset Asset);

    readonly Dictionary<Line, Int128> lines = [];

    /// <summary>Writes down what a command moved.</summary>
    public void Enter(IEnumerable<Moved> movements)
    {
        foreach (var moved in movements)
        {
            Post(new Line(moved.From, moved.FromPlace, moved.Asset), -(Int128)moved.Amount);
            Post(new Line(moved.To, moved.ToPlace, moved.Asset), (Int128)moved.Amount);
        }
    }

    /// <summary>Compares the book with the real ledger, and checks what every ledger must keep.</summary>
    public void MustAgree(Ledger ledger)
    {
        var real = Read(ledger);
        foreach (var (line, amount) in lines)
            Violation.Unless(real.GetValueOrDefault(line) == amount, $"the events say that account {line.Owner.Index} has {amount} of asset {line.Asset.Index} at {line.Place}, the ledger {real.GetValueOrDefault(line)}");
        foreach (var (line, amount) in real)
        {
            Violation.Unless(lines.GetValueOrDefault(line) == amount, $"the ledger has {amount} of asset {line.Asset.Index} at {line.Place} of account {line.Owner.Index}, which no event told");
            Violation.Unless(amount >= 0 || (line.Owner == Account.Issued && line.Place == Place.Free), $"account {line.Owner.Index} stands at {amount} of asset {line.Asset.Index} at {line.Place}");
        }
        foreach (var asset in real.GroupBy(l => l.Key.Asset))
            Violation.Unless(asset.Aggregate((Int128)0, (sum, line) => sum + line.Value) == 0, $"asset {asset.Key.Index} does not sum to zero");
    }

    static Dictionary<Line, Int128> Read(Ledger ledger)
    {
        var real = new Dictionary<Line, Int128>();
        for (int account = 1; account <= ledger.Accounts; account++)
            for (byte asset = 0; asset < ledger.Assets; asset++)
                if (ledger.Balance(new Account(account), new Asset(asset)) is var free && free != 0) real[new Line(new Account(account), Place.Free, new Asset(asset))] = free;
        for (var holdings = ledger.Holdings; holdings.MoveNext();)
        {
            var holding = ledger[holdings.Current];
            var line = new Line(holding.Owner, holding.Place, holding.Asset);
            if (holding.Amount > 0) real[line] = real.GetValueOrDefault(line) + (Int128)holding.Amount;
        }
        return real;
    }

    void Post(Line line, Int128 amount) => lines[line] = lines.GetValueOrDefault(line) + amount;
}
