using System.Globalization;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Up;

/// <summary>The end of <c>vendue up</c>: what became of every request, and the books.</summary>
static class UpReport
{
    internal static void Write(CommandConsole console, string mechanism, IReadOnlyList<TaleRow> rows, BooksView books, IReadOnlyDictionary<Name, string> people, string folder)
    {
        console.Table("Requests", ["#", "circuit", "proven by", "price", "paid", "in", "state"],
            [.. rows.Select(r => new[] { Text(r.Number), r.Circuit, r.Prover, r.Price is { } p ? $"{p:N0}" : "", $"{r.Paid:N0}", r.ProvedIn, r.State })]);
        WriteBooks(console, books, people);
        int provers = rows.Where(r => r.State == "paid").Select(r => r.Prover).Distinct().Count();
        console.Answer(
            $"{rows.Count(r => r.State == "paid")} of {rows.Count} requests proven by {provers} provers, verified and paid; money {(books.Conserved ? "conserved" : "NOT CONSERVED")}. Check it all again: vendue audit --folder {Path.Combine(folder, "node")}",
            Machine(mechanism, rows, books, people, folder));
    }

    static void WriteBooks(CommandConsole console, BooksView books, IReadOnlyDictionary<Name, string> people)
    {
        var accounts = books.Accounts.Where(HasMoney).ToList();
        var free = books.Issued.Keys.ToList();
        var held = free.Where(asset => accounts.Any(a => a.Held[asset] != 0)).ToList();
        console.Table("Books", ["account", .. free.Select(a => $"{a} free"), .. held.Select(a => $"{a} held")],
            [.. accounts.Select(a => (string[])[people.GetValueOrDefault(a.Name, a.Name.ToString()), .. free.Select(x => $"{a.Balances[x]:N0}"), .. held.Select(x => $"{a.Held[x]:N0}")])]);
    }

    static bool HasMoney(BookRow row) => row.Balances.Values.Any(b => b != 0) || row.Held.Values.Any(h => h != 0);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static JsonObject Machine(string mechanism, IReadOnlyList<TaleRow> rows, BooksView books, IReadOnlyDictionary<Name, string> people, string folder) => new()
    {
        ["mechanism"] = mechanism,
        ["requests"] = new JsonArray([.. rows.Select(r => new JsonObject
        {
            ["id"] = r.Request.ToString(),
            ["circuit"] = r.Circuit,
            ["work"] = r.Work,
            ["requester"] = r.Requester,
            ["prover"] = r.Prover,
            ["price"] = r.Price?.ToString(CultureInfo.InvariantCulture),
            ["paid"] = r.Paid.ToString(CultureInfo.InvariantCulture),
            ["state"] = r.State,
        })]),
        ["books"] = new JsonArray([.. books.Accounts.Select(a => new JsonObject
        {
            ["account"] = a.Name.ToString(),
            ["who"] = people.GetValueOrDefault(a.Name, ""),
            ["free"] = new JsonObject(a.Balances.Select(b => KeyValuePair.Create<string, JsonNode?>(b.Key, b.Value.ToString(CultureInfo.InvariantCulture)))),
            ["held"] = new JsonObject(a.Held.Select(b => KeyValuePair.Create<string, JsonNode?>(b.Key, b.Value.ToString(CultureInfo.InvariantCulture)))),
        })]),
        ["conserved"] = books.Conserved,
        ["folder"] = Path.Combine(folder, "node"),
    };
}
