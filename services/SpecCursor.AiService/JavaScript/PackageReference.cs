using Acornima.Ast;

namespace SpecCursor.AiService.JavaScript;

/// <summary>One place where a file loads a package, and what it then does with what it got.</summary>
internal sealed record PackageReference
{
    /// <summary>How it is loaded.</summary>
    public required PackageReferenceKind Kind { get; init; }

    /// <summary>The name that it is loaded by, such as <c>uuid/v4</c>.</summary>
    public required StringLiteral Source { get; init; }

    /// <summary>The call or the declaration that loads it; for a named import its specifier.</summary>
    public required Node Load { get; init; }

    /// <summary>The declarator that keeps the required module, or the specifier that names the import.</summary>
    public Node? Declarator { get; init; }

    /// <summary>The name that it is kept under.</summary>
    public Binding? Binding { get; init; }

    /// <summary>
    /// The expressions whose value is what was loaded: the call itself, an <c>await</c> of a dynamic import, or each use of the name. Empty
    /// for a dynamic import that is neither awaited nor given to a function on the spot.
    /// </summary>
    public IReadOnlyList<Expression> Uses { get; init; } = [];

    /// <summary>The patterns that take what was loaded apart.</summary>
    public IReadOnlyList<ObjectPattern> Patterns { get; init; } = [];
}
