using Acornima.Ast;

namespace SpecCursor.AiService.JavaScript;

/// <summary>Finds where a file loads packages.</summary>
internal sealed class PackageReferences
{
    private readonly JavaScriptFile _file;
    private readonly Func<string, bool> _matches;
    private readonly List<PackageReference> _found = [];

    private PackageReferences(JavaScriptFile file, Func<string, bool> matches)
    {
        _file = file;
        _matches = matches;
    }

    /// <summary>Every load of a package, in source order.</summary>
    /// <param name="file">The file.</param>
    /// <param name="matches">Whether a module specifier is meant.</param>
    public static IReadOnlyList<PackageReference> In(JavaScriptFile file, Func<string, bool> matches)
    {
        var search = new PackageReferences(file, matches);
        foreach (var node in SyntaxChildren.SelfAndDescendants(file.Tree))
        {
            search.Visit(node);
        }

        return search._found;
    }

    private void Visit(Node node)
    {
        switch (node)
        {
            case CallExpression { Arguments: [StringLiteral source] } call when _matches(source.Value) && IsRequire(call.Callee):
                AddRequire(call, source);
                break;
            case ImportDeclaration import when _matches(import.Source.Value):
                AddImport(import);
                break;
            case ImportExpression { Source: StringLiteral source } when _matches(source.Value):
                AddDynamicImport((ImportExpression)node, source);
                break;
            case ExportNamedDeclaration { Source: { } source } when _matches(source.Value):
                _found.Add(new() { Kind = PackageReferenceKind.ReExport, Source = source, Load = node });
                break;
            case ExportAllDeclaration { Source: var source } when _matches(source.Value):
                _found.Add(new() { Kind = PackageReferenceKind.ReExport, Source = source, Load = node });
                break;
        }
    }

    /// <summary>The global <c>require</c>, or one that <c>createRequire</c> made.</summary>
    private bool IsRequire(Expression callee)
    {
        if (callee is not Identifier { Name: "require" } identifier)
        {
            return false;
        }

        return _file.Scopes.Resolve(identifier) is not { IsOfBlock: false } binding
            || (binding.IsConstant
                && _file.Scopes.Parent(binding.Declarations[0]) is VariableDeclarator { Init: CallExpression { Callee: var maker } }
                && maker is Identifier { Name: "createRequire" } or MemberExpression { Property: Identifier { Name: "createRequire" } });
    }

    private void AddRequire(CallExpression call, StringLiteral source)
    {
        AddValue(new() { Kind = PackageReferenceKind.Require, Source = source, Load = call }, call);
    }

    private void AddDynamicImport(ImportExpression import, StringLiteral source)
    {
        var reference = new PackageReference { Kind = PackageReferenceKind.ImportDynamic, Source = source, Load = import };
        switch (_file.Scopes.Parent(import))
        {
            case AwaitExpression awaited:
                AddValue(reference, awaited);
                break;
            case MemberExpression { Property: Identifier { Name: "then" } } then when ParameterOf(then) is { } parameter:
                _found.Add(parameter switch
                {
                    Identifier name => WithUses(reference, _file.Scopes.Resolve(name)),
                    ObjectPattern pattern => reference with { Patterns = [pattern] },
                    _ => reference,
                });
                break;
            default:
                _found.Add(reference);
                break;
        }
    }

    /// <summary>What <c>import('p').then(parameter => …)</c> calls the module.</summary>
    private Node? ParameterOf(MemberExpression then) =>
        _file.Scopes.Parent(then) is CallExpression { Arguments: [IFunction { Params: [var parameter, ..] }, ..] } call && call.Callee == then ? parameter : null;

    private void AddValue(PackageReference reference, Expression value)
    {
        if (_file.Scopes.Parent(_file.Outermost(value)) is not VariableDeclarator declarator)
        {
            _found.Add(reference with { Uses = [value] });
            return;
        }

        _found.Add(declarator.Id switch
        {
            Identifier name => WithUses(reference with { Declarator = declarator }, _file.Scopes.Resolve(name)),
            ObjectPattern pattern => reference with { Declarator = declarator, Patterns = [pattern] },
            _ => reference with { Uses = [value] },
        });
    }

    private void AddImport(ImportDeclaration import)
    {
        if (import.Specifiers.Count == 0)
        {
            _found.Add(new() { Kind = PackageReferenceKind.ImportBare, Source = import.Source, Load = import });
        }

        foreach (var specifier in import.Specifiers)
        {
            var kind = specifier switch
            {
                ImportDefaultSpecifier => PackageReferenceKind.ImportDefault,
                ImportNamespaceSpecifier => PackageReferenceKind.ImportNamespace,
                _ => PackageReferenceKind.ImportNamed,
            };
            var reference = new PackageReference { Kind = kind, Source = import.Source, Load = import, Declarator = specifier };
            _found.Add(WithUses(reference, _file.Scopes.Resolve(specifier.Local)));
        }
    }

    private PackageReference WithUses(PackageReference reference, Binding? binding)
    {
        List<Expression> uses = [];
        List<ObjectPattern> patterns = [];
        foreach (var use in binding?.References ?? [])
        {
            if (_file.Scopes.Parent(_file.Outermost(use)) is VariableDeclarator { Id: ObjectPattern pattern })
            {
                patterns.Add(pattern);
            }
            else
            {
                uses.Add(use);
            }
        }

        return reference with { Binding = binding, Uses = uses, Patterns = patterns };
    }
}
