using Acornima.Ast;
using SpecCursor.AiService.JavaScript;

namespace SpecCursor.AiService.Validation.Rules;

/// <summary>The modules that tests are written with.</summary>
internal static class TestLibraries
{
    private static readonly HashSet<string> Assertions = new(StringComparer.Ordinal)
    {
        "assert", "assert/strict", "chai", "should", "expect", "expect.js", "power-assert", "unexpected", "sinon", "@jest/globals", "vitest", "ava", "tap",
        "tape", "uvu/assert", "@japa/assert",
    };

    private static readonly HashSet<string> Runners = new(StringComparer.Ordinal)
    {
        "test", "mocha", "@jest/globals", "vitest", "ava", "tap", "tape", "uvu", "jasmine", "qunit", "bun:test", "@playwright/test", "@japa/runner", "lab",
    };

    /// <summary>Whether a module gives assertions.</summary>
    public static bool IsAssertion(string specifier) => Assertions.Contains(Bare(specifier));

    /// <summary>Whether a module runs tests.</summary>
    public static bool IsRunner(string specifier) => Bare(specifier) == "test" ? specifier == "node:test" : Runners.Contains(specifier);

    /// <summary>The names that a file takes from some modules, directly or by taking them apart.</summary>
    public static HashSet<Binding> Bindings(JavaScriptFile file, Func<string, bool> matches)
    {
        var bindings = new HashSet<Binding>();
        foreach (var reference in PackageReferences.In(file, matches))
        {
            if (reference.Binding is { } binding)
            {
                bindings.Add(binding);
            }

            foreach (var local in reference.Patterns.SelectMany(SyntaxChildren.SelfAndDescendants).OfType<Identifier>())
            {
                if (file.Scopes.Resolve(local) is { } taken && taken.Declarations.Contains(local))
                {
                    bindings.Add(taken);
                }
            }

            if (reference is { Declarator: null, Load: CallExpression call } && Holder(file, call) is { } holder)
            {
                bindings.Add(holder);
            }
        }

        return bindings;
    }

    /// <summary><c>const expect = require('chai').expect</c>: the name behind a member of what was required.</summary>
    private static Binding? Holder(JavaScriptFile file, Node value)
    {
        while (file.Scopes.Parent(value) is MemberExpression or ParenthesizedExpression or CallExpression)
        {
            value = file.Scopes.Parent(value)!;
        }

        return file.Scopes.Parent(value) is VariableDeclarator { Id: Identifier local } ? file.Scopes.Resolve(local) : null;
    }

    private static string Bare(string specifier) => specifier.StartsWith("node:", StringComparison.Ordinal) ? specifier[5..] : specifier;
}
