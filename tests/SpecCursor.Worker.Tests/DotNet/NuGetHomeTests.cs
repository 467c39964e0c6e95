using SpecCursor.Testing;
using SpecCursor.Worker.Ecosystems.DotNet;
using SpecCursor.Worker.Ecosystems.DotNet.Feeds;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.DotNet;

/// <summary>What the real NuGet says of its sources in a home that was made for the question.</summary>
[Collection(EcosystemCollections.DotNet)]
public sealed class NuGetHomeTests(WorkerHost host) : IDisposable
{
    private readonly string _user = TestDirectory.Create("nuget-home");

    public void Dispose() => TestDirectory.Delete(_user);

    [Fact]
    public async Task Settings_of_the_services_user_hold_and_nothing_is_written_to_its_home()
    {
        var settings = Directory.CreateDirectory(Path.Combine(_user, ".nuget", "NuGet")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(settings, "NuGet.Config"),
            "<configuration><packageSources><clear /><add key=\"company\" value=\"https://packages.example/v3/index.json\" /></packageSources></configuration>\n");

        Assert.Equal("E https://packages.example/v3/index.json", (await ListAsync()).Trim());

        Assert.Equal([".nuget", ".nuget/NuGet", ".nuget/NuGet/NuGet.Config"], Files(_user));
    }

    [Fact]
    public async Task Defaults_hold_where_there_are_no_settings_and_nothing_is_left()
    {
        Assert.Equal("E https://api.nuget.org/v3/index.json", (await ListAsync()).Trim());

        Assert.Empty(Files(_user));
        Assert.DoesNotContain(Directory.EnumerateDirectories(host.Service<WorkerDirectories>().Control), folder => Path.GetFileName(folder).StartsWith("nuget-", StringComparison.Ordinal));
    }

    private async Task<string> ListAsync()
    {
        using var home = NuGetHome.Create(host.Service<WorkerDirectories>(), _user);
        var environment = new Dictionary<string, string> { ["DOTNET_CLI_HOME"] = home.Path, ["DOTNET_NOLOGO"] = "1", ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false" };
        return (await host.Service<ToolInquiry>().AskAsync(DotNetInstallation.Tool, ["nuget", "list", "source", "--format", "Short"], environment, CancellationToken.None)).OutputText;
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal);
}
