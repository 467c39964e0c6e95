using SpecCursor.Testing.Postgres;

namespace SpecCursor.GitHubApp.Tests.Harness;

/// <summary>One real Postgres for the whole project.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresFixture>
{
    public const string Name = "postgres";
}
