using System.Globalization;
using SpecCursor.AppHost.Backing;

namespace SpecCursor.AppHost.Observability;

/// <summary>Prometheus or Alertmanager as an executable on this machine.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="workingDirectory">The directory that its own is made in.</param>
/// <param name="port">The port on 127.0.0.1.</param>
internal sealed class NativeMonitoringResource(string name, string workingDirectory, int port)
    : NativeServerResource(name, workingDirectory, port)
{
    /// <summary>The address that people open.</summary>
    public string Address { get; } = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");

    /// <inheritdoc />
    public override string Scheme => "http";

    /// <inheritdoc />
    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Address}");
}
