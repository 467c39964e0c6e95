using System.Formats.Tar;

namespace SpecCursor.Cli.Images;

/// <summary>
/// The files of one layer as a tar archive that is the same wherever and whenever it is made: sorted, of one date, owned by root, and with one of two
/// modes (<see href="https://reproducible-builds.org/docs/archives/"/>).
/// </summary>
internal sealed class LayerArchive
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The first date that every archive format can hold.</summary>
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Adds a directory that belongs to a user.</summary>
    /// <param name="path">Its path in the image, without a slash at either end.</param>
    /// <param name="owner">The user's and the group's number.</param>
    public LayerArchive AddDirectory(string path, int owner = 0)
    {
        AddParents(path);
        entries[path + "/"] = new Entry(TarEntryType.Directory, Runnable) { Owner = owner };
        return this;
    }

    /// <summary>Adds a link.</summary>
    public LayerArchive AddLink(string path, string target)
    {
        AddParents(path);
        entries[path] = new Entry(TarEntryType.SymbolicLink, Runnable) { Target = target };
        return this;
    }

    /// <summary>Adds a file.</summary>
    /// <param name="path">Its path in the image.</param>
    /// <param name="source">The file on this machine.</param>
    /// <param name="isProgram">Whether it is to be run.</param>
    public LayerArchive AddFile(string path, string source, bool isProgram = false)
    {
        AddParents(path);
        entries[path] = new Entry(TarEntryType.RegularFile, isProgram ? Runnable : Plain) { Source = source };
        return this;
    }

    /// <summary>Adds the files below a directory.</summary>
    /// <param name="path">The directory's path in the image.</param>
    /// <param name="source">The directory on this machine.</param>
    /// <param name="isWanted">Says by the path from the directory which files to add; null for all.</param>
    public LayerArchive AddTree(string path, string source, Func<string, bool>? isWanted = null)
    {
        AddDirectory(path);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(source, file);
            if (isWanted?.Invoke(name) ?? true)
            {
                // NuGet packages mark all of their libraries as programs.
                AddFile($"{path}/{name}", file, Path.GetExtension(name) is not ".dll" && IsProgram(file));
            }
        }

        return this;
    }

    /// <summary>Writes the archive.</summary>
    /// <param name="path">Its file, which is replaced.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await using var writer = new TarWriter(file, TarEntryFormat.Gnu);
        foreach (var (name, entry) in entries)
        {
            await using var content = entry.Source is null ? null : File.OpenRead(entry.Source);
            var written = new GnuTarEntry(entry.Type, name)
            {
                ModificationTime = Date,
                AccessTime = default,
                ChangeTime = default,
                Mode = entry.Mode,
                Uid = entry.Owner,
                Gid = entry.Owner,
            };
            if (entry.Target is { } target)
            {
                written.LinkName = target;
            }

            if (content is not null)
            {
                written.DataStream = content;
            }

            await writer.WriteEntryAsync(written, cancellationToken);
        }
    }

    private static bool IsProgram(string file) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0;

    // Without entries of their own, directories would have the date of the build.
    private void AddParents(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            entries.TryAdd(path[..(slash + 1)], new Entry(TarEntryType.Directory, Runnable));
        }
    }

    private sealed record Entry(TarEntryType Type, UnixFileMode Mode)
    {
        public int Owner { get; init; }

        public string? Source { get; init; }

        public string? Target { get; init; }
    }
}
