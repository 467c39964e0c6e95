using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Backing;

/// <summary>
/// A backing server that runs as an executable on this machine. Its command is only known once the server is prepared, at each start;
/// a shell supervises it, so that it ends cleanly and never outlives the application.
/// </summary>
/// <param name="name">The resource's name.</param>
/// <param name="workingDirectory">Where the supervising shell starts.</param>
/// <param name="port">The port on 127.0.0.1.</param>
internal abstract class NativeServerResource(string name, string workingDirectory, int port)
    : ExecutableResource(name, "/bin/sh", workingDirectory), IResourceWithConnectionString
{
    /// <summary>The name of the one endpoint.</summary>
    internal const string EndpointName = "tcp";

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; } = port;

    /// <summary>How it is talked to, as the scheme of its address.</summary>
    public virtual string Scheme => EndpointName;

    /// <inheritdoc />
    public abstract ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>Why it could not be started last, and what to do about it; null where it could.</summary>
    public string? Problem { get; internal set; }

    /// <summary>The prepared command; null before the first start.</summary>
    internal Command? Prepared { get; set; }
}
