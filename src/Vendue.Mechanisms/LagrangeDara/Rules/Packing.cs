using System.Buffers;

namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>First fit decreasing: each whole job, the largest first, goes to the first prover with room, the largest first.</summary>
public static class Packing
{
    /// <summary>Packs the jobs in O(n log m). Both lists are in the order of packing: descending, ties by smaller id.</summary>
    /// <param name="sizes">The jobs' sizes; each above zero.</param>
    /// <param name="capacities">The provers' capacities.</param>
    /// <param name="provers">Receives each job's prover, as long as the jobs fit.</param>
    /// <returns>Whether all jobs fit.</returns>
    public static bool Pack(ReadOnlySpan<ulong> sizes, ReadOnlySpan<ulong> capacities, Span<int> provers)
    {
        if (sizes.Length == 0) return true;
        if (capacities.Length == 0) return false;
        int leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacities.Length);
        ulong[] rented = ArrayPool<ulong>.Shared.Rent(2 * leaves);
        var room = rented.AsSpan(0, 2 * leaves);
        Plant(room, capacities, leaves);
        bool fits = true;
        for (int i = 0; i < sizes.Length && fits; i++)
        {
            fits = room[1] >= sizes[i];
            if (fits) provers[i] = TakeFirst(room, sizes[i], leaves);
        }
        ArrayPool<ulong>.Shared.Return(rented);
        return fits;
    }

    /// <summary>A tree whose nodes hold the most room among the provers below them.</summary>
    static void Plant(Span<ulong> room, ReadOnlySpan<ulong> capacities, int leaves)
    {
        capacities.CopyTo(room[leaves..]);
        room[(leaves + capacities.Length)..].Clear();
        for (int node = leaves - 1; node > 0; node--) room[node] = ulong.Max(room[2 * node], room[(2 * node) + 1]);
    }

    static int TakeFirst(Span<ulong> room, ulong size, int leaves)
    {
        int node = 1;
        while (node < leaves) node = room[2 * node] >= size ? 2 * node : (2 * node) + 1;
        int prover = node - leaves;
        room[node] -= size;
        for (node /= 2; node > 0; node /= 2) room[node] = ulong.Max(room[2 * node], room[(2 * node) + 1]);
        return prover;
    }
}
