namespace Vendue.Node.Storage;

/// <summary>The registered programs, as far as it must be known of a statement before it may stand.</summary>
public interface IPrograms : IStored
{
    /// <summary>The proof system that verifies a program, and its version; null when the program is not registered.</summary>
    (Name System, ushort Version)? SystemOf(Hash32 program);
}
