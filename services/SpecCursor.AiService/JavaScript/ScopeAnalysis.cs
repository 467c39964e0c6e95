using Acornima.Ast;

namespace SpecCursor.AiService.JavaScript;

/// <summary>
/// Resolves the names of a file in two walks: the first finds what each scope declares (a name may be used before its declaration), the
/// second what each identifier means. Follows ECMA-262's static scoping, that of parameters' defaults too; a function declared in a block is visible in
/// the function around it (annex B.3.2).
/// </summary>
internal sealed class ScopeAnalysis
{
    /// <summary>The deepest tree that is analysed; handwritten source stays below a hundred.</summary>
    private const int MaximumDepth = 1500;

    private readonly Dictionary<Node, LexicalScope> _scopes = [];
    private readonly Dictionary<Node, Node> _parents = [];
    private readonly Dictionary<Identifier, Binding?> _meanings = [];
    private readonly HashSet<Identifier> _declaring = [];
    private int _depth;

    private ScopeAnalysis()
    {
    }

    /// <summary>Analyses a whole file.</summary>
    /// <exception cref="SourceTooDeepException">The source is nested too deeply.</exception>
    public static ScopeMap Analyse(Acornima.Ast.Program program)
    {
        var analysis = new ScopeAnalysis();
        var root = new LexicalScope(null, isFunction: true);
        analysis._scopes[program] = root;
        analysis.DeclareChildren(program, root);
        analysis.Resolve(program, root);
        return new ScopeMap(root, analysis._meanings, analysis._parents);
    }

    private void DeclareChildren(Node node, LexicalScope scope)
    {
        Descend();
        foreach (var child in SyntaxChildren.Of(node))
        {
            _parents[child] = node;
            Declare(child, scope);
        }

        _depth--;
    }

    private void Descend()
    {
        if (++_depth > MaximumDepth)
        {
            throw new SourceTooDeepException();
        }
    }

    private void Declare(Node node, LexicalScope scope)
    {
        switch (node)
        {
            case IFunction function:
                DeclareFunction(node, function, scope);
                return;
            case IClass declaration:
                DeclareClass(node, declaration, scope);
                return;
            case FunctionBody:
                DeclareChildren(node, HasScopeOfItsOwn(node) ? Open(node, scope, isFunction: true) : scope);
                return;
            case SwitchStatement choice:
                DeclareSwitch(choice, scope);
                return;
            case BlockStatement or ForStatement or ForInStatement or ForOfStatement:
                DeclareChildren(node, Open(node, scope, isFunction: node is StaticBlock));
                return;
            case CatchClause clause:
                var inside = Open(node, scope);
                DeclarePattern(clause.Param, inside);
                DeclareChildren(node, inside);
                return;
            case VariableDeclaration declaration:
                DeclareVariables(declaration, scope);
                DeclareChildren(node, scope);
                return;
            case ImportDeclarationSpecifier specifier:
                DeclareName(specifier.Local, scope);
                DeclareChildren(node, scope);
                return;
            default:
                DeclareChildren(node, scope);
                return;
        }
    }

    private void DeclareFunction(Node node, IFunction function, LexicalScope scope)
    {
        if (node is FunctionDeclaration { Id: { } name })
        {
            scope.FunctionScope.Share(DeclareName(name, scope));
        }

        var inside = Open(node, scope, isFunction: true);
        if (node is FunctionExpression { Id: { } own })
        {
            DeclareName(own, inside);
        }

        foreach (var parameter in function.Params)
        {
            DeclarePattern(parameter, inside);
        }

        DeclareChildren(node, inside);
    }

    /// <summary>What is chosen by doesn't see what the cases declare.</summary>
    private void DeclareSwitch(SwitchStatement choice, LexicalScope scope)
    {
        var inside = Open(choice, scope);
        Descend();
        foreach (var child in SyntaxChildren.Of(choice))
        {
            _parents[child] = choice;
            Declare(child, ReferenceEquals(child, choice.Discriminant) ? scope : inside);
        }

        _depth--;
    }

    /// <summary>Parameters' defaults don't see what the body declares.</summary>
    private bool HasScopeOfItsOwn(Node body) => _parents[body] is IFunction function && function.Params.Any(parameter => parameter is not Identifier);

    private void DeclareClass(Node node, IClass declaration, LexicalScope scope)
    {
        var inside = Open(node, scope);
        if (declaration.Id is { } name)
        {
            DeclareName(name, node is ClassDeclaration ? scope : inside);
        }

        DeclareChildren(node, inside);
    }

    private void DeclareVariables(VariableDeclaration declaration, LexicalScope scope)
    {
        var owner = declaration.Kind == VariableDeclarationKind.Var ? scope.FunctionScope : scope;
        foreach (var declarator in declaration.Declarations)
        {
            DeclarePattern(declarator.Id, owner);
        }
    }

    private LexicalScope Open(Node node, LexicalScope parent, bool isFunction = false)
    {
        var scope = new LexicalScope(parent, isFunction);
        _scopes[node] = scope;
        return scope;
    }

    private Binding DeclareName(Identifier name, LexicalScope scope)
    {
        var binding = scope.Own(name.Name);
        binding.Declare(name);
        _declaring.Add(name);
        _meanings[name] = binding;
        return binding;
    }

    private void DeclarePattern(Node? pattern, LexicalScope scope)
    {
        foreach (var name in Targets(pattern))
        {
            DeclareName(name, scope);
        }
    }

    private void Resolve(Node node, LexicalScope scope)
    {
        Descend();
        var inside = _scopes.GetValueOrDefault(node, scope);
        MarkWrites(node, inside);
        foreach (var child in SyntaxChildren.Of(node))
        {
            if (child is not Identifier identifier)
            {
                Resolve(child, ReferenceEquals(child, (node as SwitchStatement)?.Discriminant) ? scope : inside);
            }
            else if (!_declaring.Contains(identifier) && IdentifierRoles.IsReference(identifier, node))
            {
                var binding = (ReferenceEquals(child, (node as SwitchStatement)?.Discriminant) ? scope : inside).Find(identifier.Name);
                binding?.Refer(identifier);
                _meanings[identifier] = binding;
            }
        }

        _depth--;
    }

    private static void MarkWrites(Node node, LexicalScope scope)
    {
        var target = node switch
        {
            AssignmentExpression assignment => assignment.Left,
            UpdateExpression update => update.Argument,
            ForInStatement loop when loop.Left is not VariableDeclaration => loop.Left,
            ForOfStatement loop when loop.Left is not VariableDeclaration => loop.Left,
            _ => null,
        };
        foreach (var name in Targets(target))
        {
            scope.Find(name.Name)?.MarkReassigned();
        }
    }

    private static IEnumerable<Identifier> Targets(Node? pattern) => pattern switch
    {
        Identifier identifier => [identifier],
        ObjectPattern objectPattern => objectPattern.Properties.SelectMany(Targets),
        ArrayPattern arrayPattern => arrayPattern.Elements.SelectMany(Targets),
        AssignmentPattern assignment => Targets(assignment.Left),
        AssignmentProperty property => Targets(property.Value),
        RestElement rest => Targets(rest.Argument),
        ParenthesizedExpression parenthesized => Targets(parenthesized.Expression),
        _ => [],
    };
}
