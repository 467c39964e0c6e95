using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.AiService.Validation.Rules;

namespace SpecCursor.AiService.Validation.Tests;

/// <summary>What in a file stands for the upgraded package: its loads, and the names that hold it or parts of it.</summary>
internal sealed class PackageNames
{
    private readonly JavaScriptFile _file;
    private readonly Func<string, bool> _matches;
    private readonly HashSet<Binding> _bindings;

    /// <summary>Looks for a package.</summary>
    public PackageNames(JavaScriptFile file, string package)
    {
        _file = file;
        _matches = specifier => specifier == package || specifier.StartsWith(package + "/", StringComparison.Ordinal);
        _bindings = TestLibraries.Bindings(file, _matches);
    }

    /// <summary>
    /// Whether an expression is the package or a part of it: a name that holds it, a load of it, or a member of either, never the result of a
    /// call.
    /// </summary>
    public bool IsPart(Node node) => node switch
    {
        Identifier identifier => _file.Scopes.Resolve(identifier) is { } binding && _bindings.Contains(binding),
        ParenthesizedExpression parenthesized => IsPart(parenthesized.Expression),
        MemberExpression { Computed: false } member => IsPart(member.Object),
        MemberExpression { Property: StringLiteral } member => IsPart(member.Object),
        AwaitExpression { Argument: ImportExpression import } => IsPart(import),
        ImportExpression { Source: StringLiteral source } => _matches(source.Value),
        CallExpression { Callee: Identifier { Name: "require" } callee, Arguments: [StringLiteral source] } => _file.Scopes.IsGlobal(callee) && _matches(source.Value),
        CallExpression { Callee: var callee, Arguments: [var inner] } when IsPromisify(callee) => IsPart(inner),
        _ => false,
    };

    /// <summary>Whether an expression calls the package or makes an object of it.</summary>
    public bool IsCall(Node node) => node switch
    {
        CallExpression call => IsPart(call.Callee),
        NewExpression creation => IsPart(creation.Callee),
        _ => false,
    };

    /// <summary>Whether an expression is a name that holds what a call of the package returned.</summary>
    public bool IsInstance(Node node) =>
        node is Identifier identifier && _file.Scopes.Resolve(identifier) is { IsConstant: true } binding
        && _file.Scopes.Parent(binding.Declarations[0]) is VariableDeclarator { Id: Identifier, Init: { } value } && IsCall(value);

    /// <summary>Whether a statement does nothing but load the package.</summary>
    public bool IsLoad(Node statement) => statement switch
    {
        ImportDeclaration import => _matches(import.Source.Value),
        ExportNamedDeclaration { Source: { } source } => _matches(source.Value),
        VariableDeclaration { Declarations: var declarations } => declarations.All(declarator => declarator.Init is { } init && IsPart(init)),
        _ => false,
    };

    /// <summary>The names that a node declares.</summary>
    public IEnumerable<string> DeclaredBy(Node node) => SyntaxChildren.SelfAndDescendants(node).OfType<Identifier>()
        .Where(identifier => _file.Scopes.Resolve(identifier)?.Declarations.Contains(identifier) == true)
        .Select(identifier => identifier.Name);

    private static bool IsPromisify(Expression callee) =>
        callee is Identifier { Name: "promisify" } or MemberExpression { Computed: false, Property: Identifier { Name: "promisify" } };
}
