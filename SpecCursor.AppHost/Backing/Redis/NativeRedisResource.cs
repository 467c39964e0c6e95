using System.Globalization;

namespace SpecCursor.AppHost.Backing.Redis;

/// <summary>Redis, or Garnet, as an executable on this machine.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="workingDirectory">The directory that its own is made in.</param>
/// <param name="port">The port on 127.0.0.1.</param>
/// <param name="password">The password.</param>
internal sealed class NativeRedisResource(string name, string workingDirectory, int port, ParameterResource password)
    : NativeServerResource(name, workingDirectory, port)
{
    /// <inheritdoc />
    public override ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)},password={password}");
}
