using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing;

/// <summary>The directory that a deployment is written to. It holds all that the deployment needs, so that it can be taken elsewhere.</summary>
/// <param name="root">The directory.</param>
internal sealed class OutputDirectory(string root)
{
    private const string Configuration = "configuration";

    // What people read, and what tests read: no program does.
    private static readonly string[] Unread = ["README.md", "tests"];

    /// <summary>The directory.</summary>
    public string Root { get; } = Directory.CreateDirectory(root).FullName;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its path in the directory.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return File.WriteAllTextAsync(file, text, cancellationToken);
    }

    /// <summary>Copies a program's configuration, fitted to the installation. What was there of an earlier time is replaced.</summary>
    /// <param name="program">The program.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where each is in the directory, where it is in the container, and its files, relative to both; the empty path for a single file.</returns>
    public async Task<IReadOnlyList<(string Path, string Target, IReadOnlyList<string> Files)>> CopyConfigurationAsync(DeployedProgram program, CancellationToken cancellationToken)
    {
        var own = Path.Combine(Root, Configuration, program.Name);
        if (Directory.Exists(own))
        {
            Directory.Delete(own, recursive: true);
        }

        List<(string, string, IReadOnlyList<string>)> copied = [];
        foreach (var (source, target) in program.Files.Where(file => file.Source != "/"))
        {
            var isFile = File.Exists(source);
            var files = isFile ? [""] : FilesOf(source);
            var place = Path.Combine(Configuration, program.Name, isFile ? Path.GetFileName(target) : "");
            foreach (var file in files)
            {
                var text = await File.ReadAllTextAsync(Path.Combine(source, file), cancellationToken);
                var fit = program.Annotations.OfType<FittedFileAnnotation>().FirstOrDefault(fitted => fitted.File == file);
                await WriteAsync(Path.Combine(place, file), fit is null ? text : fit.Fit(text), cancellationToken);
            }

            copied.Add((Path.TrimEndingDirectorySeparator(place), target, files));
        }

        return copied;
    }

    private static IReadOnlyList<string> FilesOf(string source) =>
    [
        .. Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(source, file))
            .Where(file => !Unread.Contains(file.Split(Path.DirectorySeparatorChar)[0]))
            .Order(StringComparer.Ordinal),
    ];
}
