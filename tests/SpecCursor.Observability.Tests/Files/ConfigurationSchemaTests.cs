using System.Text.Json.Nodes;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Files;

public sealed class ConfigurationSchemaTests
{
    public static TheoryData<string> Names =>
        [.. Repository.FilesBelow("tests/SpecCursor.Observability.Tests/Schemas", "*.schema.json")
            .Select(path => Path.GetFileName(path).Replace(".schema.json", "", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_refuses_a_document_of_another_kind(string name) =>
        Assert.NotEmpty(ConfigurationSchema.Load(name).FaultsOf(new JsonObject { ["no_such_key"] = 1 }));

    [Fact]
    public void Faults_name_their_place()
    {
        var document = new JsonObject { ["global"] = new JsonObject { ["scrape_interval"] = "often" } };

        Assert.Contains(ConfigurationSchema.Load("prometheus").FaultsOf(document), fault => fault.StartsWith("/global/scrape_interval", StringComparison.Ordinal));
    }
}
