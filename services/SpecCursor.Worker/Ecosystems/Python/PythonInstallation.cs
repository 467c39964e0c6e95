using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>The Python of this machine.</summary>
/// <param name="Executable">The interpreter itself, no link and no script that stands for one.</param>
/// <param name="Prefix">The folder that it is installed in.</param>
/// <param name="Version">Such as <c>3.11.2</c>.</param>
/// <param name="PipFolder">Where pip's own modules are.</param>
internal sealed record PythonInstallation(string Executable, string Prefix, string Version, string PipFolder)
{
    /// <summary>
    /// Runs this pip in another environment's Python, and brings no other module along. <c>pip --python</c> starts it the same way, after it loaded all
    /// of itself once in vain.
    /// </summary>
    public string PipRunner => Path.Combine(PipFolder, "__pip-runner__.py");

    /// <summary>
    /// What the sandbox must see besides the system. It stands at the same place there: virtual environments and the linker know it by its path.
    /// </summary>
    public IReadOnlyList<SandboxMount> Mounts => Prefix == "/usr" || Prefix.StartsWith("/usr/", StringComparison.Ordinal)
        ? []
        : [new SandboxMount(Prefix, Prefix, IsWritable: false)];
}
