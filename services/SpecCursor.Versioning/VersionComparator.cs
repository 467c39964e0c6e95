namespace SpecCursor.Versioning;

/// <summary>One bound of a range.</summary>
/// <param name="Operator">How a version has to stand to <paramref name="Bound"/>.</param>
/// <param name="Bound">The version that is compared with.</param>
public sealed record VersionComparator(ComparisonOperator Operator, IPackageVersion Bound);
