using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Versioning.Cargo;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>
/// Where cargo and rustc really are, and how old: asked once, of themselves. With rustup, what is on the <c>PATH</c> only starts a toolchain that lies
/// elsewhere, and it lies beside what is no sandbox's business, such as credentials.
/// </summary>
internal sealed class RustToolchain(ProcessRunner runner, ToolLocator locator) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly string[] Inherited = ["PATH", "HOME", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile RustTools? _tools;

    /// <summary>The toolchain that upgrades are made with.</summary>
    /// <exception cref="TransientStepException">There is none, or it doesn't answer.</exception>
    public async Task<RustTools> GetAsync(CancellationToken cancellationToken)
    {
        if (_tools is { } known)
        {
            return known;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _tools ??= await FindAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>That upgrades of Rust can't be made on this machine, or not now.</summary>
    public static TransientStepException Failed(string reason, string? detail = null) =>
        new(new StepFailure { Code = "rust-failed", Reason = reason, Detail = detail, IsTransient = true });

    private async Task<RustTools> FindAsync(CancellationToken cancellationToken)
    {
        var (cargo, rustc) = (Locate("cargo"), Locate("rustc"));
        var folder = Path.Combine(await AskAsync(rustc, ["--print", "sysroot"], cancellationToken), "bin");
        string[] folders = File.Exists(Path.Combine(folder, "cargo")) ? [folder] : [Path.GetDirectoryName(cargo)!, Path.GetDirectoryName(rustc)!];

        // As in 'cargo 1.95.0 (f2d3ce0bd 2026-03-21)'.
        var answer = await AskAsync(Path.Combine(folders[0], "cargo"), ["--version"], cancellationToken);
        return answer.Split(' ') is [_, var text, ..] && CargoVersion.Parse(text) is { } version
            ? new RustTools(folders, version)
            : throw Failed("cargo did not say which version it is.", answer);
    }

    private async Task<string> AskAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var outcome = await runner.RunAsync(
            new ProcessCommand
            {
                FileName = tool,
                Arguments = arguments,
                Environment = Inherited
                    .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
                    .Where(variable => !string.IsNullOrEmpty(variable.Value))
                    .ToDictionary(variable => variable.Name, variable => variable.Value!),
                Timeout = Timeout,
            },
            cancellationToken);
        return outcome.Succeeded ? outcome.OutputText.Trim() : throw Failed($"{Path.GetFileName(tool)} could not be asked about itself.", outcome.Error);
    }

    private string Locate(string tool) => locator.FindAsNamed(tool) ?? throw SandboxFailures.ToolMissing(tool);
}
