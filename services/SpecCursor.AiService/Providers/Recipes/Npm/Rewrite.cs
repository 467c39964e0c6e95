using Acornima.Ast;
using SpecCursor.AiService.JavaScript;

namespace SpecCursor.AiService.Providers.Recipes.Npm;

/// <summary>A file while a recipe changes it.</summary>
/// <param name="file">The file as it was.</param>
/// <param name="targetVersion">The version that the upgrade leads to.</param>
internal sealed class Rewrite(JavaScriptFile file, string targetVersion)
{
    private readonly List<string> _unhandled = [];

    /// <summary>The file as it was.</summary>
    public JavaScriptFile File { get; } = file;

    /// <summary>The version that the upgrade leads to.</summary>
    public string TargetVersion { get; } = targetVersion;

    /// <summary>The changes so far.</summary>
    public SourceEditor Editor { get; } = new(file.Text);

    /// <summary>The node around a node, parentheses left out.</summary>
    public Node? Parent(Node node) => File.Scopes.Parent(File.Outermost(node));

    /// <summary>Notes a use of what broke that can't be repaired.</summary>
    public void Decline(Node node, string reason) => _unhandled.Add($"{File.Path}:{File.LineOf(node.Start)}: {reason}");

    /// <summary>The member access that an expression is the object of: <c>x.name</c> or <c>x['name']</c>; null when it is used otherwise.</summary>
    public MemberExpression? MemberOf(Expression expression) =>
        Parent(expression) is MemberExpression member && member.Object == File.Outermost(expression) ? member : null;

    /// <summary>The name that a member access asks for; null when it is computed.</summary>
    public static string? NameOf(MemberExpression member) => member switch
    {
        { Computed: false, Property: Identifier name } => name.Name,
        { Computed: true, Property: StringLiteral literal } => literal.Value,
        _ => null,
    };

    /// <summary>Gives the property of a member access another name.</summary>
    public void RenameMember(MemberExpression member, string name)
    {
        if (member.Property is StringLiteral literal)
        {
            Editor.Replace(literal.Start + 1, literal.End - 1, name);
        }
        else
        {
            Editor.Replace(member.Property, name);
        }
    }

    /// <summary>Takes other names out of an object, under the same local names.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="rename">The new name of a key, null to leave it.</param>
    public void RenameKeys(ObjectPattern pattern, Func<string, string?> rename)
    {
        foreach (var property in pattern.Properties.OfType<AssignmentProperty>())
        {
            if (property is not { Computed: false, Key: Identifier key } || rename(key.Name) is not { } name)
            {
                continue;
            }

            if (property.Shorthand)
            {
                Editor.Insert(property.Start, $"{name}: ");
            }
            else
            {
                Editor.Replace(key, name);
            }
        }
    }

    /// <summary>Imports another export under the same local name.</summary>
    public void RenameImport(ImportSpecifier specifier, string name)
    {
        Editor.Replace(specifier, name == specifier.Local.Name ? name : $"{name} as {specifier.Local.Name}");
    }

    /// <summary>Exports another of a module's exports under the same name.</summary>
    /// <param name="export">An <c>export { … } from 'p'</c>.</param>
    /// <param name="rename">The new name of an export, null to leave it.</param>
    public void RenameExports(ExportNamedDeclaration export, Func<string, string?> rename)
    {
        foreach (var specifier in export.Specifiers)
        {
            if (specifier.Local is Identifier local && rename(local.Name) is { } name)
            {
                Editor.Replace(local, specifier.Local.Range == specifier.Exported.Range ? $"{name} as {local.Name}" : name);
            }
        }
    }

    /// <summary>Writes an expression in the place of a variable's use.</summary>
    public void ReplaceUse(Expression use, string expression)
    {
        if (File.Scopes.Parent(use) is Property { Shorthand: true } && use is Identifier name)
        {
            Editor.Replace(use, $"{name.Name}: {expression}");
        }
        else
        {
            Editor.Replace(use, expression);
        }
    }

    /// <summary>The end of it.</summary>
    public RecipeResult ToResult() => new()
    {
        NewText = Editor.Count == 0 ? null : Editor.Apply(),
        Unhandled = _unhandled,
    };
}
