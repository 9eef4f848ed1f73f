using System.Buffers.Binary;

namespace Vendue.Proofs.Tests.Fuzzing.Mutating;

/// <summary>Damage to iden3's container of numbered sections, done so that the rest of the file still fits.</summary>
static class Sections
{
    const int HeaderLength = 12;

    /// <summary>One damage.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="file">A file, perhaps damaged before.</param>
    /// <param name="other">Another, for sections to take over.</param>
    /// <param name="slots">Changes a section's body in place, knowing what it holds.</param>
    public static byte[] Mutate(Random random, byte[] file, byte[] other, Action<Random, uint, byte[]> slots)
    {
        List<Section> sections = Split(file);
        if (sections.Count == 0 || random.Next(4) == 0)
            return Blind.Mutate(random, file, other);
        int at = random.Next(sections.Count);
        (uint id, byte[] body, ulong? lie) = sections[at];
        switch (random.Next(10))
        {
            case 0:
                sections[at] = new Section(random.Next(2) == 0 ? (uint)random.Next(12) : (uint)Blind.Integer(random), body, lie);
                break;
            case 1:
                sections[at] = new Section(id, body, Blind.Integer(random) + (random.Next(2) == 0 ? 0 : (ulong)body.Length));
                break;
            case 2:
                sections.Insert(random.Next(sections.Count + 1), sections[at]);
                break;
            case 3:
                sections.RemoveAt(at);
                break;
            case 4:
                int swapped = random.Next(sections.Count);
                (sections[at], sections[swapped]) = (sections[swapped], sections[at]);
                break;
            case 5:
                List<Section> foreign = Split(other);
                if (foreign.Count > 0)
                    sections[at] = foreign[random.Next(foreign.Count)] with { Id = id };
                break;
            case 6:
                sections[at] = new Section(id, Blind.Mutate(random, body, body.Length == 0 ? [0] : body), null);
                break;
            case 7:
                SetCount(random, body);
                break;
            default:
                if (body.Length > 0)
                    slots(random, id, body);
                break;
        }

        return Joined(file, sections, random.Next(40) == 0 ? (uint)Blind.Integer(random) : (uint)sections.Count);
    }

    static void SetCount(Random random, byte[] body)
    {
        if (body.Length < sizeof(uint))
            return;
        Span<byte> slot = body.AsSpan(sizeof(uint) * random.Next(body.Length / sizeof(uint)), sizeof(uint));
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(slot);
        BinaryPrimitives.WriteUInt32LittleEndian(slot, random.Next(3) switch { 0 => value + 1, 1 => value - 1, _ => (uint)Blind.Integer(random) });
    }

    static List<Section> Split(byte[] file)
    {
        var sections = new List<Section>();
        for (int place = HeaderLength; place + HeaderLength <= file.Length;)
        {
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(place + sizeof(uint)));
            int start = place + HeaderLength;
            int available = (int)Math.Min(length, (ulong)(file.Length - start));
            sections.Add(new Section(
                BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(place)), file[start..(start + available)], length == (ulong)available ? null : length));
            place = start + available;
        }

        return sections;
    }

    static byte[] Joined(byte[] file, List<Section> sections, uint count)
    {
        var joined = new List<byte>(file[..HeaderLength]);
        var number = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt32LittleEndian(number, count);
        for (int i = 0; i < sizeof(uint); i++)
            joined[8 + i] = number[i];
        foreach ((uint id, byte[] body, ulong? lie) in sections)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, id);
            joined.AddRange(number.AsSpan(0, sizeof(uint)));
            BinaryPrimitives.WriteUInt64LittleEndian(number, lie ?? (ulong)body.Length);
            joined.AddRange(number);
            joined.AddRange(body);
        }

        return [.. joined];
    }

    sealed record Section(uint Id, byte[] Body, ulong? Lie);
}
