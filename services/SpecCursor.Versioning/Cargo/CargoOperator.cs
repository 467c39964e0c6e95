namespace SpecCursor.Versioning.Cargo;

/// <summary>What stands before a version in a requirement.</summary>
internal enum CargoOperator
{
    /// <summary><c>^</c>, or nothing: what is compatible by Semantic Versioning.</summary>
    Caret,

    /// <summary><c>~</c>: the same minor.</summary>
    Tilde,

    /// <summary>Nothing, but there is a <c>*</c> among the numbers.</summary>
    Wildcard,

    /// <summary><c>=</c>.</summary>
    Exact,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,
}
