using SpecCursor.AppHost.Testing;
using SpecCursor.AppHost.Tests.Upgrades.StandIns;
using SpecCursor.Testing.Otlp;

namespace SpecCursor.AppHost.Tests.Upgrades;

/// <summary>One whole application for the tests of this folder, its telemetry collected.</summary>
public sealed class ObservedApp : IAsyncLifetime
{
    public const string Collection = "observed application";

    public SpecCursorApp App { get; private set; } = null!;

    public OtlpCollector Telemetry { get; private set; } = null!;

    internal StandInPackages Packages { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Telemetry = await OtlpCollector.StartAsync();
        Packages = await StandInPackages.CreateAsync();
        App = await SpecCursorApp.StartAsync(new SpecCursorAppOptions { OtlpEndpoint = Telemetry.HttpEndpoint, Environment = Packages.Environment });
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        Packages.Dispose();
        await Telemetry.DisposeAsync();
    }
}

/// <summary>Shares it.</summary>
[CollectionDefinition(ObservedApp.Collection)]
public sealed class ObservedAppCollection : ICollectionFixture<ObservedApp>;
