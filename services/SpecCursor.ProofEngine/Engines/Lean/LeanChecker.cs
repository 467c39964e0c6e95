using System.ComponentModel;
using Microsoft.Extensions.Options;
using SpecCursor.ProofEngine.Engines.Processes;

namespace SpecCursor.ProofEngine.Engines.Lean;

/// <summary>Has <c>lean</c> check a file, where it is installed.</summary>
internal sealed class LeanChecker(IOptionsMonitor<ProofOptions> options, BoundedProcess processes)
{
    /// <summary>The engine's name: a value of the <c>engine</c> label.</summary>
    public const string Name = "lean";

    /// <summary>Whether its executable is there.</summary>
    public bool IsInstalled => Find() is not null;

    /// <summary>Checks a file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What is wrong; null when it was checked and is right.</returns>
    public async Task<LeanComplaint?> CheckAsync(string text, CancellationToken cancellationToken)
    {
        if (Find() is not { } path)
            return new LeanComplaint($"{Name} is not installed", TimedOut: false);
        var folder = Directory.CreateTempSubdirectory("speccursor-lean-");
        try
        {
            var file = Path.Combine(folder.FullName, "Obligation.lean");
            await File.WriteAllTextAsync(file, text, cancellationToken);
            return Read(await processes.RunAsync(Request(path, file), cancellationToken));
        }
        catch (Win32Exception exception)
        {
            return new LeanComplaint($"{path} can't be run: {exception.Message}", TimedOut: false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private ProcessRequest Request(string path, string file)
    {
        var limits = options.CurrentValue;
        return new ProcessRequest
        {
            FileName = path,
            Arguments = [file],
            Timeout = limits.Timeout,
            MaximumOutput = limits.MaximumOutput,
            MaximumMemory = limits.MaximumMemoryMegabytes * 1024L * 1024 * 2,
        };
    }

    private LeanComplaint? Read(ProcessOutcome outcome)
    {
        if (outcome.TimedOut)
            return new LeanComplaint($"{Name} did not end within {options.CurrentValue.Timeout.TotalSeconds:0.#} s", TimedOut: true);
        var said = outcome.Output.Trim();

        // What is left open with sorry earns a warning only.
        if (outcome is { ExitCode: 0, OutputExceeded: false } && !said.Contains("sorry", StringComparison.Ordinal))
            return null;
        var all = $"{said} {outcome.Error.Trim()}".Trim();
        return new LeanComplaint($"{Name} ended with code {outcome.ExitCode}: {(all.Length > 1000 ? all[..1000] : all)}", TimedOut: false);
    }

    private string? Find() => Executable.Find(options.CurrentValue.LeanPath, Name);
}
