namespace Vendue.Proofs.Tests.Fuzzing.Mutating;

/// <summary>Damage to a WebAssembly module section by section, so that more of it passes validation than blind damage leaves.</summary>
static class WasmModule
{
    const int HeaderLength = 8;
    const byte LastSection = 13;

    public static byte[] Mutate(Random random, byte[] file, byte[] other)
    {
        List<(byte Id, byte[] Body)> sections = Split(file);
        if (sections.Count == 0)
            return Blind.Mutate(random, file, other);
        int at = random.Next(sections.Count);
        (byte id, byte[] body) = sections[at];
        switch (random.Next(8))
        {
            case 0:
                sections.RemoveAt(at);
                break;
            case 1:
                sections.Insert(at, sections[at]);
                break;
            case 2:
                sections[at] = ((byte)random.Next(LastSection + 1), body);
                break;
            case 3:
                List<(byte Id, byte[] Body)> foreign = Split(other).FindAll(section => section.Id == id);
                if (foreign.Count > 0)
                    sections[at] = foreign[random.Next(foreign.Count)];
                break;
            default:
                sections[at] = (id, body.Length == 0 ? [0] : Changed(random, body));
                break;
        }

        return Joined(sections);
    }

    /// <summary>A few bytes become other small numbers or operations, which is what most bytes of a module are.</summary>
    static byte[] Changed(Random random, byte[] body)
    {
        if (random.Next(4) == 0)
            return Blind.Mutate(random, body, body);
        byte[] copy = [.. body];
        for (int changes = 1 + random.Next(2); changes > 0; changes--)
        {
            ref byte place = ref copy[random.Next(copy.Length)];
            place = random.Next(3) switch { 0 => (byte)(place + 1), 1 => (byte)(place - 1), _ => (byte)random.Next(0xc5) };
        }

        return copy;
    }

    static List<(byte Id, byte[] Body)> Split(byte[] file)
    {
        var sections = new List<(byte, byte[])>();
        int place = HeaderLength;
        while (place < file.Length)
        {
            byte id = file[place++];
            int length = 0;
            for (int shift = 0; place < file.Length; shift += 7)
            {
                byte octet = file[place++];
                length |= (octet & 0x7f) << Math.Min(shift, 24);
                if (octet < 0x80)
                    break;
            }

            length = Math.Clamp(length, 0, file.Length - place);
            sections.Add((id, file[place..(place + length)]));
            place += length;
        }

        return sections;
    }

    static byte[] Joined(List<(byte Id, byte[] Body)> sections)
    {
        List<byte> joined = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0];
        foreach ((byte id, byte[] body) in sections)
        {
            joined.Add(id);
            uint length = (uint)body.Length;
            for (; length >= 0x80; length >>= 7)
                joined.Add((byte)(length | 0x80));
            joined.Add((byte)length);
            joined.AddRange(body);
        }

        return [.. joined];
    }
}
