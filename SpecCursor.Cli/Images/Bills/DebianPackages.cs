using System.Text.Json.Nodes;

namespace SpecCursor.Cli.Images.Bills;

/// <summary>The packages of a Debian or Ubuntu image, as components of a bill of materials.</summary>
internal static class DebianPackages
{
    /// <summary>Reads the package manager's own record.</summary>
    /// <param name="status">The text of <c>/var/lib/dpkg/status</c>.</param>
    /// <param name="release">The text of <c>/etc/os-release</c>.</param>
    public static IEnumerable<JsonObject> Read(string status, string release)
    {
        var system = Fields(release.Split('\n'), '=');
        var name = system.GetValueOrDefault("ID", "debian").Trim('"');
        var distribution = $"{name}-{system.GetValueOrDefault("VERSION_ID", "").Trim('"')}";
        return status.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(paragraph => Fields(paragraph.Split('\n'), ':'))
            .Where(fields => fields.GetValueOrDefault("Status", "").EndsWith(" installed", StringComparison.Ordinal))
            .Select(fields => Component.Create(
                "library",
                fields["Package"],
                fields["Version"],
                $"pkg:deb/{name}/{Component.Escape(fields["Package"])}@{Component.Escape(fields["Version"])}?arch={fields["Architecture"]}&distro={distribution}"));
    }

    // Continuation lines begin with a space, and none of the fields that are asked for has any.
    private static Dictionary<string, string> Fields(IEnumerable<string> lines, char separator) =>
        lines.Where(line => line.Length > 0 && line[0] != ' ')
            .Select(line => line.Split(separator, 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1].Trim());
}
