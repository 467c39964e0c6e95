using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Reads manifests and what they include, each once.</summary>
internal sealed class PythonManifestReader(UpgradeRun run, int maximum)
{
    private readonly List<PythonManifest> _all = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _includes = new(StringComparer.Ordinal);

    /// <summary>What was read, in the order of reading.</summary>
    public IReadOnlyList<PythonManifest> All => _all;

    /// <summary>Reads a manifest and all that it includes.</summary>
    /// <exception cref="StepFailedException">One of them isn't there, can't be read, or there are too many.</exception>
    public async Task<IReadOnlyList<PythonManifest>> ReadAsync(string path, bool isConstraints, CancellationToken cancellationToken)
    {
        var open = new Stack<(string Path, bool IsConstraints)>([(path, isConstraints)]);
        while (open.TryPop(out var next))
        {
            if (_includes.ContainsKey(next.Path))
            {
                continue;
            }

            var manifest = await ReadOneAsync(next.Path, next.IsConstraints, cancellationToken);
            var included = manifest.Options
                .Where(option => option.Name is PipOption.Requirement or PipOption.Constraint)
                .Select(option => (Path: Resolve(next.Path, option.Value), IsConstraints: next.IsConstraints || option.Name == PipOption.Constraint))
                .ToList();
            _includes[next.Path] = [.. included.Select(file => file.Path)];
            included.ForEach(open.Push);
        }

        var closure = Closure(path).ToHashSet(StringComparer.Ordinal);
        if (closure.FirstOrDefault(file => _includes[file].SelectMany(Closure).Contains(file)) is { } cyclic)
        {
            // pip follows such includes until it runs out of stack.
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{cyclic}' includes itself, perhaps by way of others.");
        }

        return [.. _all.Where(manifest => closure.Contains(manifest.Path))];
    }

    /// <summary>The paths of a manifest that was read and of all that it includes.</summary>
    public IEnumerable<string> Closure(string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([path]);
        while (open.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                foreach (var included in _includes.GetValueOrDefault(next, []))
                {
                    open.Push(included);
                }
            }
        }

        return seen;
    }

    private async Task<PythonManifest> ReadOneAsync(string path, bool isConstraints, CancellationToken cancellationToken)
    {
        if (_all.Count == maximum)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"More than {maximum} requirements files are included by each other.");
        }

        var content = await run.Workspace.Tree.ReadAsync(path, PythonManifest.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.ManifestNotFound, $"'{path}' is not there.");
        var manifest = PythonManifest.Parse(path, content, isConstraints);
        _all.Add(manifest);
        return manifest;
    }

    private static string Resolve(string includer, string included)
    {
        if (included.Contains("://", StringComparison.Ordinal) || included.Contains("${", StringComparison.Ordinal) || Path.IsPathRooted(included))
        {
            throw new StepFailedException(
                FailureCodes.InvalidManifest, $"'{includer}' includes '{included}', which is no file of the repository and is not followed.");
        }

        var parts = new List<string>(includer.Split('/').SkipLast(1));
        foreach (var part in included.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                throw new StepFailedException(FailureCodes.UnsafePath, $"'{includer}' includes '{included}', which is outside of the repository.");
            }
        }

        return string.Join('/', parts);
    }
}
