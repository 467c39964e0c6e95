using System.Text;
using System.Text.Json;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.DotNet.Json;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>Builds and tests, both without a network.</summary>
internal sealed class DotNetTests(DotNetCommands dotnet, DotNetDeclarationReader reader)
{
    private const string NewRunner = "Microsoft.Testing.Platform";

    /// <summary>What only projects of tests have: the packages of test frameworks, and the properties that the SDK goes by.</summary>
    private static readonly string[] Marks = ["Microsoft.NET.Test.Sdk", "MSTest", "xunit.v3", "TUnit", "IsTestProject", "IsTestingPlatformApplication"];

    /// <summary>Builds everything, what no test refers to included.</summary>
    public async Task<CommandOutput?> PrepareAsync(UpgradeRun run, DotNetDeclaration declaration, CancellationToken cancellationToken) =>
        declaration.Entry is { } entry ? await dotnet.BuildAsync(run, entry, cancellationToken) : null;

    public async Task<CommandOutput?> TestAsync(UpgradeRun run, DotNetDeclaration declaration, CancellationToken cancellationToken)
    {
        if (declaration.Entry is not { } entry || !declaration.Manifests.Any(HasMark))
        {
            return null;
        }

        string[] arguments = UsesNewRunner(declaration) ? [entry.IsSolution ? "--solution" : "--project", entry.Argument] : [entry.Argument, "--nologo"];
        return await dotnet.TestAsync(run, entry, arguments, cancellationToken);
    }

    public async Task<CommandOutput> InstallBaseAsync(UpgradeRun run, DotNetDeclaration declaration, CancellationToken cancellationToken) => declaration.Entry is { } entry
        ? await reader.RestoreAsync(run, entry, declaration.Feeds, declaration.Lockfiles.Count > 0, cancellationToken)
        : new CommandOutput { Command = "dotnet restore", ExitCode = 0, Duration = TimeSpan.Zero, Output = "There is no project to restore." };

    private static bool HasMark(DotNetManifest manifest)
    {
        var text = Encoding.Latin1.GetString(manifest.Content);
        return Marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The new runner takes other arguments than the old one.</summary>
    private static bool UsesNewRunner(DotNetDeclaration declaration)
    {
        var global = declaration.Manifests.FirstOrDefault(manifest => Path.GetFileName(manifest.Path) == GlobalJsonFormat.FileName);
        try
        {
            using var document = global is null ? null : JsonDocument.Parse(JsonText.WithoutMark(global.Content), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return document is not null && document.RootElement.TryGetProperty("test", out var test) && test.TryGetProperty("runner", out var runner)
                && runner.ValueKind == JsonValueKind.String && runner.GetString() == NewRunner;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
