using System.Collections.Immutable;
using SpecCursor.Versioning.SemVer;

namespace SpecCursor.Versioning.Cargo;

/// <summary>One part of a requirement's list. Numbers that are missing or wildcards are null.</summary>
internal sealed record CargoComparator
{
    /// <summary>Nothing precedes this bound that versions are asked to precede.</summary>
    public static VersionComparator Nothing { get; } = new(ComparisonOperator.Less, CargoVersion.First(0, 0, 0));

    public required CargoOperator Operator { get; init; }

    public required long Major { get; init; }

    public required long? Minor { get; init; }

    public required long? Patch { get; init; }

    public required ImmutableArray<PrereleaseIdentifier> Prerelease { get; init; }

    /// <summary>Where the version, without the operator, stands in the text.</summary>
    public required Range Place { get; init; }

    /// <summary>Whether numbers are missing.</summary>
    public bool IsPartial => Patch is null;

    /// <summary>The first version with these numbers; the version itself where it is written in full.</summary>
    public CargoVersion Start => IsPartial
        ? CargoVersion.First(Major, Minor ?? 0, 0)
        : new CargoVersion(Major, Minor!.Value, Patch!.Value, Prerelease, []);

    /// <summary>The bounds that hold of all versions that match, and of no others but those of <see cref="RefusesPrereleasesOf"/>.</summary>
    public ImmutableArray<VersionComparator> Bounds => Operator switch
    {
        CargoOperator.Exact when !IsPartial => [new(ComparisonOperator.Equal, Start)],
        CargoOperator.Exact or CargoOperator.Wildcard => [FromStart, .. Before(LastWritten)],
        CargoOperator.Tilde => [FromStart, .. Before(Math.Min(LastWritten, 1))],
        CargoOperator.Greater when !IsPartial => [new(ComparisonOperator.Greater, Start)],
        CargoOperator.Greater => [Next(LastWritten) is { } next ? new(ComparisonOperator.GreaterOrEqual, next) : Nothing],
        CargoOperator.GreaterOrEqual => [FromStart],
        CargoOperator.Less => [new(ComparisonOperator.Less, Start)],
        CargoOperator.LessOrEqual when !IsPartial => [new(ComparisonOperator.LessOrEqual, Start)],
        CargoOperator.LessOrEqual => Before(LastWritten),
        _ => [FromStart, .. Before(FirstThatMayNotChange)],
    };

    private VersionComparator FromStart => new(ComparisonOperator.GreaterOrEqual, Start);

    private int LastWritten => Minor is null ? 0 : IsPartial ? 1 : 2;

    /// <summary>The leftmost number that isn't zero, as far as numbers are written.</summary>
    private int FirstThatMayNotChange => Major > 0 ? 0 : Minor > 0 ? 1 : LastWritten;

    /// <summary>
    /// Whether prereleases of these numbers don't match although they lie between the bounds. The <c>semver</c> crate compares a missing
    /// prerelease like one that isn't there, so <c>1.2.*</c>, <c>~1.2</c> and the like are releases only.
    /// </summary>
    public bool RefusesPrereleasesOf(CargoVersion version) =>
        IsPartial
        && Operator is not (CargoOperator.Caret or CargoOperator.Greater or CargoOperator.Less)
        && version.Major == Major
        && (Minor is null || version.Minor == Minor);

    private ImmutableArray<VersionComparator> Before(int component) =>
        Next(component) is { } next ? [new(ComparisonOperator.Less, next)] : [];

    /// <summary>The first version with a higher number at the component or, where there is none, at one before; null where there is none at all.</summary>
    private CargoVersion? Next(int component) => component switch
    {
        2 when Patch < long.MaxValue => CargoVersion.First(Major, Minor!.Value, Patch.Value + 1),
        > 0 when Minor < long.MaxValue => CargoVersion.First(Major, Minor.Value + 1, 0),
        _ => Major < long.MaxValue ? CargoVersion.First(Major + 1, 0, 0) : null,
    };
}
