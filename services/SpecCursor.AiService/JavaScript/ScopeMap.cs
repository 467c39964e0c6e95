using Acornima.Ast;

namespace SpecCursor.AiService.JavaScript;

/// <summary>What every name of a file means, and what every node stands in.</summary>
internal sealed class ScopeMap
{
    private readonly Dictionary<Identifier, Binding?> _meanings;
    private readonly Dictionary<Node, Node> _parents;

    internal ScopeMap(LexicalScope root, Dictionary<Identifier, Binding?> meanings, Dictionary<Node, Node> parents)
    {
        Root = root;
        _meanings = meanings;
        _parents = parents;
    }

    /// <summary>The file's own scope.</summary>
    public LexicalScope Root { get; }

    /// <summary>Names that the file uses and doesn't declare.</summary>
    public IEnumerable<Identifier> Globals => _meanings.Where(pair => pair.Value is null).Select(pair => pair.Key);

    /// <summary>What a name means; null for a global, and for an identifier that is no reference (a key, a label).</summary>
    public Binding? Resolve(Identifier identifier) => _meanings.GetValueOrDefault(identifier);

    /// <summary>Whether an identifier is a use of something that the file doesn't declare.</summary>
    public bool IsGlobal(Identifier identifier) => _meanings.TryGetValue(identifier, out var binding) && binding is null;

    /// <summary>Whether an identifier may be such a use, where that is more than can be told.</summary>
    public bool MayBeGlobal(Identifier identifier) => _meanings.TryGetValue(identifier, out var binding) && binding is null or { IsOfBlock: true };

    /// <summary>Whether an identifier reads, writes or declares a variable, and is not merely a key or a label.</summary>
    public bool IsVariable(Identifier identifier) => _meanings.ContainsKey(identifier);

    /// <summary>The node around a node; null for the program.</summary>
    public Node? Parent(Node node) => _parents.GetValueOrDefault(node);
}
