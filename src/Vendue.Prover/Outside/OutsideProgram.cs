using System.Numerics;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Witnesses;
using Vendue.Prover.Programs;

namespace Vendue.Prover.Outside;

/// <summary>A program that an outside prover proves. Nothing that it makes is handed on before it was verified here.</summary>
public sealed class OutsideProgram : IProgramProver
{
    const int LargestKey = VerifyingKeyJson.MaxBytes;

    readonly OutsideProver prover;
    readonly AnnouncedProgram announced;
    readonly KnownKey? key;
    readonly WitnessGenerator? generator;

    OutsideProgram(OutsideProver prover, AnnouncedProgram announced, KnownKey? key)
    {
        this.prover = prover;
        this.announced = announced;
        this.key = key;
        Program = key?.Program ?? announced.Program!.Value;
        if (announced.Generator is { } path) generator = new WitnessGenerator(path, prover.Options.Witnesses);
    }

    /// <inheritdoc/>
    public string Name => announced.Name;

    /// <inheritdoc/>
    public Hash32 Program { get; }

    /// <inheritdoc/>
    public Name System => announced.System;

    /// <inheritdoc/>
    public ushort Version => announced.Version;

    /// <inheritdoc/>
    public bool IsAvailable => prover.Holds(announced);

    /// <summary>What the prover said of it.</summary>
    public AnnouncedProgram Announced => announced;

    /// <summary>Whether its proofs are verified in this process; otherwise the prover's own word is taken.</summary>
    public bool IsVerifiedHere => key is not null;

    /// <exception cref="OutsideException">It cannot be verified, or its files are not what they should be.</exception>
    internal static OutsideProgram Of(OutsideProver prover, AnnouncedProgram announced)
    {
        if (announced.Generator is { } generator && !File.Exists(generator)) throw Unusable(announced, $"its witness generator '{OutsideMessage.Shown(generator)}' is not there");
        if (ProofForms.Of(announced.System, announced.Version) is not { } forms)
        {
            if (!prover.Announcement.Verifies) throw Unusable(announced, $"nobody here can verify {announced.System} version {announced.Version}, and the prover does not offer to");
            return announced.Program is null ? throw Unusable(announced, "it gives no hash of its verifying key") : new OutsideProgram(prover, announced, null);
        }
        var key = KeyOf(announced, forms);
        if (announced.Generator is not null && key.PublicCount is null) throw Unusable(announced, $"a program of {announced.System} has no witness generator");
        if (announced.Program is { } said && said != key.Program) throw Unusable(announced, $"its verifying key has the hash {key.Program}, not {said}");
        return new OutsideProgram(prover, announced, key);
    }

    /// <inheritdoc/>
    public async Task<MadeProof> ProveAsync(ProofOrder order, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(order);
        byte[] input = Bound(order);
        var job = new OutsideJob
        {
            Id = order.Id,
            Program = Program,
            ProgramName = Name,
            System = System,
            Version = Version,
            Folder = JobFolder.Prepare(prover.Folder, order.Id, input),
            Binding = order.Binding,
            Deadline = order.Deadline,
        };
        byte[]? expected = await ExpectedOfAsync(job, input, order.Unwanted, stop).ConfigureAwait(false);
        var result = await prover.RunAsync(job, order.Unwanted, stop).ConfigureAwait(false);
        var took = TimeProvider.System.GetElapsedTime(job.BegunAt);
        var made = await TakeAsync(job, result, order, expected, stop).ConfigureAwait(false);
        prover.Proved();
        return made with { Took = job.IsWatched ? took : null };
    }

    /// <inheritdoc/>
    public void Forget(Hash32 order) => prover.Forget(order);

    /// <summary>Does nothing: it goes with its prover, which may serve several libraries.</summary>
    public void Dispose()
    {
    }

    /// <summary>Lets the witness generator go.</summary>
    internal void Release() => generator?.Dispose();

    async Task<MadeProof> TakeAsync(OutsideJob job, OutsideMessage.Result result, ProofOrder order, byte[]? expected, CancellationToken stop)
    {
        try
        {
            byte[] proof = job.Folder.Read(result.Proof, prover.Options.LargestProof);
            byte[] values = job.Folder.Read(result.PublicValues, prover.Options.LargestPublicValues);
            if (key is not null) (proof, values) = (key.ReadProof(proof), key.Key.ReadPublicValues(values));
            if (WrongOf(order, values, expected) is { } wrong) throw new OutsideException("outside-other-statement", wrong);
            bool valid = key is null
                ? await prover.VerifyAsync(job, result, stop).ConfigureAwait(false)
                : await Task.Run(() => key.Holds(values, proof), stop).ConfigureAwait(false);
            return valid ? new MadeProof(new Bytes(proof), new Bytes(values), null) : throw new OutsideException("outside-wrong-proof", "The outside prover's proof does not verify.");
        }
        catch (Exception deceived) when (deceived is OutsideException or ProofFormatException or IOException)
        {
            prover.Deceived(job, deceived.Message);
            throw deceived as OutsideException ?? new OutsideException("outside-wrong-proof", $"The outside prover's files are no proof: {deceived.Message}");
        }
    }

    /// <summary>Why public values are not those of the order; null when they may be.</summary>
    string? WrongOf(ProofOrder order, byte[] values, byte[]? expected)
    {
        if (expected is not null && !values.AsSpan().SequenceEqual(expected)) return "The public values of the outside prover's proof are not those of its input.";
        if (!order.Predicate.Holds(Program, values)) return "The public values of the outside prover's proof are not what the request asks for.";
        return key is not null && order.Binding is { } binding && !HasWord(values, binding.ToArray()) ? "The outside prover's proof is not bound to whom it should be." : null;
    }

    static bool HasWord(ReadOnlySpan<byte> values, ReadOnlySpan<byte> word)
    {
        for (; values.Length >= Hash32.Size; values = values[Hash32.Size..])
            if (values[..Hash32.Size].SequenceEqual(word)) return true;
        return false;
    }

    byte[] Bound(ProofOrder order)
    {
        if (announced.BindingInput is not { } signal || order.Binding is not { } binding) return order.Input.ToArray();
        return WitnessInput.Parse(order.Input.Span).Replace(signal, new BigInteger(binding.ToArray(), isUnsigned: true, isBigEndian: true)).ToJson();
    }

    /// <summary>The public values of an input; null where no generator tells.</summary>
    async Task<byte[]?> ExpectedOfAsync(OutsideJob job, byte[] input, CancellationToken unwanted, CancellationToken stop)
    {
        if (generator is null || key?.PublicCount is not { } count) return null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, unwanted);
        try
        {
            var witness = await generator.ComputeAsync(WitnessInput.Parse(input), either.Token).ConfigureAwait(false);
            return witness.PublicValues(count).ToBytes();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It may have been submitted before a restart.
            throw await prover.GiveUpAsync(job).ConfigureAwait(false);
        }
    }

    static KnownKey KeyOf(AnnouncedProgram announced, ProofForms forms)
    {
        if (announced.VerifyingKey is not { } path) throw Unusable(announced, "it names no file of its verifying key");
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > LargestKey) throw Unusable(announced, $"the verifying key '{OutsideMessage.Shown(path)}' is not there, or has more than {LargestKey} bytes");
        try
        {
            return forms.ReadKey(File.ReadAllBytes(path));
        }
        catch (ProofFormatException wrong)
        {
            throw Unusable(announced, wrong.Message.TrimEnd('.'));
        }
    }

    static OutsideException Unusable(AnnouncedProgram announced, string why) => new("outside-program", $"The outside prover's program '{announced.Name}' cannot be used: {why}.");
}
