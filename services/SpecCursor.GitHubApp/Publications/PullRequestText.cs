using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.GitHubApp.Texts;

namespace SpecCursor.GitHubApp.Publications;

/// <summary>What people read about an upgrade: the pull request's title and body, the commit's message, the links.</summary>
internal sealed class PullRequestText(IOptions<PublicAddresses> links)
{
    /// <summary>GitHub takes 65,536 characters; the rest is room for its own count of what is more than one.</summary>
    public const int MaximumBody = 60_000;

    private const int MaximumFiles = 50;
    private const int MaximumObligations = 60;
    private const int MaximumNotes = 20;

    /// <summary>Such as <c>Upgrade uuid from 3.4.0 to 9.0.1</c>.</summary>
    public static string Title(PublishUpgrade command) => Markdown.Line(
        $"Upgrade {Markdown.Line(command.Context.PackageName, 120)} from {Markdown.Line(command.FromVersion, 50)} to {Markdown.Line(command.ToVersion, 50)}",
        240);

    /// <summary>The title, and the trailer that ties the commit to its upgrade.</summary>
    public static string CommitMessage(PublishUpgrade command) =>
        $"{Title(command)}\n\nSpecCursor-Upgrade: {command.Context.UpgradeId:D}\n";

    /// <summary>Where to look at the upgrade; null where there is no console address.</summary>
    public string? UpgradeUrl(Guid upgradeId) =>
        links.Value.ConsoleUrl is { Length: > 0 } console ? $"{console.TrimEnd('/')}/upgrades/{upgradeId:D}" : null;

    /// <summary>The body: what changed, tests, repair, proof, links, remarks, release notes.</summary>
    /// <param name="command">The publication.</param>
    /// <param name="files">The files that it changes.</param>
    public string Body(PublishUpgrade command, IReadOnlyList<string> files)
    {
        var body = new StringBuilder();
        AppendChange(body, command, files);
        AppendTests(body, command.Tests);
        AppendPatch(body, command.Patch);
        AppendProof(body, command.Obligations);
        AppendLinks(body, command);
        AppendNotes(body, command.Notes);

        // Last, for it is long and not ours: where the body has to be cut, it is cut here.
        AppendReleaseNotes(body, command.ReleaseNotes);
        return Bound(body.ToString());
    }

    /// <summary>The proof alone, for the check run.</summary>
    public static string CheckSummary(PublishUpgrade command)
    {
        var summary = new StringBuilder();
        AppendTests(summary, command.Tests);
        AppendProof(summary, command.Obligations);
        return Bound(summary.ToString());
    }

    private static void AppendChange(StringBuilder body, PublishUpgrade command, IReadOnlyList<string> files)
    {
        body.Append("## What changed\n\n| | before | after |\n| --- | --- | --- |\n");
        body.Append(CultureInfo.InvariantCulture, $"| {Markdown.CodeCell(command.Context.PackageName, 214)} in the lockfile | {Markdown.CodeCell(command.FromVersion, 128)} | {Markdown.CodeCell(command.ToVersion, 128)} |\n");
        body.Append(CultureInfo.InvariantCulture, $"| range in {Markdown.CodeCell(command.ManifestPath, 300)} | {Markdown.CodeCell(command.OldRange, 200)} | {Markdown.CodeCell(command.WrittenRange, 200)} |\n\n");
        body.Append("Files:\n\n");
        foreach (var file in files.Take(MaximumFiles))
        {
            body.Append("- ").Append(Markdown.Code(file, 300)).Append('\n');
        }

        AppendMore(body, files.Count - MaximumFiles, "files");
    }

    private static void AppendTests(StringBuilder body, CommandOutput? tests)
    {
        body.Append("\n## Tests\n\n");
        body.Append(tests is null
            ? "The repository has no tests that could be run.\n"
            : string.Create(CultureInfo.InvariantCulture, $"{Markdown.Code(tests.Command, 300)} ended with exit code {tests.ExitCode} after {Seconds(tests.Duration)}.\n"));
    }

    private static void AppendPatch(StringBuilder body, PatchSummary? patch)
    {
        body.Append("\n## Repair\n\n");
        if (patch is null)
        {
            body.Append("None was needed.\n");
            return;
        }

        var by = patch.Recipe is { } recipe ? $", recipe {Markdown.Code(recipe, 100)}" : patch.Model is { } model ? $", model {Markdown.Code(model, 100)}" : "";
        body.Append(CultureInfo.InvariantCulture, $"Made by {Markdown.Code(patch.Provider, 40)}{by}.\n\n{Markdown.Text(patch.Summary, 4000)}\n\n");
        foreach (var file in patch.Files.Take(MaximumFiles))
        {
            body.Append("- ").Append(Markdown.Code(file, 300)).Append('\n');
        }

        AppendMore(body, patch.Files.Count - MaximumFiles, "files");
    }

    private static void AppendProof(StringBuilder body, IReadOnlyList<ObligationResult> obligations)
    {
        body.Append("\n## Proof\n\n");
        if (obligations.Count == 0)
        {
            body.Append("There was nothing to prove.\n");
            return;
        }

        body.Append("| obligation | holds for this upgrade | engine | status | time |\n| --- | --- | --- | --- | --- |\n");
        foreach (var obligation in obligations.Take(MaximumObligations))
        {
            body.Append(CultureInfo.InvariantCulture, $"| {Markdown.CodeCell(obligation.Obligation, 80)} | {Markdown.Text(obligation.Statement, 300)} | {Markdown.CodeCell(obligation.Engine, 20)} | {Word(obligation.Status)} | {Seconds(obligation.Duration)} |\n");
        }

        AppendMore(body, obligations.Count - MaximumObligations, "obligations");
    }

    private void AppendLinks(StringBuilder body, PublishUpgrade command)
    {
        body.Append("\n## Trace\n\n");
        var trace = Markdown.Code(command.TraceId, 32);
        body.Append(links.Value.DashboardUrl is { Length: > 0 } dashboard && IsTraceId(command.TraceId)
            ? $"[{trace}]({dashboard.TrimEnd('/')}/traces/detail/{command.TraceId})\n"
            : $"{trace}\n");
        if (UpgradeUrl(command.Context.UpgradeId) is { } url)
        {
            body.Append(CultureInfo.InvariantCulture, $"\nUpgrade [{command.Context.UpgradeId:D}]({url})\n");
        }
    }

    private static void AppendNotes(StringBuilder body, IReadOnlyList<string> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        body.Append("\n## Notes\n\n");
        foreach (var note in notes.Take(MaximumNotes))
        {
            body.Append("- ").Append(Markdown.Text(note, 500)).Append('\n');
        }
    }

    private static void AppendReleaseNotes(StringBuilder body, ReleaseNotes? notes)
    {
        if (notes is null)
        {
            return;
        }

        body.Append(CultureInfo.InvariantCulture, $"\n## Release notes\n\nFrom the package's own {Markdown.Code(notes.Source, 60)}, without its links.\n");
        foreach (var release in notes.Releases)
        {
            body.Append(CultureInfo.InvariantCulture, $"\n### {Markdown.Text(release.Version, 128)}\n\n{ForeignDocument.Render(release.Text)}");
        }

        if (notes.IsTruncated)
        {
            body.Append("\n… and more in that file.\n");
        }
    }

    private static void AppendMore(StringBuilder body, int more, string what)
    {
        if (more > 0)
        {
            body.Append(CultureInfo.InvariantCulture, $"\n… and {more} more {what}.\n");
        }
    }

    private static string Bound(string body)
    {
        const string Cut = "\n\n… cut here: the whole is in the console.\n";
        if (body.Length <= MaximumBody)
        {
            return body;
        }

        var end = body.LastIndexOf('\n', MaximumBody - Cut.Length);
        return body[..end] + Cut;
    }

    private static bool IsTraceId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    private static string Word(ObligationStatus status) => status.ToString().ToLowerInvariant();

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds < 0.1
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.#} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");
}
