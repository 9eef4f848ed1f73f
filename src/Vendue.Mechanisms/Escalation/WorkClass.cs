namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>What is compared with what: proofs of one program under one proof system.</summary>
public static class WorkClass
{
    /// <summary>SHA-256 over the text "vendue/escalation/class/1", the proof system and the program.</summary>
    public static Hash32 Of(Name system, Hash32 program)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/escalation/class/1"u8);
        writer.Name(system);
        writer.Hash32(program);
        return Hash32.Sha256(writer.Written);
    }
}
