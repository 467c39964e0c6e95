using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>A <c>Cargo.lock</c>, of any version that cargo reads.</summary>
internal sealed class CargoLock
{
    public const string FileName = "Cargo.lock";
    public const int MaximumBytes = 4 * 1024 * 1024;

    private const int MaximumPackages = 20_000;
    private const int MaximumServers = 50;

    private readonly ILookup<(string Name, string Version), CargoLockedPackage> _byName;

    private CargoLock(IReadOnlyList<CargoLockedPackage> packages)
    {
        Packages = packages;
        _byName = packages.ToLookup(package => (package.Name, package.Version));
    }

    public IReadOnlyList<CargoLockedPackage> Packages { get; }

    /// <summary>The servers of git repositories that packages come from, at most fifty.</summary>
    public IReadOnlyList<EgressHost> Servers =>
    [
        .. Packages.Where(package => package.Kind == PackageSource.Git)
            .Select(package => Uri.TryCreate(package.Source!["git+".Length..], UriKind.Absolute, out var address) ? address : null)
            .OfType<Uri>()
            .Where(address => address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.HostNameType == UriHostNameType.Dns)
            .Select(address => EgressHost.Of(address, isTrusted: false))
            .Distinct()
            .Take(MaximumServers),
    ];

    /// <exception cref="StepFailedException">It is no lockfile, has more than 20,000 packages, or has packages of a registry that isn't supported.</exception>
    public static CargoLock Parse(string path, byte[] content)
    {
        var packages = Read(path, content);
        if (packages.Count > MaximumPackages)
        {
            throw new StepFailedException(FailureCodes.LockfileTooLarge, $"'{path}' locks more than {MaximumPackages:N0} packages.");
        }

        return packages.Find(package => package.Kind == PackageSource.Url) is { } other
            ? throw new StepFailedException(
                FailureCodes.UnsupportedRegistry, $"'{path}' has '{other.Name}' of another registry than crates.io ({other.Source}), which is not supported yet.")
            : new CargoLock(packages);
    }

    /// <summary>The package that cargo describes; null where it isn't locked.</summary>
    public CargoLockedPackage? Find(string name, string version, string? source)
    {
        // Cargo may write a git repository's address in several ways.
        var candidates = _byName[(name, version)].ToList();
        return candidates.Count == 1 ? candidates[0] : candidates.Find(package => package.Source == source);
    }

    private static List<CargoLockedPackage> Read(string path, byte[] content)
    {
        try
        {
            var entries = TomlFile.Read(content);

            // Until version 2, the checksums stood together at the end.
            var checksums = entries.Where(entry => entry is { Path: ["metadata", _], Text: not null }).ToDictionary(entry => entry.Path[1], entry => entry.Text);
            var packages = entries
                .Where(entry => entry is { Path: ["package", _, _], Text: not null })
                .GroupBy(entry => entry.Path[1], entry => (Key: entry.Path[2], entry.Text))
                .Select(group => Package(group.ToDictionary(entry => entry.Key, entry => entry.Text!, StringComparer.Ordinal)))
                .ToList();
            return packages.ConvertAll(package => package.Checksum is null ? package with { Checksum = checksums.GetValueOrDefault($"checksum {package.Id}") } : package);
        }
        catch (FormatException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{path}' can't be read as a Cargo.lock: {exception.Message}.");
        }
    }

    private static CargoLockedPackage Package(Dictionary<string, string> values) =>
        values.TryGetValue("name", out var name) && values.TryGetValue("version", out var version)
            ? new CargoLockedPackage(name, version, values.GetValueOrDefault("source"), values.GetValueOrDefault("checksum"))
            : throw new FormatException("a package has no name or no version");
}
