using Microsoft.Extensions.Configuration;
using SpecCursor.AppHost.Observability;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.Observability;

/// <summary>The real npm, with settings of its own.</summary>
public sealed class MachineNpmTests : IDisposable
{
    private readonly string home = TestDirectory.Create("npm");

    [Fact]
    public async Task Registry_is_the_one_that_npm_is_configured_with()
    {
        await File.WriteAllTextAsync(Path.Combine(home, ".npmrc"), "registry=https://npm.company.example/all/\n");

        var npm = await MachineNpm.AskAsync(new ConfigurationBuilder().Build(), home, CancellationToken.None);

        Assert.Equal(new Uri("https://npm.company.example/all/"), npm.Registry);
    }

    [Fact]
    public async Task Setting_of_the_worker_wins()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("SpecCursor:Worker:Node:Registry", "https://mirror.example/")]).Build();

        Assert.Equal(new Uri("https://mirror.example/"), (await MachineNpm.AskAsync(settings, home, CancellationToken.None)).Registry);
    }

    public void Dispose() => TestDirectory.Delete(home);
}
