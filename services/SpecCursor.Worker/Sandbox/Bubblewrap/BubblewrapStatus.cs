using System.Globalization;
using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Sandbox.Bubblewrap;

/// <summary>What bubblewrap says of a sandbox, in a file of its own (<c>--json-status-fd</c>).</summary>
/// <param name="path">The file.</param>
/// <param name="time">The clock.</param>
internal sealed partial class BubblewrapStatus(string path, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Waits for the sandbox's first process, and gives its number on this machine.</summary>
    public async Task<int> ReadProcessAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (ChildPattern().Match(await ReadAsync()) is { Success: true } match)
            {
                return int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>Whether the command was run: an exit code is reported only of one that got to start.</summary>
    public async Task<bool> HasExitCodeAsync() => (await ReadAsync()).Contains("\"exit-code\"", StringComparison.Ordinal);

    private async Task<string> ReadAsync() => File.Exists(path) ? await File.ReadAllTextAsync(path) : string.Empty;

    [GeneratedRegex("\"child-pid\": ?([0-9]+)[^0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex ChildPattern();
}
