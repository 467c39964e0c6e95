using System.Text.RegularExpressions;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Publishing;

/// <summary>What holds for everything that is published.</summary>
[Collection(PublishedCollection.Name)]
public sealed partial class PublishingTests(Published published)
{
    [Theory]
    [InlineData("manifest")]
    [InlineData("compose")]
    [InlineData("kubernetes")]
    public void Nothing_of_this_machine_is_in_it(string kind)
    {
        var files = Directory.GetFiles(Path.Combine(published.Root, kind), "*", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.All(Published.Settings.Where(setting => setting.Key != "SPECCURSOR_IMAGE_PREFIX"), setting => Assert.DoesNotContain(setting.Value, text, StringComparison.Ordinal));
            Assert.DoesNotContain(Repository.Root + "/", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Path.GetTempPath(), text, StringComparison.Ordinal);
            Assert.DoesNotContain(Environment.MachineName + ".", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("compose", "compose.yaml", "configuration/loki")]
    [InlineData("kubernetes", "kustomization.yaml", "speccursor/configuration/loki")]
    public async Task Publishing_again_changes_nothing_but_what_changed(string kind, string main, string configuration)
    {
        var before = Snapshot(kind);
        await File.WriteAllTextAsync(Path.Combine(published.Root, kind, configuration, "left-over.yml"), "");

        var again = await Published.RunAsync(kind, Path.Combine(published.Root, kind), Published.Settings);

        Assert.True(again.Succeeded, again.Explanation);
        Assert.Equal(before, Snapshot(kind));
        Assert.Contains(main, before.Keys);
    }

    [Theory]
    [InlineData("SPECCURSOR_IMAGE_PREFIX", "Upper Case", "SPECCURSOR_IMAGE_PREFIX is 'Upper Case'")]
    [InlineData("SPECCURSOR_IMAGE_TAG", "a b", "SPECCURSOR_IMAGE_TAG is 'a b'")]
    [InlineData("SPECCURSOR_PUBLISH_POSTGRES", "managed", "SPECCURSOR_PUBLISH_POSTGRES is 'managed': set it to included, external.")]
    [InlineData("SPECCURSOR_PUBLISH_OBSERVABILITY", "none", "SPECCURSOR_PUBLISH_OBSERVABILITY is 'none': set it to included, external.")]
    [InlineData("SPECCURSOR_PUBLISH_OBSERVABILITY", "external", "SPECCURSOR_PUBLISH_OBSERVABILITY is 'external': set SPECCURSOR_OTLP_ENDPOINT to where services send telemetry")]
    [InlineData("SPECCURSOR_ALERTMANAGER_URL", "nowhere", "SPECCURSOR_ALERTMANAGER_URL is 'nowhere': set it to an http or https address.")]
    [InlineData("SpecCursor__Images__postgres__Digest", "sha256:short", "SpecCursor:Images:postgres:Digest is 'sha256:short'")]
    [InlineData("SpecCursor__Images__mysql__Tag", "8", "SpecCursor:Images:mysql names no image")]
    public async Task Wrong_setting_is_named_and_nothing_is_published(string variable, string value, string said)
    {
        var directory = Path.Combine(published.Root, "wrong");

        var result = await Published.RunAsync("compose", directory, new Dictionary<string, string> { [variable] = value });

        Assert.False(result.Succeeded);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public async Task Place_that_cannot_be_written_is_named()
    {
        var file = Path.Combine(published.Root, "file");
        await File.WriteAllTextAsync(file, "");

        var result = await Published.RunAsync("kubernetes", Path.Combine(file, "below"), Published.Settings);

        Assert.False(result.Succeeded);
        Assert.Contains("cannot be published to", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_that_there_is_not_is_a_failure()
    {
        var result = await Published.RunAsync("nothing", Path.Combine(published.Root, "nothing"), Published.Settings);

        Assert.False(result.Succeeded);
        Assert.Contains("Nothing was published", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Prometheus finds what is published under the names and ports that it is published with.</summary>
    [Fact]
    public void Targets_are_programs_of_the_deployment()
    {
        var compose = published.Read("compose/compose.yaml");
        var targets = Repository.FilesBelow("containers/prometheus/targets", "*.json").Select(file => File.ReadAllText(Repository.PathOf(file)));

        var addresses = targets.SelectMany(text => Address().Matches(text)).Select(match => match.Groups["host"].Value).Distinct().ToList();

        Assert.Contains("worker", addresses);
        Assert.All(addresses, host => Assert.Matches($"(?m)^  {host}:$", compose));
    }

    private SortedDictionary<string, string> Snapshot(string kind)
    {
        var root = Path.Combine(published.Root, kind);
        return new(Directory.GetFiles(root, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(root, file), File.ReadAllText), StringComparer.Ordinal);
    }

    [GeneratedRegex("\"(?:__exporter\": \")?(?<host>[a-z][a-z-]*):[0-9]+\"")]
    private static partial Regex Address();
}
