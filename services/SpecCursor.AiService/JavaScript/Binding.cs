using Acornima.Ast;

namespace SpecCursor.AiService.JavaScript;

/// <summary>One name that a scope declares, and every place that means it.</summary>
internal sealed class Binding(string name)
{
    private readonly List<Identifier> _declarations = [];
    private readonly List<Identifier> _references = [];

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Where it is declared: more than once for a repeated <c>var</c>.</summary>
    public IReadOnlyList<Identifier> Declarations => _declarations;

    /// <summary>Where it is read or written, in source order, declarations left out.</summary>
    public IReadOnlyList<Identifier> References => _references;

    /// <summary>Whether something other than one declaration gives it a value, so that what it holds is not known.</summary>
    public bool IsReassigned { get; private set; }

    /// <summary>Whether it holds what its one declaration gave it, always.</summary>
    public bool IsConstant => !IsReassigned && _declarations.Count == 1;

    /// <summary>
    /// Whether it is a function that a block declares: outside of the block the name means it too, or something else, as the mode of the code around it and
    /// what else is declared there decide.
    /// </summary>
    public bool IsOfBlock { get; private set; }

    internal void MarkOfBlock() => IsOfBlock = true;

    internal void Declare(Identifier identifier) => _declarations.Add(identifier);

    internal void Refer(Identifier identifier) => _references.Add(identifier);

    internal void MarkReassigned() => IsReassigned = true;
}
