using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vendue.Prover.Outside;

/// <summary>What is said to an outside prover: one flat JSON object a line, without blanks.</summary>
static class AgentMessage
{
    static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Hello(string folder) => Line(new() { ["type"] = "hello", ["protocol"] = "vendue-prover", ["version"] = OutsideMessage.ProtocolVersion, ["folder"] = folder });

    public static string Submit(OutsideJob job)
    {
        var message = new JsonObject
        {
            ["type"] = "submit",
            ["id"] = job.Id.ToString(),
            ["program"] = job.Program.ToString(),
            ["system"] = job.System.ToString(),
            ["systemVersion"] = job.Version,
            ["name"] = job.ProgramName,
            ["folder"] = job.Folder.Path,
            ["input"] = JobFolder.Input,
        };
        if (job.Binding is { } binding) message["binding"] = binding.ToString();
        if (job.Deadline is { } deadline) message["deadline"] = deadline.ToUnixTimeMilliseconds();
        return Line(message);
    }

    public static string Resume(OutsideJob job) => Line(new() { ["type"] = "resume", ["id"] = job.Id.ToString(), ["folder"] = job.Folder.Path, ["name"] = job.ProgramName });

    public static string Cancel(Hash32 id) => OfJob("cancel", id);

    public static string Forget(Hash32 id) => OfJob("forget", id);

    public static string Verify(OutsideJob job, string proof, string publicValues) => Line(new()
    {
        ["type"] = "verify",
        ["id"] = job.Id.ToString(),
        ["program"] = job.Program.ToString(),
        ["name"] = job.ProgramName,
        ["folder"] = job.Folder.Path,
        ["proof"] = proof,
        ["publicValues"] = publicValues,
    });

    public static string Ping() => Line(new() { ["type"] = "ping" });

    static string OfJob(string type, Hash32 id) => Line(new() { ["type"] = type, ["id"] = id.ToString() });

    static string Line(JsonObject message) => message.ToJsonString(plain);
}
