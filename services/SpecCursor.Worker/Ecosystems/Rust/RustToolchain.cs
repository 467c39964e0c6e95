using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>
/// Where cargo and rustc really are: asked once, of rustc itself. With rustup, what is on the <c>PATH</c> only starts a toolchain that lies elsewhere,
/// and it lies beside what is no sandbox's business, such as credentials.
/// </summary>
internal sealed class RustToolchain(ProcessRunner runner, ToolLocator locator) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly string[] Inherited = ["PATH", "HOME", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile IReadOnlyList<string>? _folders;

    /// <summary>The folders of its programs.</summary>
    /// <exception cref="TransientStepException">There is no toolchain, or it doesn't answer.</exception>
    public async Task<IReadOnlyList<string>> GetFoldersAsync(CancellationToken cancellationToken)
    {
        if (_folders is { } known)
        {
            return known;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _folders ??= await AskAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<IReadOnlyList<string>> AskAsync(CancellationToken cancellationToken)
    {
        var (cargo, rustc) = (Locate("cargo"), Locate("rustc"));
        var outcome = await runner.RunAsync(
            new ProcessCommand
            {
                FileName = rustc,
                Arguments = ["--print", "sysroot"],
                Environment = Inherited
                    .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
                    .Where(variable => !string.IsNullOrEmpty(variable.Value))
                    .ToDictionary(variable => variable.Name, variable => variable.Value!),
                Timeout = Timeout,
            },
            cancellationToken);
        if (!outcome.Succeeded)
        {
            throw NoAnswer(outcome);
        }

        var folder = Path.Combine(outcome.OutputText.Trim(), "bin");
        return File.Exists(Path.Combine(folder, "cargo")) ? [folder] : [Path.GetDirectoryName(cargo)!, Path.GetDirectoryName(rustc)!];
    }

    private string Locate(string tool) => locator.FindAsNamed(tool) ?? throw SandboxFailures.ToolMissing(tool);

    private static TransientStepException NoAnswer(ProcessOutcome outcome) => new(new StepFailure
    {
        Code = "rust-failed",
        Reason = "rustc could not be asked where its toolchain is.",
        Detail = outcome.Error,
        IsTransient = true,
    });
}
