using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Reads manifests and what they include, each once.</summary>
internal sealed class PythonManifestReader(UpgradeRun run, int maximum)
{
    private const int MaximumRequirements = 50_000;

    private readonly List<PythonManifest> _all = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _includes = new(StringComparer.Ordinal);
    private int _requirements;

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
            _includes[next.Path] = [.. included.Select(file => file.Path).Distinct(StringComparer.Ordinal)];
            included.ForEach(open.Push);
        }

        // pip follows a file that includes itself until it runs out of stack.
        if (FindCycle(path) is { } cyclic)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{cyclic}' includes itself, perhaps by way of others.");
        }

        var closure = Closure(path);
        return [.. _all.Where(manifest => closure.Contains(manifest.Path))];
    }

    /// <summary>The paths of a manifest that was read and of all that it includes.</summary>
    public IReadOnlySet<string> Closure(string path)
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

    /// <summary>A file that leads back to itself; null for none.</summary>
    private string? FindCycle(string path)
    {
        var onTheWay = new HashSet<string>(StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Path, bool IsLeft)>([(path, false)]);
        while (open.TryPop(out var next))
        {
            if (next.IsLeft)
            {
                onTheWay.Remove(next.Path);
                done.Add(next.Path);
            }
            else if (!done.Contains(next.Path))
            {
                if (!onTheWay.Add(next.Path))
                {
                    return next.Path;
                }

                open.Push((next.Path, true));
                foreach (var included in _includes[next.Path])
                {
                    open.Push((included, false));
                }
            }
        }

        return null;
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
        _requirements += manifest.Requirements.Count + manifest.Options.Count;
        return _requirements <= MaximumRequirements
            ? manifest
            : throw new StepFailedException(FailureCodes.InvalidManifest, $"The project's manifests have more than {MaximumRequirements:N0} requirements and options.");
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
