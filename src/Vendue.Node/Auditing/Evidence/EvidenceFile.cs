using System.Text.Json;
using Vendue.Client;

namespace Vendue.Node.Auditing.Evidence;

/// <summary>Evidence in a file: one JSON object a line, each complete in itself.</summary>
public static class EvidenceFile
{
    const string Format = "vendue/evidence/1";

    /// <summary>The lines of a file.</summary>
    public static byte[] Write(IEnumerable<EvidenceItem> items)
    {
        var lines = new MemoryStream();
        foreach (var item in items)
        {
            JsonSerializer.Serialize(lines, Line.Of(item), WireJson.Options);
            lines.WriteByte((byte)'\n');
        }
        return lines.ToArray();
    }

    /// <summary>Reads one line. What it says is not checked.</summary>
    /// <exception cref="EncodingException">The line is no evidence.</exception>
    public static EvidenceItem Read(string line)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Line>(line, WireJson.Options) ?? throw new EncodingException("The line holds no evidence.");
            return read.Format == Format ? read.Item() : throw new EncodingException($"The evidence is of the format '{read.Format}', and this program reads '{Format}'.");
        }
        catch (JsonException wrong)
        {
            throw new EncodingException($"The line is no evidence: {wrong.Message}", wrong);
        }
    }

    sealed record Statement(StatementKind Kind, Bytes Said, Bytes Signature, string Origin)
    {
        public static Statement Of(SignedStatement s) => new(s.Kind, s.Said, s.Signature, s.Origin);

        public SignedStatement Signed() => SignedStatement.Decode(Kind, Said, Signature, Origin);
    }

    sealed record Line(
        string Format, EvidenceKind Kind, string Code, string Says, Hash32 OperatorKey, Bytes Genesis, Statement First, Statement? Second, HistoryLink? Link, EntryDisclosure? Entry)
    {
        public static Line Of(EvidenceItem item) => new(
            EvidenceFile.Format, item.Kind, item.Code, item.Says, item.OperatorKey, item.Genesis, Statement.Of(item.First), item.Second is null ? null : Statement.Of(item.Second), item.Link, item.Entry);

        public EvidenceItem Item() => new(Kind, Code, Says, OperatorKey, Genesis, First.Signed(), Second?.Signed(), Link, Entry);
    }
}
