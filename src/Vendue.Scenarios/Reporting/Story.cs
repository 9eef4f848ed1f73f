namespace Vendue.Scenarios;

/// <summary>Tells a played scenario as plain text: who did what when, what came of it, which money moved, and the final books.</summary>
public static class Story
{
    /// <summary>Writes the story.</summary>
    public static void Write(TextWriter to, ScenarioReport report)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(report);
        to.WriteLine(report.Scenario.Title);
        if (report.Scenario.About.Length > 0) to.WriteLine(report.Scenario.About);
        if (report.Scenario.Source.Length > 0) to.WriteLine($"Source: {report.Scenario.Source}");
        to.WriteLine();
        foreach (var step in report.Steps) WriteStep(to, step);
        WriteBooks(to, report);
        to.WriteLine();
        if (report.Passed) to.WriteLine(Checks.HasExpectations(report.Scenario) ? "All that was expected came true; the books balance." : "Nothing was expected; the books balance.");
        foreach (var failure in report.Failures) to.WriteLine($"FAILED  {failure}");
    }

    static void WriteStep(TextWriter to, StepReport step)
    {
        string when = step.Block == 0 ? $"{step.At}" : $"{step.At} (block {step.Block})";
        to.WriteLine(step.Action == "tick" ? $"{when}  time passes" : $"{when}  {step.By} {step.Action}: {Of(step.Outcome)}");
        if (step.Note.Length > 0) to.WriteLine($"    # {step.Note}");
        for (int i = 0; i < step.Items.Count; i++) to.WriteLine($"    item {i + 1}: {Of(step.Items[i])}");
        foreach (var happened in step.Events.Where(e => e.Name != "account-opened")) to.WriteLine($"    {happened.Line}");
        foreach (var failure in step.Failures) to.WriteLine($"    FAILED  {failure.Where}: expected {failure.Expected}, found {failure.Found}");
    }

    static void WriteBooks(TextWriter to, ScenarioReport report)
    {
        to.WriteLine();
        to.WriteLine("Final books");
        foreach (var account in report.Balances.Where(b => b.Amount != 0).GroupBy(b => b.Account))
            to.WriteLine($"    {account.Key,-16} {string.Join("   ", account.Select(b => $"{EventLine.Amount(b.Amount.ToString())} {b.Asset}"))}");
        foreach (var held in report.Held)
            to.WriteLine($"    {held.Owner,-16} {EventLine.Amount(held.Amount.ToString())} {held.Asset} held as {held.Place.ToString().ToLowerInvariant()}");
    }

    static string Of(Outcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Applied => "applied",
        OutcomeKind.Marked => $"marked {outcome.Code}: {outcome.Sentence}",
        _ => $"refused {outcome.Code}: {outcome.Sentence}",
    };
}
