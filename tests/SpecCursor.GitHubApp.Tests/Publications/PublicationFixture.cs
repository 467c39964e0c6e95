using SpecCursor.GitHubApp.Tests.Harness;
using SpecCursor.Testing.Postgres;

namespace SpecCursor.GitHubApp.Tests.Publications;

/// <summary>One running service for all tests of a class; its forge can be held up.</summary>
public sealed class PublicationFixture(PostgresFixture postgres) : IAsyncLifetime
{
    internal InterposedForge Forge { get; } = new();

    internal AppHost App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await AppHost.StartAsync(await postgres.CreateDatabaseAsync(), configure: Forge.Decorate);

    public async Task DisposeAsync() => await App.DisposeAsync();
}
