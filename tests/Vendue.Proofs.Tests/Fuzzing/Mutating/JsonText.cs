using System.Text;
using System.Text.RegularExpressions;

namespace Vendue.Proofs.Tests.Fuzzing.Mutating;

/// <summary>Damage to JSON, token by token.</summary>
static partial class JsonText
{
    static readonly string[] Values =
    [
        "0", "1", "-1", "1.5", "1e400", "123456789012345678901234567890", "null", "true", "\"\"", "\"0\"", "\"1\"", "\"-0\"", "\"+5\"", "\"007\"", "\" 1\"", "\"1 \"",
        "\"0x\"", "\"0xff\"", "\"0xfg\"", "\"1e3\"", "\"\\ud800\"", "\"\\u0000\"", "\"5\\u0000\"", "\"\\u0031\"", "\"٣\"", "\"protocol\"", "\"IC\"", "\"pi_a\"", "\"nPublic\"",
        "{}", "[]", "[[]]", "{\"a\": 1}", "[\"1\"]", "[\"0\", \"0\"]", "[\"0\", \"1\", \"0\"]", "2147483648", "4294967297", "\"bn254\"", "\"groth16\"",
        "\"21888242871839275222246405745257275088548364400416034343698204186575808495617\"",
        "\"21888242871839275222246405745257275088548364400416034343698204186575808495616\"",
        "\"21888242871839275222246405745257275088696311157297823662689037894645226208583\"",
        "\"115792089237316195423570985008687907853269984665640564039457584007913129639935\"",
    ];

    static readonly string[] Signs = [":", ",", "[", "]", "{", "}", "\"", "\\", "//", "/**/", "NaN"];

    /// <summary>One damage.</summary>
    public static byte[] Mutate(Random random, byte[] file, byte[] other)
    {
        if (random.Next(4) == 0)
            return Blind.Mutate(random, file, other);
        List<string> tokens = Split(file);
        if (tokens.Count == 0)
            return other;
        int at = random.Next(5) == 0 ? random.Next(tokens.Count) : AnyValue(random, tokens);
        switch (random.Next(12))
        {
            case 0 or 1 or 2 or 3:
                tokens[at] = Values[random.Next(Values.Length)];
                break;
            case 4:
                tokens.Insert(at, Signs[random.Next(Signs.Length)]);
                break;
            case 5:
                int another = AnyValue(random, tokens);
                (tokens[at], tokens[another]) = (tokens[another], tokens[at]);
                break;
            case 6:
                tokens.Insert(at, Values[random.Next(Values.Length)] + ",");
                break;
            case 7:
                tokens.RemoveAt(at);
                break;
            case 8:
                tokens.InsertRange(at, tokens.GetRange(at, Math.Min(tokens.Count - at, 1 + random.Next(20))));
                break;
            case 9:
                int depth = 1 << random.Next(9);
                tokens[at] = new string('[', depth) + tokens[at] + new string(']', depth);
                break;
            case 10:
                tokens[at] = '"' + new string((char)('0' + random.Next(10)), 1 << random.Next(11)) + '"';
                break;
            default:
                List<string> foreign = Split(other);
                tokens[at] = foreign.Count == 0 ? "" : foreign[AnyValue(random, foreign)];
                break;
        }

        byte[] joined = Encoding.UTF8.GetBytes(string.Concat(tokens));
        return random.Next(20) == 0 ? WithBadUnicode(random, joined) : joined;
    }

    /// <summary>The place of some name, string or number; of any token when there is none nearby.</summary>
    static int AnyValue(Random random, List<string> tokens)
    {
        int at = random.Next(tokens.Count);
        for (int tries = 0; tries < tokens.Count; tries++)
        {
            int place = (at + tries) % tokens.Count;
            if (tokens[place][0] is '"' or (>= '0' and <= '9'))
                return place;
        }

        return at;
    }

    static byte[] WithBadUnicode(Random random, byte[] file)
    {
        int place = random.Next(file.Length + 1);
        return [.. file[..place], (byte)(0x80 + random.Next(128)), .. file[place..]];
    }

    static List<string> Split(byte[] file) => [.. Token().Matches(Encoding.UTF8.GetString(file)).Select(match => match.Value)];

    [GeneratedRegex("""
        "[^"]*"|[\w.+-]+|\s+|.
        """, RegexOptions.Singleline)]
    private static partial Regex Token();
}
