using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Witnesses;

namespace Vendue.Prover.TestHost;

/// <summary>An outside prover that makes real proofs, as far as its conduct lets it.</summary>
sealed class OutsideProverHost(Conduct conduct, string circuit, string folder)
{
    readonly Lock gate = new();
    readonly ConcurrentDictionary<string, CancellationTokenSource> running = new();
    readonly Groth16Prover prover = new(ZKeyFile.Read(Path.Combine(circuit, "chain.zkey")));
    readonly CircomWitness generator = CircomWitness.Load(File.ReadAllBytes(Path.Combine(circuit, "chain.wasm")));

    public async Task RunAsync()
    {
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        Directory.CreateDirectory(folder);
        File.AppendAllText(Path.Combine(folder, "started"), $"{Environment.ProcessId}\n");
        if (conduct == Conduct.TellsAll) TellAll();
        while (await Console.In.ReadLineAsync() is { } line) Hear(JsonNode.Parse(line)!.AsObject());
    }

    void Hear(JsonObject message)
    {
        string id = (string?)message["id"] ?? "", type = (string)message["type"]!;
        if (conduct == Conduct.Mute || (conduct == Conduct.FallsSilent && type != "hello")) return;
        switch (type)
        {
            case "hello":
                Say(Ready());
                break;
            case "ping":
                Say(new() { ["type"] = "pong" });
                break;
            case "submit":
                Submit(id, (string)message["folder"]!);
                break;
            case "resume":
                Resume(id, (string)message["folder"]!);
                break;
            case "cancel" when conduct != Conduct.IgnoresCancel:
                if (running.TryRemove(id, out var cancelled)) cancelled.Cancel();
                Note("cancelled", id);
                Say(OfJob("cancelled", id));
                break;
            case "forget":
                running.TryRemove(id, out _);
                Note("forgotten", id);
                break;
            case "verify":
                Say(new() { ["type"] = "verified", ["id"] = id, ["valid"] = conduct == Conduct.OwnWord });
                break;
        }
    }

    JsonObject Ready()
    {
        bool own = conduct is Conduct.OwnWord or Conduct.OwnWordAgainstItself;
        var program = new JsonObject { ["name"] = "chain", ["system"] = own ? "own-system" : "groth16-bn254", ["unit"] = "constraints", ["perSecond"] = 1000 };
        if (own || conduct == Conduct.WrongKey) program["program"] = $"0x{new string('a', 64)}";
        if (!own) program["verifyingKey"] = Directory.EnumerateFiles(circuit, "chain.vkey*").Order(StringComparer.Ordinal).First();
        if (conduct is not (Conduct.OtherStatement or Conduct.OtherStatementUnforeseen)) program["bindingInput"] = "prover";
        if (!own && conduct is not (Conduct.SaysImpossible or Conduct.OtherStatementUnforeseen)) program["generator"] = Path.Combine(circuit, "chain.wasm");
        return new() { ["type"] = "ready", ["version"] = conduct == Conduct.OtherVersion ? 2 : 1, ["name"] = conduct.ToString(), ["slots"] = 2, ["verifies"] = own, ["programs"] = new JsonArray(program) };
    }

    void Submit(string id, string job)
    {
        if (conduct == Conduct.IgnoresJobs) return;
        if (conduct == Conduct.AlwaysCrashes || (conduct == Conduct.CrashesOnce && Once())) Crash(id);
        Note("submitted", id);
        var stop = new CancellationTokenSource();
        if (running.TryAdd(id, stop)) _ = Task.Run(() => WorkAsync(id, job, stop.Token));
        Say(OfJob("accepted", id));
    }

    void Resume(string id, string job)
    {
        Note("resumed", id);
        if (File.Exists(Path.Combine(job, "public.bin"))) SayResult(id);
        else if (running.ContainsKey(id)) Say(OfJob("accepted", id));
        else Say(OfJob("unknown", id));
    }

    async Task WorkAsync(string id, string job, CancellationToken stop)
    {
        try
        {
            Say(new() { ["type"] = "progress", ["id"] = id, ["fraction"] = 0.5, ["stage"] = "proving" });
            if (conduct is Conduct.Waiting) await GoAsync(stop);
            if (Misbehave(id, job)) return;
            Prove(id, job, stop);
            if (conduct == Conduct.CrashesOnceWhenDone && Once()) Crash(id);
            SayResult(id);
        }
        catch (Exception failed) when (failed is WitnessException or ProvingException or IOException)
        {
            running.TryRemove(id, out _);
            Say(new() { ["type"] = "failed", ["id"] = id, ["code"] = "failed", ["message"] = failed.Message });
        }
        catch (OperationCanceledException)
        {
            // It was cancelled.
        }
    }

    /// <summary>Does what an honest prover would not.</summary>
    /// <returns>Whether that was all.</returns>
    bool Misbehave(string id, string job)
    {
        switch (conduct)
        {
            case Conduct.Garbage:
                Write("this is \u001b[31mnot JSON");
                return true;
            case Conduct.EndlessLine:
                WriteEndlessly(newLine: false);
                return true;
            case Conduct.Flood:
                while (true) Say(OfJob("accepted", id));
            case Conduct.OtherFolder:
                Say(new() { ["type"] = "result", ["id"] = id, ["proof"] = "../../chain.zkey", ["publicValues"] = "public.bin" });
                return true;
            case Conduct.Device:
                File.CreateSymbolicLink(Path.Combine(job, "proof.bin"), "/dev/zero");
                File.WriteAllBytes(Path.Combine(job, "public.bin"), [1]);
                SayResult(id);
                return true;
            case Conduct.LargeFile:
                using (var large = File.Create(Path.Combine(job, "proof.bin"))) large.SetLength(1L << 32);
                File.WriteAllBytes(Path.Combine(job, "public.bin"), [1]);
                SayResult(id);
                return true;
            case Conduct.IgnoresCancel:
                using (var child = Process.Start("sleep", "1000")) File.WriteAllText(Path.Combine(folder, "child"), $"{child.Id}");
                return true;
            case Conduct.SaysImpossible:
                Say(new() { ["type"] = "failed", ["id"] = id, ["code"] = "no-proof", ["message"] = "No proof exists.", ["impossible"] = true });
                return true;
            default:
                return false;
        }
    }

    void Prove(string id, string job, CancellationToken stop)
    {
        Note("proven", id);
        var input = WitnessInput.Parse(File.ReadAllBytes(Path.Combine(job, "input")));
        if (conduct is Conduct.OtherStatement or Conduct.OtherStatementUnforeseen) input.Replace("start", 12345);
        var (proof, values) = prover.Prove(generator.Compute(input, stop), 1, stop);
        if (conduct == Conduct.WrongProof || (conduct == Conduct.WrongProofOnce && Once())) proof = proof with { A = proof.C };
        File.WriteAllBytes(Path.Combine(job, "proof.bin"), proof.ToBytes());
        File.WriteAllBytes(Path.Combine(job, "public.part"), values.ToBytes());
        File.Move(Path.Combine(job, "public.part"), Path.Combine(job, "public.bin"), overwrite: true);
    }

    async Task GoAsync(CancellationToken stop)
    {
        while (!File.Exists(Path.Combine(folder, "go"))) await Task.Delay(10, stop);
    }

    bool Once()
    {
        string path = Path.Combine(folder, "once");
        lock (gate)
        {
            if (File.Exists(path)) return false;
            File.WriteAllText(path, "");
            return true;
        }
    }

    void Crash(string id)
    {
        Say(OfJob("accepted", id));
        Environment.FailFast(null);
    }

    void TellAll()
    {
        File.WriteAllLines(Path.Combine(folder, "environment"), Environment.GetEnvironmentVariables().Keys.Cast<string>());
        Console.Error.WriteLine("\u001b[2Jhello");
        for (int i = 0; i < 100_000; i++) Console.Error.WriteLine($"line {i} of a prover that has much to say");
    }

    void WriteEndlessly(bool newLine)
    {
        string text = new('x', 1 << 20);
        for (int i = 0; i < 1024; i++) Write(text, newLine);
    }

    void SayResult(string id) => Say(new() { ["type"] = "result", ["id"] = id, ["proof"] = "proof.bin", ["publicValues"] = "public.bin" });

    static JsonObject OfJob(string type, string id) => new() { ["type"] = type, ["id"] = id };

    /// <summary>Counts what it did, on disk, over restarts.</summary>
    void Note(string what, string id)
    {
        lock (gate) File.AppendAllText(Path.Combine(folder, what), id + "\n");
    }

    void Say(JsonObject message) => Write(message.ToJsonString());

    void Write(string text, bool newLine = true)
    {
        lock (gate)
        {
            Console.Out.Write(newLine ? text + "\n" : text);
            Console.Out.Flush();
        }
    }
}
