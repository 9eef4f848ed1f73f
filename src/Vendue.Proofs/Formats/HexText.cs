using System.Buffers;

namespace Vendue.Proofs.Formats;

/// <summary>Bytes written as 0x and hexadecimal digits.</summary>
public static class HexText
{
    /// <summary>Reads such a text.</summary>
    /// <param name="text">The text; white space around it is left out.</param>
    /// <param name="bytes">The bytes; none when it is no such text.</param>
    /// <returns>Whether it is.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out byte[] bytes)
    {
        text = text.Trim();
        bytes = [];
        if (!text.StartsWith("0x", StringComparison.Ordinal))
            return false;
        var read = new byte[(text.Length - 2) / 2];
        if (Convert.FromHexString(text[2..], read, out _, out int written) != OperationStatus.Done || written != read.Length)
            return false;
        bytes = read;
        return true;
    }
}
