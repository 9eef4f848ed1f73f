using Vendue.Node.Bench;

// What durability and the network cost, on whatever else the machine does at the time: dotnet run -c Release --project bench/Vendue.Node.Bench [kernel-and-journal | host | http | recovery]
foreach (var (name, measure) in new (string, Func<Task>)[] { ("kernel-and-journal", Durable.KernelAndJournalAsync), ("host", Durable.HostAsync), ("http", Signed.HttpAsync), ("recovery", Durable.RecoveryAsync) })
    if (args.Length == 0 || args.Contains(name)) await measure();
