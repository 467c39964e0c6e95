using Microsoft.Extensions.Configuration;
using SpecCursor.AppHost.Infrastructure;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.Infrastructure;

public sealed class ContainerEngineProbeTests
{
    [Theory]
    [InlineData("""{"containers":{"runtime":"docker","installed":true,"running":true,"error":""}}""", true, "docker is running")]
    [InlineData("""{"containers":{"runtime":"podman","installed":true,"running":true}}""", true, "podman is running")]
    [InlineData("""{"containers":{"runtime":"docker","installed":false,"running":false,"error":"not\n found"}}""", false, "no container engine is installed: not found")]
    [InlineData("""{"containers":{"runtime":"docker","installed":true,"running":false,"error":"too old"}}""", false, "docker is installed but cannot be used: too old")]
    [InlineData("""{"version":"1"}""", false, "the Aspire orchestrator names no container engine")]
    [InlineData("not json", false, "the Aspire orchestrator's answer could not be read")]
    [InlineData("", false, "the Aspire orchestrator's answer could not be read")]
    public void Answer_of_the_orchestrator_decides(string json, bool usable, string description) =>
        Assert.Equal(new ContainerEngine(usable, description, usable ? description.Split(' ')[0] : null), ContainerEngineProbe.Parse(json));

    [Fact]
    public async Task Orchestrator_of_this_build_is_found_and_answers()
    {
        var orchestrator = ContainerEngineProbe.FindOrchestrator(new ConfigurationBuilder().Build(), typeof(ContainerEngineProbe).Assembly);

        Assert.True(File.Exists(orchestrator), $"{orchestrator} is not there.");
        var engine = await ContainerEngineProbe.AskAsync(orchestrator, CancellationToken.None);
        Assert.DoesNotContain("could not", engine.Description.Replace("could not be used", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Configured_orchestrator_comes_first()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("DcpPublisher:CliPath", (string?)"/opt/dcp")])
            .Build();

        Assert.Equal("/opt/dcp", ContainerEngineProbe.FindOrchestrator(configuration, typeof(ContainerEngineProbe).Assembly));
    }

    [Fact]
    public async Task Orchestrator_that_fails_means_no_engine_and_says_what_it_said()
    {
        var directory = TestDirectory.Create("dcp");
        try
        {
            var script = Path.Combine(directory, "dcp");
            await File.WriteAllTextAsync(script, "#!/bin/sh\necho broken >&2\nexit 3\n");
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            var engine = await ContainerEngineProbe.AskAsync(script, CancellationToken.None);

            Assert.Equal(new ContainerEngine(false, "the Aspire orchestrator could not tell: broken"), engine);
        }
        finally
        {
            TestDirectory.Delete(directory);
        }
    }

    [Fact]
    public async Task Missing_orchestrator_means_no_engine()
    {
        Assert.False((await ContainerEngineProbe.AskAsync(null, CancellationToken.None)).IsUsable);
        Assert.False((await ContainerEngineProbe.AskAsync("/nowhere/dcp", CancellationToken.None)).IsUsable);
    }
}
