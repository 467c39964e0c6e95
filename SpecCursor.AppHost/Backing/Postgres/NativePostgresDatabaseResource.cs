namespace SpecCursor.AppHost.Backing.Postgres;

/// <summary>One database of a Postgres that runs as an executable.</summary>
/// <param name="name">The resource's name, which is the database's, too.</param>
/// <param name="server">The server.</param>
internal sealed class NativePostgresDatabaseResource(string name, NativePostgresResource server)
    : Resource(name), IResourceWithParent<NativePostgresResource>, IResourceWithConnectionString
{
    /// <inheritdoc />
    public NativePostgresResource Parent => server;

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{server};Database={Name}");
}
