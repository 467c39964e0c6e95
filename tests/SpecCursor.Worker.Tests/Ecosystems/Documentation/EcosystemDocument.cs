using System.Globalization;
using System.Text;
using SpecCursor.Worker.Ecosystems;

namespace SpecCursor.Worker.Tests.Ecosystems.Documentation;

/// <summary>Writes <c>docs/ecosystems.md</c> from what the ecosystems say of themselves.</summary>
internal static class EcosystemDocument
{
    public static string Write(IEnumerable<IEcosystem> ecosystems)
    {
        var all = ecosystems.OrderBy(ecosystem => ecosystem.Name, StringComparer.Ordinal).ToList();
        var text = new StringBuilder("""
            # Ecosystems

            What is upgraded, with what, and what is not. This page is made from the code; after a change there, make it anew with

            ```sh
            SPECCURSOR_WRITE_DOCS=1 dotnet test tests/SpecCursor.Worker.Tests --filter FullyQualifiedName~EcosystemDocument
            ```

            In each of them an upgrade goes to an exact version, or to the `latest` one, the latest `minor` or the latest `patch`; prereleases are gone to only when they are named, or where one is in
            use; withdrawn versions (yanked, deprecated, retracted, unlisted) are refused; a minimum age can be configured. Edits change the bytes of the version and no others.

            In Docker, .NET and Go all of a repository is upgraded at once. Of several projects in Node, Python and Rust, one is: the first, from the root down, that is not yet where the upgrade goes, and that
            has the current version which the caller names, if any. The pull request names other manifests with the package; the next upgrade goes to the next project. Twenty projects are looked at for one.

            | ecosystem | manifests | lockfiles | versions from | tests |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var ecosystem in all)
        {
            var support = ecosystem.Support;
            text.Append(CultureInfo.InvariantCulture, $"| [{ecosystem.Name}](ecosystems/{ecosystem.Name}.md) | {support.Manifests} | {support.Lockfiles} | {support.Registry} | {support.Tests} |\n");
        }

        text.Append("\n## Tools that must be on the worker's machine\n\n| ecosystem | tool | where it is missing |\n| --- | --- | --- |\n");
        foreach (var ecosystem in all)
        {
            foreach (var tool in ecosystem.Tools)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {ecosystem.Name} | `{tool.Name}` | {tool.Remedy} |\n");
            }
        }

        text.Append("\nWhere one is missing, only the upgrades that need it fail, and `/health/ready` says so.\n\n## Not supported\n\n");
        foreach (var ecosystem in all)
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{ecosystem.Name}**: {string.Join("; ", ecosystem.Support.NotSupported)}.\n");
        }

        return text.ToString();
    }
}
