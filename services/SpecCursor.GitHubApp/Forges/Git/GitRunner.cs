using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>
/// The one place where git runs. The repositories belong to others, so git sees no configuration but its own: no hooks, no helpers, no
/// prompts, no environment of this service. Bounded in time and output; a run that is given up takes its children with it.
/// </summary>
internal sealed class GitRunner : IDisposable
{
    private const int MaximumError = 16 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    // Whatever a repository's own configuration says, these win.
    private static readonly string[] Overrides =
    [
        "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.attributesFile=/dev/null", "core.autocrlf=false", "core.quotePath=true",
        "apply.whitespace=nowarn", "apply.ignoreWhitespace=no", "i18n.commitEncoding=UTF-8", "gc.auto=0", "protocol.allow=never",
    ];

    private readonly string _home = Directory.CreateTempSubdirectory("speccursor-git-").FullName;

    /// <summary>Writes the only configuration that git will read.</summary>
    public GitRunner() =>
        // Git takes the exemption from the ownership check only from a file, and not from the command line, before 2.38.
        File.WriteAllText(ConfigurationFile, "[safe]\n\tdirectory = *\n");

    private string ConfigurationFile => Path.Combine(_home, "gitconfig");

    /// <summary>A name for a file that lives as long as this runner at most.</summary>
    public string ScratchFile() => Path.Combine(_home, Guid.NewGuid().ToString("N"));

    /// <summary>Runs git and fails when git does.</summary>
    /// <exception cref="GitException">It failed; the message says how.</exception>
    public async Task<GitResult> RunCheckedAsync(GitCommand command, CancellationToken cancellationToken)
    {
        var result = await RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result : throw new GitException($"git {command.Arguments[0]} failed ({result.ExitCode}): {result.Error.Trim()}");
    }

    /// <summary>Runs git to its end.</summary>
    /// <exception cref="GitException">It could not be started, ran over its time, or printed too much.</exception>
    public async Task<GitResult> RunAsync(GitCommand command, CancellationToken cancellationToken)
    {
        using var process = Start(command);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, command.MaximumOutput, failWhenLonger: true, limit.Token);
            var error = ReadAsync(process.StandardError.BaseStream, MaximumError, failWhenLonger: false, limit.Token);
            await WriteAsync(process, command.Input, limit.Token).ConfigureAwait(false);
            await Task.WhenAll(output, error).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return new GitResult(process.ExitCode, await output.ConfigureAwait(false), Encoding.UTF8.GetString((await error.ConfigureAwait(false)).Span));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GitException($"git {command.Arguments[0]} did not end within {Timeout.TotalSeconds:0} seconds.");
        }
        finally
        {
            Kill(process);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(_home))
        {
            Directory.Delete(_home, recursive: true);
        }
    }

    private Process Start(GitCommand command)
    {
        var start = new ProcessStartInfo("git")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _home,
        };
        AddEnvironment(start, command);
        AddArguments(start, command);
        try
        {
            return Process.Start(start) ?? throw new GitException("git could not be started.");
        }
        catch (Win32Exception exception)
        {
            throw new GitException("git could not be started. It must be on PATH (Debian package 'git').", exception);
        }
    }

    private void AddEnvironment(ProcessStartInfo start, GitCommand command)
    {
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        start.Environment["HOME"] = _home;
        start.Environment["TMPDIR"] = _home;
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = ConfigurationFile;
        start.Environment["GIT_ATTR_NOSYSTEM"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }
    }

    private static void AddArguments(ProcessStartInfo start, GitCommand command)
    {
        foreach (var setting in Overrides)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        if (command.GitDirectory is { } directory)
        {
            start.ArgumentList.Add("--git-dir=" + directory);
        }

        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // git ended without reading all of it: its exit code tells the rest.
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int maximum, bool failWhenLonger, CancellationToken cancellationToken)
    {
        var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            var room = (int)Math.Min(read, maximum - kept.Length);
            if (room < read && failWhenLonger)
            {
                throw new GitException($"git printed more than {maximum} bytes.");
            }

            kept.Write(buffer, 0, room);
        }

        return kept.GetBuffer().AsMemory(0, (int)kept.Length);
    }

    /// <summary>Only what is still there: looking for the children of a process reads what there is of every process of the machine.</summary>
    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }
}
