using Vendue.Node;

// A node in the folder that the first argument names; says where it listens, and runs until it is killed or its input ends.
var options = new NodeOptions
{
    Folder = args[0],
    Listen = "http://127.0.0.1:0",
    TickEvery = TimeSpan.FromMilliseconds(20),
    BeaconEvery = TimeSpan.FromMilliseconds(200),
    CheckpointEvery = 32,
    RequestsPerSecond = 100_000,
};
var settings = new MarketSettings { Mechanism = "boundless", Development = true, Time = Vendue.Kernel.TimeUnit.Milliseconds };
var node = await VendueNode.StartAsync(options, settings, CancellationToken.None);
await using (node)
{
    Console.WriteLine(node.Address);
    var asked = Task.Run(Console.In.ReadLineAsync);
    await Task.WhenAny(asked, node.Completion);
}
await node.Completion;
