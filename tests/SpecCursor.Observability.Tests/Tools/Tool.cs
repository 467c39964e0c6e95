using SpecCursor.Backing.Processes;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Tools;

/// <summary>A command-line tool that the tests need; where it is missing they fail and say which package brings it.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="Package">The Debian or Ubuntu package.</param>
internal sealed record Tool(string Name, string Package)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Checks and tests Prometheus' files.</summary>
    public static Tool Promtool { get; } = new("promtool", "prometheus");

    /// <summary>Checks Alertmanager's files, and talks to it.</summary>
    public static Tool Amtool { get; } = new("amtool", "prometheus-alertmanager");

    /// <summary>Stores series and evaluates rules.</summary>
    public static Tool Prometheus { get; } = new("prometheus", "prometheus");

    /// <summary>Routes alerts.</summary>
    public static Tool Alertmanager { get; } = new("prometheus-alertmanager", "prometheus-alertmanager");

    /// <summary>Runs JavaScript.</summary>
    public static Tool Node { get; } = new("node", "nodejs");

    /// <summary>Installs packages of JavaScript.</summary>
    public static Tool Npm { get; } = new("npm", "npm");

    /// <summary>The program's absolute path.</summary>
    public string Program => (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, Name))
        .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{Name} is not installed. Install the package: apt-get install {Package}");

    /// <summary>Runs it in the root of the repository and returns what it printed.</summary>
    /// <param name="arguments">The arguments, each as it is.</param>
    public Task<CommandResult> RunAsync(params string[] arguments) =>
        CommandRunner.RunAsync(new Command(Program, arguments) { WorkingDirectory = Repository.Root }, Limit, CancellationToken.None);

    /// <summary>Runs it and fails, with everything that it printed, when it does not succeed.</summary>
    /// <param name="arguments">The arguments, each as it is.</param>
    /// <returns>Its standard output.</returns>
    public async Task<string> RunCheckedAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, $"{Name} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
        return result.Output;
    }
}
