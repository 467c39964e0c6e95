using SpecCursor.AppHost.Infrastructure;

namespace SpecCursor.AppHost.Tests.Infrastructure;

public sealed class InfrastructureModeTests
{
    private static readonly ContainerEngine Running = new(true, "docker is running");
    private static readonly ContainerEngine Missing = new(false, "no container engine is installed");

    [Fact]
    public void Auto_takes_containers_where_an_engine_runs() =>
        Assert.Equal(new InfrastructureMode(true, "docker is running"), InfrastructureMode.Choose(InfrastructurePreference.Auto, Running));

    [Fact]
    public void Auto_takes_executables_where_no_engine_runs_and_says_why() =>
        Assert.Equal(
            new InfrastructureMode(false, "no container engine is installed"), InfrastructureMode.Choose(InfrastructurePreference.Auto, Missing));

    [Fact]
    public void Native_is_native_even_where_an_engine_runs()
    {
        var mode = InfrastructureMode.Choose(InfrastructurePreference.Native, Running);

        Assert.Equal("native", mode.Name);
        Assert.Contains("SPECCURSOR_INFRASTRUCTURE", mode.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Containers_are_containers_even_where_no_engine_runs_and_the_reason_says_so()
    {
        var mode = InfrastructureMode.Choose(InfrastructurePreference.Containers, Missing);

        Assert.Equal("containers", mode.Name);
        Assert.Contains("no container engine is installed", mode.Reason, StringComparison.Ordinal);
    }
}
