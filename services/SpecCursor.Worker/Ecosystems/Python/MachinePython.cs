using System.Text.Json;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Which Python this machine has: asked once, of Python itself, since <c>python3</c> may be a script of a version manager.</summary>
internal sealed class MachinePython(ToolInquiry tools) : IDisposable
{
    public const string Tool = "python3";

    /// <summary>The first pip that another environment's Python can run, and that reports what it would install.</summary>
    private static readonly PythonVersion MinimumPip = PythonVersion.Parse("22.3")!;

    private const string Script = """
        import json, os, sys
        try:
            import venv
            import pip
        except ImportError:
            pip = None
        executable = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
        version = "%d.%d.%d" % sys.version_info[:3]
        found = [pip.__version__, os.path.dirname(os.path.realpath(pip.__file__))] if pip else [None, None]
        print(json.dumps([executable, os.path.realpath(sys.base_prefix), version, *found]))
        """;

    private readonly AskedOnce<PythonInstallation> _installation = new(cancellationToken => AskAsync(tools, cancellationToken));

    /// <exception cref="TransientStepException">It isn't there, is too old, or doesn't answer.</exception>
    public Task<PythonInstallation> GetAsync(CancellationToken cancellationToken) => _installation.GetAsync(cancellationToken);

    public void Dispose() => _installation.Dispose();

    private static async Task<PythonInstallation> AskAsync(ToolInquiry tools, CancellationToken cancellationToken)
    {
        var outcome = await tools.AskAsync(Tool, ["-I", "-c", Script], new Dictionary<string, string>(), cancellationToken);
        try
        {
            var answer = JsonSerializer.Deserialize<string?[]>(outcome.OutputText) ?? [];
            return answer is [{ } executable, { } prefix, { } version, var pip, var folder]
                ? pip is not null && folder is not null && PythonVersion.Parse(pip) is { } found && found >= MinimumPip
                    ? new PythonInstallation(executable, prefix, version, folder)
                    : throw Unusable($"Python {version} has {(pip is null ? "no pip" : $"pip {pip}")}; pip {MinimumPip} or later is needed.", outcome.Error)
                : throw Unusable("Python could not be asked where it is installed.", outcome.Error);
        }
        catch (JsonException)
        {
            throw Unusable("Python could not be asked where it is installed.", outcome.Error);
        }
    }

    private static TransientStepException Unusable(string reason, string detail) => new(new StepFailure
    {
        Code = "python-failed",
        Reason = reason,
        Detail = detail,
        IsTransient = true,
    });
}
