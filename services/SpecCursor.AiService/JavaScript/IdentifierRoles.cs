using Acornima.Ast;

namespace SpecCursor.AiService.JavaScript;

/// <summary>Tells the identifiers that mean a variable from those that are keys, labels or names of exports.</summary>
internal static class IdentifierRoles
{
    /// <summary>Whether an identifier, as the child of a node, means a variable.</summary>
    public static bool IsReference(Identifier identifier, Node parent) => parent switch
    {
        MemberExpression member => member.Computed || ReferenceEquals(member.Object, identifier),
        Property property => property.Shorthand || property.Computed || ReferenceEquals(property.Value, identifier),
        ClassProperty property => property.Computed || ReferenceEquals(property.Value, identifier),
        ImportSpecifier specifier => ReferenceEquals(specifier.Local, identifier),
        ExportSpecifier specifier => ReferenceEquals(specifier.Local, identifier),
        LabeledStatement or BreakStatement or ContinueStatement or MetaProperty or ImportAttribute or ExportAllDeclaration => false,
        _ => true,
    };
}
