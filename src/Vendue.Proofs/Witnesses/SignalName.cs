using System.Text;

namespace Vendue.Proofs.Witnesses;

/// <summary>How a generator knows a signal: by the 64-bit FNV-1a hash of its name, passed in two halves.</summary>
readonly record struct SignalName(int High, int Low)
{
    internal static SignalName Of(string name)
    {
        var hash = 0xCBF29CE484222325ul;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
            hash = unchecked((hash ^ octet) * 0x100000001B3ul);
        return new(unchecked((int)(hash >> 32)), unchecked((int)hash));
    }
}
