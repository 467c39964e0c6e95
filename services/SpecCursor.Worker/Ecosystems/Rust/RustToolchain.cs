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
internal sealed class RustToolchain(ToolInquiry tools, ToolLocator locator) : IDisposable
{
    private static readonly string[] Inherited = ["CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"];

    private readonly AskedOnce<RustTools> _tools = new(cancellationToken => FindAsync(tools, locator, cancellationToken));

    /// <summary>The toolchain that upgrades are made with.</summary>
    /// <exception cref="TransientStepException">There is none, or it doesn't answer.</exception>
    public Task<RustTools> GetAsync(CancellationToken cancellationToken) => _tools.GetAsync(cancellationToken);

    public void Dispose() => _tools.Dispose();

    /// <summary>That upgrades of Rust can't be made on this machine, or not now.</summary>
    public static TransientStepException Failed(string reason, string? detail = null) =>
        new(new StepFailure { Code = "rust-failed", Reason = reason, Detail = detail, IsTransient = true });

    private static async Task<RustTools> FindAsync(ToolInquiry tools, ToolLocator locator, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(await AskAsync(tools, "rustc", ["--print", "sysroot"], cancellationToken), "bin");
        string[] folders = File.Exists(Path.Combine(folder, "cargo")) ? [folder] : [FolderOf("cargo", locator), FolderOf("rustc", locator)];

        // As in 'cargo 1.95.0 (f2d3ce0bd 2026-03-21)'.
        var answer = await AskAsync(tools, Path.Combine(folders[0], "cargo"), ["--version"], cancellationToken);
        return answer.Split(' ') is [_, var text, ..] && CargoVersion.Parse(text) is { } version
            ? new RustTools(folders, version)
            : throw Failed("cargo did not say which version it is.", answer);
    }

    private static async Task<string> AskAsync(ToolInquiry tools, string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var environment = Inherited
            .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(variable => !string.IsNullOrEmpty(variable.Value))
            .ToDictionary(variable => variable.Name, variable => variable.Value!);
        var outcome = await tools.AskAsync(tool, arguments, environment, cancellationToken);
        return outcome.Succeeded ? outcome.OutputText.Trim() : throw Failed($"{Path.GetFileName(tool)} could not be asked about itself.", outcome.Error);
    }

    private static string FolderOf(string tool, ToolLocator locator) =>
        Path.GetDirectoryName(locator.FindAsNamed(tool) ?? throw SandboxFailures.ToolMissing(tool))!;
}
