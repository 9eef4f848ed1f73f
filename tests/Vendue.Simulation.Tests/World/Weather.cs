namespace Vendue.Simulation.Tests.World;

/// <summary>What may happen in a simulation, and how often: each seed has faults of its own in a mixture of its own.</summary>
sealed class Weather
{
    readonly List<(int Weight, string Name, Action Step)> steps = [];
    readonly Random chance;
    int total;

    public Weather(Random chance)
    {
        this.chance = chance;
        IsFailing = chance.Next(4) == 0;
        IsLying = chance.Next(8) == 0;
        Disorder = chance.Next(1, 6);
        Length = chance.Next(100, 400);
    }

    /// <summary>Whether writes fail now and then.</summary>
    public bool IsFailing { get; }

    /// <summary>Whether the disk lies about having synchronised.</summary>
    public bool IsLying { get; }

    /// <summary>Of how many messages one overtakes others.</summary>
    public int Disorder { get; }

    /// <summary>How many steps the faults last.</summary>
    public int Length { get; }

    /// <summary>What always may happen.</summary>
    public void Usual(int weight, string name, Action step) => Add(weight * chance.Next(1, 4), name, step);

    /// <summary>What some seeds have, and some have much of.</summary>
    public void Fault(int weight, string name, Action step) => Add(weight * chance.Next(0, 4), name, step);

    public (string Name, Action Step) Next()
    {
        int at = chance.Next(total);
        foreach (var (weight, name, step) in steps)
            if ((at -= weight) < 0) return (name, step);
        throw new InvalidOperationException("The weights do not sum to their total.");
    }

    void Add(int weight, string name, Action step)
    {
        steps.Add((weight, name, step));
        total += weight;
    }
}
