using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Tests.Recipes.DotNet;

/// <summary>Code is compiled against the two real packages, and run.</summary>
public sealed class FluentValidationRecipeTests
{
    private const string Code = """
        using System;
        using System.Linq;
        using FluentValidation;
        using FluentValidation.TestHelper;

        public sealed record Order(string Customer, int Quantity);

        public sealed class Stopping : AbstractValidator<Order>
        {
            public Stopping()
            {
                // CascadeMode = CascadeMode.Stop;
                CascadeMode = CascadeMode.Stop;
                RuleFor(order => order.Customer).NotEmpty().MinimumLength(2);
                RuleFor(order => order.Quantity).GreaterThan(0);
            }
        }

        public sealed class First : AbstractValidator<Order>
        {
            public First()
            {
                this.CascadeMode = CascadeMode.StopOnFirstFailure;
                RuleFor(order => order.Customer).NotEmpty().MinimumLength(2);
                RuleFor(order => order.Quantity).Cascade(CascadeMode.StopOnFirstFailure).GreaterThan(0).GreaterThan(1);
            }
        }

        public sealed class Global : AbstractValidator<Order>
        {
            public Global()
            {
                RuleFor(order => order.Customer).NotEmpty().MinimumLength(2);
                RuleFor(order => order.Quantity).GreaterThan(0);
            }
        }

        public static class Shop
        {
            public static string Check()
            {
                var order = new Order("", 0);
                var all = new Global().Validate(order).Errors.Count;
                ValidatorOptions.Global.CascadeMode = CascadeMode.Stop;
                var global = new Global().Validate(order).Errors.Count;
                new First().TestValidate(order).ShouldHaveAnyValidationError();
                return $"{new Stopping().Validate(order).Errors.Count} {new First().Validate(order).Errors.Count} {all} {global} \"CascadeMode = CascadeMode.Stop;\"";
            }
        }

        """;

    [Fact]
    public void Code_that_FluentValidation_12_breaks_works_again()
    {
        var expected = Run("11.11.0", Code);
        Assert.StartsWith("1 2 3 1 ", expected, StringComparison.Ordinal);
        Assert.StartsWith("error CS", Run("12.0.0", Code), StringComparison.Ordinal);

        var run = RecipeBench.Run(Ecosystems.DotNet, "FluentValidation", "11.11.0", "12.0.0", "Shop/Order.cs", Code);
        Assert.Empty(run.Unhandled);
        var repaired = Assert.Single(run.Files).Content;
        Assert.Equal(expected, Run("12.0.0", repaired));
        Assert.Contains("// CascadeMode = CascadeMode.Stop;", repaired, StringComparison.Ordinal);
        Assert.Empty(RecipeBench.Run(Ecosystems.DotNet, "FluentValidation", "11.11.0", "12.0.0", "Shop/Order.cs", repaired).Files);
    }

    [Fact]
    public void Second_statement_stands_under_the_first() => Assert.Equal(
        "using FluentValidation;\r\nclass V : AbstractValidator<O> {\r\n\tV() {\r\n\t\tClassLevelCascadeMode = mode; \r\n",
        Apply("using FluentValidation;\r\nclass V : AbstractValidator<O> {\r\n\tV() {\r\n\t\tCascadeMode = mode; // x\r\n\t}\r\n}\r\n")
            .Replace("\r\n\t\tRuleLevelCascadeMode = mode; // x\r\n\t}\r\n}\r\n", " \r\n", StringComparison.Ordinal));

    [Theory]
    [InlineData("class V : AbstractValidator<O> { V() => CascadeMode = CascadeMode.Stop; }", "statement of its own")]
    [InlineData("class V : AbstractValidator<O> { V(bool b) { if (b) CascadeMode = CascadeMode.Stop; } }", "statement of its own")]
    [InlineData("class V : AbstractValidator<O> { V() { CascadeMode = Next(); } }", "asked for twice")]
    [InlineData("class V { V() { CascadeMode = CascadeMode.Stop; } }", "can't be told")]
    [InlineData("class V : AbstractValidator<O> { V() { RuleFor(x => x.A).Transform(x => x); } }", "by hand")]
    [InlineData("class V { bool A(CascadeMode m) { return m == CascadeMode.StopOnFirstFailure; } }", "is gone")]
    [InlineData("class V { CascadeMode A() { return ValidatorOptions.Global.CascadeMode; } }", "two of it")]
    [InlineData("class V { ", "does not parse")]
    public void What_can_not_be_told_is_declined(string text, string reason)
    {
        var run = RecipeBench.Run(Ecosystems.DotNet, "FluentValidation", "11.11.0", "12.0.0", "a.cs", "using FluentValidation;\n" + text);

        Assert.Contains(reason, Assert.Single(run.Unhandled), StringComparison.Ordinal);
        Assert.Empty(run.Files);
    }

    private static string Apply(string text) => Assert.Single(RecipeBench.Run(Ecosystems.DotNet, "FluentValidation", "11.11.0", "12.0.0", "a.cs", text).Files).Content;

    /// <returns>What the code says, or the first error of the compiler.</returns>
    private static string Run(string version, string code)
    {
        var packages = typeof(FluentValidationRecipeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "PackageRoot").Value!;
        var library = Path.Combine(packages, "fluentvalidation", version, "lib", "net8.0", "FluentValidation.dll");
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText(code)],
            [.. platform.Append(library).Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            return "error " + result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Id;
        }

        var context = new AssemblyLoadContext($"FluentValidation {version}", isCollectible: true);
        try
        {
            context.LoadFromAssemblyPath(library);
            image.Position = 0;
            return (string)context.LoadFromStream(image).GetType("Shop")!.GetMethod("Check")!.Invoke(null, null)!;
        }
        finally
        {
            context.Unload();
        }
    }
}
