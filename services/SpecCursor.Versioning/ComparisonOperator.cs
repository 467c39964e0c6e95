namespace SpecCursor.Versioning;

/// <summary>How a version has to stand to a comparator's bound in the ecosystem's own order.</summary>
public enum ComparisonOperator
{
    /// <summary>Strictly older than the bound.</summary>
    Less,

    /// <summary>The bound itself or older.</summary>
    LessOrEqual,

    /// <summary>The bound itself; build metadata doesn't count.</summary>
    Equal,

    /// <summary>The bound itself or newer.</summary>
    GreaterOrEqual,

    /// <summary>Strictly newer than the bound.</summary>
    Greater,
}
