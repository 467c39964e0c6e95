using System.Diagnostics;

namespace SpecCursor.AppHost.Tests.Upgrades;

/// <summary>Another process of a service that runs already, with the same environment on another port.</summary>
internal sealed class SecondNode : IDisposable
{
    private readonly Process _process;

    private SecondNode(Process process) => _process = process;

    public static SecondNode StartLike(int processId)
    {
        var arguments = Read(processId, "cmdline");
        var start = new ProcessStartInfo(arguments[0], arguments.Skip(1)) { RedirectStandardOutput = true };
        start.Environment.Clear();
        foreach (var variable in Read(processId, "environ"))
        {
            var split = variable.IndexOf('=', StringComparison.Ordinal);
            start.Environment[variable[..split]] = variable[(split + 1)..];
        }

        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The second node could not be started.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return new SecondNode(process);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string[] Read(int processId, string file) =>
        File.ReadAllText($"/proc/{processId}/{file}").Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
