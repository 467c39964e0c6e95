using System.Security;
using System.Text;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>
/// What <c>dotnet</c> is started on: the repository's solution, its only project, or, where there are several of either, a file of our own that goes
/// through all projects.
/// </summary>
/// <param name="Path">Repository-relative.</param>
/// <param name="Projects">The projects to go through; empty where the repository has the file itself.</param>
internal sealed record DotNetEntry(string Path, IReadOnlyList<string> Projects)
{
    private const string OwnFile = ".speccursor-all-projects.proj";
    private static readonly string[] SolutionExtensions = [".slnx", ".sln"];

    /// <summary>Where it is, repository-relative; empty for the root.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? string.Empty;

    /// <summary>Its name as an argument in <see cref="Folder"/>: no option, whatever it begins with.</summary>
    public string Argument => $"./{System.IO.Path.GetFileName(Path)}";

    public bool IsSolution => SolutionExtensions.Contains(System.IO.Path.GetExtension(Path).ToLowerInvariant());

    /// <param name="paths">Every file of the repository.</param>
    /// <param name="projects">Its projects, those nearest to the root first; at least one.</param>
    public static DotNetEntry Choose(IEnumerable<string> paths, IReadOnlyList<string> projects)
    {
        var solutions = paths
            .Where(path => SolutionExtensions.Contains(System.IO.Path.GetExtension(path).ToLowerInvariant()))
            .GroupBy(path => path.Count(character => character == '/'))
            .MinBy(group => group.Key)?
            .ToList() ?? [];

        // The same solution in both forms counts as one.
        var names = solutions.Select(path => System.IO.Path.ChangeExtension(path, null)).Distinct(StringComparer.Ordinal).Count();
        return names == 1 ? new DotNetEntry(solutions.MaxBy(path => path.Length)!, [])
            : projects.Count == 1 ? new DotNetEntry(projects[0], [])
            : new DotNetEntry(OwnFile, projects);
    }

    /// <summary>The file of our own.</summary>
    public byte[] Content()
    {
        var text = new StringBuilder("<Project DefaultTargets=\"Build\">\n  <ItemGroup>\n");
        foreach (var project in Projects)
        {
            text.Append("    <Entry Include=\"").Append(SecurityElement.Escape(Escape(project))).Append("\" />\n");
        }

        text.Append("  </ItemGroup>\n");
        foreach (var target in (string[])["Restore", "Build", "VSTest"])
        {
            text.Append("  <Target Name=\"").Append(target).Append("\">\n    <MSBuild Projects=\"@(Entry)\" Targets=\"").Append(target).Append("\" />\n  </Target>\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("</Project>\n").ToString());
    }

    /// <summary>Characters that mean something to MSBuild or XML.</summary>
    private static string Escape(string path) => string.Concat(path.Select(character => char.IsControl(character) || "%$@'();?*".Contains(character, StringComparison.Ordinal)
        ? $"%{(int)character:x2}"
        : character.ToString()));
}
