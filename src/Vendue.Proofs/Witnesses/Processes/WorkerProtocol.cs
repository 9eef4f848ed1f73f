using System.Runtime.InteropServices;
using System.Text;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Witnesses;

/// <summary>
/// What a worker is told and answers. Asked: the limits, the module, and when that was answered the input as JSON, a frame each.
/// Answered: an empty frame when the module is ready; then a zero and the witness's values of 32 little-endian bytes. In place of
/// either, a one and code and sentence, a line each.
/// </summary>
static class WorkerProtocol
{
    internal const int LimitsLength = 64;
    const byte Made = 0;
    const byte Refused = 1;
    const int LongestSentence = 2000;

    /// <summary>Longest answer to be taken.</summary>
    internal static long LongestAnswer(WitnessLimits limits) => Math.Max(LongestSentence, 1 + ((long)limits.Elements * UInt256.Size));

    internal static byte[] Encode(WitnessLimits limits)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(limits.ModuleBytes);
        writer.Write(limits.Functions);
        writer.Write(limits.FunctionBytes);
        writer.Write(limits.FunctionVariables);
        writer.Write(limits.MemoryBytes);
        writer.Write(limits.TableElements);
        writer.Write(limits.Fuel);
        writer.Write(limits.Time.Ticks);
        writer.Write(limits.InputBytes);
        writer.Write(limits.InputValues);
        writer.Write(limits.Elements);
        return stream.ToArray();
    }

    internal static WitnessLimits DecodeLimits(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content));
        return new WitnessLimits
        {
            ModuleBytes = reader.ReadInt32(),
            Functions = reader.ReadInt32(),
            FunctionBytes = reader.ReadInt32(),
            FunctionVariables = reader.ReadInt32(),
            MemoryBytes = reader.ReadInt64(),
            TableElements = reader.ReadUInt32(),
            Fuel = reader.ReadUInt64(),
            Time = TimeSpan.FromTicks(reader.ReadInt64()),
            InputBytes = reader.ReadInt32(),
            InputValues = reader.ReadInt32(),
            Elements = reader.ReadInt32(),
        };
    }

    internal static byte[] Encode(Witness witness) => [Made, .. MemoryMarshal.AsBytes(witness.Values.Span)];

    internal static byte[] Encode(WitnessException refusal) => [Refused, .. Encoding.UTF8.GetBytes($"{refusal.Code}\n{refusal.Message}")];

    /// <summary>Takes an answer apart, which may come from a worker that its module has overpowered.</summary>
    /// <exception cref="WitnessException">The refusal answered, or <see cref="WitnessErrors.Crashed"/> when the answer is none.</exception>
    internal static Witness Decode(ReadOnlySpan<byte> answer, WitnessLimits limits)
    {
        if (answer.Length > 0 && answer[0] == Made && answer.Length <= LongestAnswer(limits))
        {
            try
            {
                return Witness.FromLittleEndian(answer[1..]);
            }
            catch (ProofFormatException)
            {
                throw Crash();
            }
        }
        if (answer.Length == 0 || answer[0] != Refused || answer.Length > LongestSentence) throw Crash();
        var lines = Encoding.UTF8.GetString(answer[1..]).Split('\n');
        if (lines.Length != 2 || !WitnessErrors.FromWorker.Contains(lines[0])) throw Crash();
        throw new WitnessException(lines[0], string.Concat(lines[1].Select(c => char.IsControl(c) ? '�' : c)));
    }

    internal static WitnessException Crash() =>
        new(WitnessErrors.Crashed, "The process that ran the witness generator ended without an answer: try again, and mistrust the generator if it does so each time.");
}
