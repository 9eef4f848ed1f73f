using System.Net.Http.Headers;
using System.Text;
using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.Api;

public sealed class FuzzTests(Circuit circuit)
{
    const int Tries = 1_500;

    [Fact]
    public async Task Random_bytes_and_mutated_commands_never_make_the_node_fail()
    {
        await using var market = await LiveMarket.StartAsync();
        var owner = await market.AccountAsync();
        var client = await market.ClientAsync(owner);
        var action = await LiveMarket.ActionAsync(client, circuit, "fuzz");
        string books = await LiveMarket.BooksAsync(client);
        var envelope = CommandEnvelope.Of(market.Node.Host.GenesisHash, owner.Address, default, 0, 1, ulong.MaxValue, action);
        var signed = owner.Sign(envelope, ActionSet.DescriptionOf(typeof(RequestProof)));
        byte[] bytes = signed.Encode(), json = CommandJson.Write(signed, market.Node.Host.Actions);
        var random = new Random(7);
        for (int i = 0; i < Tries; i++)
        {
            var (body, type) = (i % 3) switch
            {
                0 => (Mutate(random, bytes), "application/octet-stream"),
                1 => (Mutate(random, json), "application/json"),
                _ => (Noise(random), i % 2 == 0 ? "application/json" : "text/plain"),
            };
            string path = random.Next(12) switch { 0 => "/v1/programs", 1 => "/v1/blobs", _ => "/v1/commands" };
            using var request = new HttpRequestMessage(path == "/v1/commands" ? HttpMethod.Post : HttpMethod.Put, path) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            using var response = await market.Http.SendAsync(request);
            int status = (int)response.StatusCode;
            (status is < 500 or 503).ShouldBeTrue($"try {i}: {status} for {Encoding.Latin1.GetString(body)}");
        }
        (await LiveMarket.BooksAsync(client)).ShouldBe(books);
        (await client.SendAsync(new Withdraw(market.Node.Host.Genesis.Assets[0], 1, default))).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public async Task Random_paths_and_queries_never_make_the_node_fail()
    {
        await using var market = await LiveMarket.StartAsync();
        var random = new Random(11);
        string[] routes = ["/v1/requests/", "/v1/accounts/", "/v1/blobs/", "/v1/programs/", "/v1/opportunities?account=", "/v1/accounts?take=1&from=", "/v1/requests?take=", "/"];
        for (int i = 0; i < 500; i++)
        {
            string text = Uri.EscapeDataString(Encoding.Latin1.GetString(Noise(random).AsSpan(0, random.Next(0, 60))));
            using var response = await market.Http.GetAsync(routes[random.Next(routes.Length)] + text);
            ((int)response.StatusCode < 500).ShouldBeTrue($"try {i}: {response.StatusCode} for {response.RequestMessage!.RequestUri}");
        }
    }

    static byte[] Mutate(Random random, byte[] whole)
    {
        var bytes = whole.ToList();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes.RemoveRange(at, random.Next(bytes.Count - at)); bytes.Add(0); break;
                case 2: bytes.InsertRange(at, Noise(random).AsSpan(0, 4).ToArray()); break;
                default: bytes[at] = 0xFF; break;
            }
        }
        return [.. bytes];
    }

    static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(60, 300)];
        random.NextBytes(bytes);
        return bytes;
    }
}
