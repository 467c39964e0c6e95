using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>The servers that pip needs: the worker's index, where that has its files, and what the project names.</summary>
internal static class PythonServers
{
    private const string PyPi = "pypi.org";
    private const string PyPiFiles = "files.pythonhosted.org";

    public static IEnumerable<EgressHost> Of(PythonOptions options, ProjectIndexes indexes)
    {
        var named = indexes.All.Where(address => address != options.Index).Select(address => EgressHost.Of(address, isTrusted: false));
        var hosts = options.WheelFolder is { Length: > 0 } ? named : named.Append(EgressHost.Of(options.Index, isTrusted: true));
        return hosts.SelectMany(host => host.Name == PyPi ? [host, new EgressHost(PyPiFiles, 443, IsTrusted: false)] : new[] { host });
    }
}
