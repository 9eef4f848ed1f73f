using System.Text.Json;

namespace Vendue.Scenarios.Tests;

public sealed class SchemaTests
{
    static readonly JsonElement Schema = JsonElement.Parse(File.ReadAllText(Path.Combine(Examples.Root, "..", "docs", "scenario.schema.json")));

    [Theory]
    [InlineData("""{ "title": "t", "mechanism": "m", "steps": [], "unheard": 1 }""", "")]
    [InlineData("""{ "title": "t", "mechanism": "m", "steps": [{ "unheard": 1 }] }""", "$defs.step")]
    [InlineData("""{ "title": "t", "mechanism": "m", "steps": [], "finally": { "unheard": 1 } }""", "properties.finally")]
    public void The_published_schema_allows_exactly_the_fields_that_are_read(string file, string place)
    {
        string message = Should.Throw<ScenarioException>(() => Scenario.Read(file)).Message;
        string[] read = message[(message.IndexOf("it may have: ", StringComparison.Ordinal) + 13)..].TrimEnd('.').Split(", ");
        At(place).GetProperty("properties").EnumerateObject().Select(p => p.Name).ShouldBe(read, ignoreOrder: true);
        At(place).GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }

    static JsonElement At(string place) => place.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(Schema, (json, name) => json.GetProperty(name));
}
