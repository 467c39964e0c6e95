using SpecCursor.GitHubApp.Tests.Harness;
using SpecCursor.Testing.Postgres;

namespace SpecCursor.GitHubApp.Tests.Webhooks;

/// <summary>One running service for all tests of a class.</summary>
public sealed class WebhookFixture(PostgresFixture postgres) : IAsyncLifetime
{
    internal AppHost App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await AppHost.StartAsync(
        await postgres.CreateDatabaseAsync(),
        new Dictionary<string, string?>
        {
            ["SpecCursor:Watches:0:Source"] = "uuidjs/uuid",
            ["SpecCursor:Watches:0:Package"] = "uuid",
            ["SpecCursor:Watches:0:Repositories:0"] = "acme/app",
            ["SpecCursor:Watches:0:Repositories:1"] = "acme/site",
            ["SpecCursor:Webhooks:Reply"] = "true",
            ["SpecCursor:Webhooks:RepositoryEcosystems:acme/crate"] = "rust",
        });

    public async Task DisposeAsync() => await App.DisposeAsync();
}
