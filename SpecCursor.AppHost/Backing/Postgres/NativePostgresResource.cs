using SpecCursor.Backing.Postgres;

namespace SpecCursor.AppHost.Backing.Postgres;

/// <summary>Postgres as an executable on this machine.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="workingDirectory">The directory that its data directory is in.</param>
/// <param name="port">The port on 127.0.0.1.</param>
/// <param name="password">The superuser's password.</param>
internal sealed class NativePostgresResource(string name, string workingDirectory, int port, ParameterResource password)
    : NativeServerResource(name, workingDirectory, port)
{
    /// <inheritdoc />
    public override ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Host=127.0.0.1;Port={Port.ToString(System.Globalization.CultureInfo.InvariantCulture)};Username={PostgresCluster.UserName};Password={password}");
}
