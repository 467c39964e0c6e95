using System.Runtime.CompilerServices;
using Acornima.Ast;
using SpecCursor.AiService.JavaScript;

namespace SpecCursor.AiService.Validation.Tests;

/// <summary>
/// Compares a test file with what a patch makes of it. The two must be the same but for how they load, name and call the upgraded package:
/// every other difference may change what is tested, and is not judged but refused.
/// </summary>
internal sealed class TestComparison
{
    private readonly JavaScriptFile _before;
    private readonly JavaScriptFile _after;
    private readonly PackageNames _namesBefore;
    private readonly PackageNames _namesAfter;
    private readonly PromiseConversion _conversion;
    private readonly HashSet<string> _globals;

    /// <summary>What was compared already: statements are compared in more than one pairing, and nested ones would be so ever more often.</summary>
    private readonly Dictionary<(Node Before, Node After, bool IsOption), Node?> _compared = [];

    private TestComparison(JavaScriptFile before, JavaScriptFile after, string package)
    {
        _before = before;
        _after = after;
        _namesBefore = new PackageNames(before, package);
        _namesAfter = new PackageNames(after, package);
        _conversion = new PromiseConversion(_namesBefore, _namesAfter, Compare);
        _globals = before.Scopes.Globals.Select(identifier => identifier.Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The first difference that isn't harmless, with its line; null when there is none.</summary>
    public static string? Difference(JavaScriptFile before, JavaScriptFile after, string package)
    {
        var comparison = new TestComparison(before, after, package);
        return comparison.Compare(before.Tree, after.Tree, isOption: false) is { } place
            ? $"line {before.LineOf(place.Start)}: {Excerpt(before.TextOf(place))}"
            : null;
    }

    /// <summary>Compares two nodes.</summary>
    /// <param name="before">A node of the file as it was.</param>
    /// <param name="after">The node in its place.</param>
    /// <param name="isOption">Whether they are arguments of the package, whose options may have other names.</param>
    /// <returns>The node that differs, of the file as it was.</returns>
    private Node? Compare(Node before, Node after, bool isOption)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_compared.TryGetValue((before, after, isOption), out var difference))
        {
            difference = CompareAnew(before, after, isOption);
            _compared.Add((before, after, isOption), difference);
        }

        return difference;
    }

    private Node? CompareAnew(Node before, Node after, bool isOption)
    {
        if (_before.Tokens.Of(before) == _after.Tokens.Of(after) || IsHarmless(before, after))
        {
            return null;
        }

        if (before is Acornima.Ast.Program or BlockStatement && after is Acornima.Ast.Program or BlockStatement)
        {
            return CompareStatements(before, Statements(before), Statements(after));
        }

        if (after is AwaitExpression awaited && _namesBefore.IsCall(before))
        {
            return Compare(before, awaited.Argument, isOption);
        }

        if (isOption && before is ObjectProperty { Computed: false } option && after is ObjectProperty { Computed: false } renamed)
        {
            return Compare(option.Value, renamed.Value, isOption);
        }

        if (_conversion.Matches(before, after))
        {
            return null;
        }

        return IsSameForm(before, after) ? CompareChildren(before, after, isOption) : before;
    }

    private bool IsHarmless(Node before, Node after) => (before, after) switch
    {
        (StringLiteral one, StringLiteral other) => one.Value == other.Value,
        (VariableDeclarator one, VariableDeclarator other) =>
            one.Init is { } loaded && _namesBefore.IsPart(loaded) && other.Init is { } loads && _namesAfter.IsPart(loads) && KeepsNames(before, after),
        (ExportNamedDeclaration one, ExportNamedDeclaration other) =>
            _namesBefore.IsLoad(one) && _namesAfter.IsLoad(other)
            && one.Specifiers.Select(specifier => _before.TextOf(specifier.Exported)).SequenceEqual(other.Specifiers.Select(specifier => _after.TextOf(specifier.Exported))),
        (ObjectProperty { Computed: false } one, ObjectProperty { Computed: false } other) =>
            one.Shorthand && _before.TextOf(one.Key) == _after.TextOf(other.Key) && Compare(one.Value, other.Value, isOption: false) is null,
        (MemberExpression { Computed: false } one, MemberExpression { Computed: false } other) when _namesBefore.IsInstance(one.Object) =>
            _namesAfter.IsInstance(other.Object) && _before.TextOf(one.Object) == _after.TextOf(other.Object),
        (ImportDeclaration, ImportDeclaration) => _namesBefore.IsLoad(before) && _namesAfter.IsLoad(after) && KeepsNames(before, after),
        (Expression, Expression) => _namesBefore.IsPart(before) && _namesAfter.IsPart(after),
        _ => false,
    };

    /// <summary>A load may give further names, but none that the tests use as something else.</summary>
    private bool KeepsNames(Node before, Node after)
    {
        var declared = _namesAfter.DeclaredBy(after).ToHashSet(StringComparer.Ordinal);
        return declared.IsSupersetOf(_namesBefore.DeclaredBy(before)) && !declared.Overlaps(_globals);
    }

    private bool IsSameForm(Node before, Node after)
    {
        if (before.Type != after.Type)
        {
            return false;
        }

        var (one, other) = (_before.Tokens.ShapeOf(before), _after.Tokens.ShapeOf(after));
        return one == other
            || (before is IFunction && other.Replace("async ", string.Empty, StringComparison.Ordinal) == one && AwaitsPackage(after));
    }

    private bool AwaitsPackage(Node after) =>
        SyntaxChildren.SelfAndDescendants(after).Any(node => node is AwaitExpression awaited && _namesAfter.IsCall(awaited.Argument));

    private Node? CompareChildren(Node before, Node after, bool isOption)
    {
        var (children, others) = (SyntaxChildren.Of(before).ToList(), SyntaxChildren.Of(after).ToList());
        if (children.Count != others.Count || children.Count == 0)
        {
            return before;
        }

        var areOptions = before is not IFunction && (isOption || _namesBefore.IsCall(before));
        return children.Zip(others).Select(pair => Compare(pair.First, pair.Second, areOptions)).FirstOrDefault(place => place is not null);
    }

    /// <summary>
    /// Statements are paired by what they are, so that an added import doesn't shift the rest; between equal ones, loads of the package come
    /// and go, and what is left is compared one by one.
    /// </summary>
    private Node? CompareStatements(Node owner, List<Statement> before, List<Statement> after)
    {
        if (before.Count == after.Count && before.Zip(after).All(pair => Compare(pair.First, pair.Second, isOption: false) is null))
        {
            return null;
        }

        var alignment = SequenceAlignment.Of(
            [.. before.Select(_before.Tokens.Of)], [.. after.Select(_after.Tokens.Of)]);
        foreach (var (removed, added) in alignment)
        {
            List<Statement> ones = [.. before[removed]];
            List<Statement> others = [.. after[added]];
            if (ones.Count != others.Count)
            {
                others.RemoveAll(statement => IsHarmlessAddition(statement));
                ones.RemoveAll(_namesBefore.IsLoad);
            }

            if (ones.Count != others.Count)
            {
                return ones.Count > 0 ? ones[0] : owner;
            }

            if (ones.Zip(others).Select(pair => Compare(pair.First, pair.Second, isOption: false)).FirstOrDefault(place => place is not null) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>A load of the package, or of what makes promises and callbacks of each other, that takes no name away.</summary>
    private bool IsHarmlessAddition(Statement statement)
    {
        var isLoad = _namesAfter.IsLoad(statement)
            || statement is ImportDeclaration { Source.Value: "util" or "node:util" }
            || (statement is VariableDeclaration { Declarations: [{ Init: CallExpression { Callee: Identifier { Name: "require" }, Arguments: [StringLiteral { Value: "util" or "node:util" }] } }] });
        return isLoad && !_namesAfter.DeclaredBy(statement).Any(_globals.Contains);
    }

    private static List<Statement> Statements(Node node) => node switch
    {
        Acornima.Ast.Program program => [.. program.Body],
        BlockStatement block => [.. block.Body],
        _ => [],
    };

    private static string Excerpt(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        return line.Length > 120 ? $"{line[..120]}…" : line.ToString();
    }
}
