using System.Security;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.DotNet.Feeds;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>
/// Runs <c>dotnet</c> in the sandbox. A restore evaluates the repository's projects, which are programs: it has the proxy to the sources of packages
/// and nothing else. Builds and tests have no network, and see the packages without being able to change them.
/// </summary>
internal sealed class DotNetCommands(ISandbox sandbox, DotNetInstallation installation, MachineNuGetSource machine, IOptions<SandboxOptions> sandboxOptions)
{
    private const string PackagesPath = "/var/cache/nuget";
    private const string FeedPath = "/var/lib/nuget-feed";
    private const string FeedVariable = "SPECCURSOR_NUGET_FEED";
    private const string ConfigVariable = "SPECCURSOR_NUGET_CONFIG";

    /// <summary>
    /// Constant text; the command comes as arguments. The user's configuration is written anew in every sandbox's own home, so no run leaves another a source of packages.
    /// </summary>
    private const string Script = $$"""
        mkdir -p "$HOME/.nuget/NuGet" && printf %s "${{ConfigVariable}}" > "$HOME/.nuget/NuGet/NuGet.Config" && exec "$@"
        """;

    /// <summary>Restores packages. Audits are left out: what they find is not about the upgrade.</summary>
    public Task<CommandOutput> RestoreAsync(
        UpgradeRun run, DotNetEntry entry, IReadOnlyList<NuGetFeed> feeds, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        DownloadAsync(run, entry.Folder, feeds, ["restore", entry.Argument, "-p:NuGetAudit=false", .. arguments], cancellationToken);

    /// <summary>Installs the tools of a manifest.</summary>
    public Task<CommandOutput> RestoreToolsAsync(
        UpgradeRun run, string manifest, IReadOnlyList<NuGetFeed> feeds, CancellationToken cancellationToken) =>
        DownloadAsync(run, string.Empty, feeds, ["tool", "restore", "--tool-manifest", manifest], cancellationToken);

    public Task<CommandOutput> BuildAsync(UpgradeRun run, DotNetEntry entry, CancellationToken cancellationToken) => RunAsync(
        Command(run, entry.Folder, ["build", entry.Argument, "--no-restore", "--nologo"], isCacheWritable: false), cancellationToken);

    public Task<CommandOutput> TestAsync(UpgradeRun run, DotNetEntry entry, IReadOnlyList<string> arguments, CancellationToken cancellationToken) => RunAsync(
        Command(run, entry.Folder, ["test", .. arguments, "--no-build"], isCacheWritable: false) with { Limits = sandboxOptions.Value.Test }, cancellationToken);

    private async Task<CommandOutput> DownloadAsync(
        UpgradeRun run, string folder, IReadOnlyList<NuGetFeed> feeds, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var command = Command(run, folder, arguments, isCacheWritable: true);
        var source = await machine.GetAsync(cancellationToken);
        return await RunAsync(
            command with
            {
                Executable = "sh",
                Arguments = ["-c", Script, "nuget", command.Executable, .. command.Arguments],
                Network = sandboxOptions.Value.NetworkTo(feeds.SelectMany(feed => feed.Hosts)),
                Mounts = source.Folder is { } packages ? [.. command.Mounts, new SandboxMount(packages, FeedPath, IsWritable: false, FeedVariable)] : command.Mounts,
                Environment = new Dictionary<string, string>(command.Environment) { [ConfigVariable] = Configuration(source) },
                Display = command.Display,
            },
            cancellationToken);
    }

    private Task<CommandOutput> RunAsync(SandboxCommand command, CancellationToken cancellationToken) =>
        sandbox.RunAsync(installation.AddTo(command), cancellationToken);

    private SandboxCommand Command(UpgradeRun run, string folder, IReadOnlyList<string> arguments, bool isCacheWritable) => new()
    {
        Executable = DotNetInstallation.Tool,
        Arguments = arguments,
        Workspace = run.Workspace.Tree.Root,
        GitDirectory = run.Workspace.GitDirectory,
        Output = run.Output,
        WorkingDirectory = folder,
        Network = SandboxNetwork.None,
        Limits = sandboxOptions.Value.Install,
        Mounts = [run.Packages.Own(PackagesPath, isCacheWritable, "NUGET_PACKAGES")],
        Environment = Environment(),
    };

    /// <summary>Called as everybody calls it, for the sake of repositories that map packages to sources by name.</summary>
    private static string Configuration(NuGetSource source)
    {
        var value = source.Address is { } address
            ? $"value=\"{SecurityElement.Escape(address.AbsoluteUri)}\" protocolVersion=\"3\" allowInsecureConnections=\"{(address.Scheme == Uri.UriSchemeHttp ? "true" : "false")}\""
            : $"value=\"%{FeedVariable}%\"";
        return $"<configuration><packageSources><clear /><add key=\"nuget.org\" {value} /></packageSources></configuration>";
    }

    private static Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "true",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        ["DOTNET_ADD_GLOBAL_TOOLS_TO_PATH"] = "false",

        // No servers that outlive the command: everything ends with it.
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["UseRazorBuildServer"] = "false",

        // The runtime keeps code in a file of two gigabytes that is never written to disk, but counts as too large a file in the sandbox.
        ["DOTNET_EnableWriteXorExecute"] = "0",

        // Lists of versions are asked for anew: the version to go to may be minutes old. Lists of revoked certificates are on servers that can't be reached.
        ["NUGET_HTTP_CACHE_PATH"] = "/tmp/nuget-http",
        ["NUGET_CERT_REVOCATION_MODE"] = "offline",
    };
}
