using SpecCursor.Testing;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Ecosystems.Documentation;

[Collection(WorkerCollection.Name)]
public sealed class EcosystemDocumentTests(WorkerHost host)
{
    private const string WriteVariable = "SPECCURSOR_WRITE_DOCS";

    [Fact]
    public async Task Document_is_what_the_code_says()
    {
        var expected = EcosystemDocument.Write(host.Service<EcosystemRegistry>().All);
        var file = Repository.PathOf("docs/ecosystems.md");
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            await File.WriteAllTextAsync(file, expected);
        }

        Assert.Equal(expected, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public void Every_ecosystem_has_a_page_of_its_own() => Assert.Equal(
        host.Service<EcosystemRegistry>().All.Select(ecosystem => ecosystem.Name + ".md").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.PathOf("docs/ecosystems")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
}
