using System.Text.RegularExpressions;

namespace SpecCursor.AiService.Languages.CSharp;

/// <summary>C#.</summary>
internal sealed partial class CSharpLanguage : Language
{
    private static readonly HashSet<string> Harmless = Words(
        "System System.Collections System.Collections.Generic System.Collections.Immutable System.Globalization System.Linq System.Text System.Threading System.Threading.Tasks");

    private static readonly HashSet<string> TestAttributes = Words(
        "Fact Theory Test TestCase TestCaseSource TestFixture TestMethod TestClass DataTestMethod Property Xunit NUnit MSTest");

    /// <inheritdoc />
    public override IReadOnlySet<string> Extensions { get; } = Words(".cs");

    /// <inheritdoc />
    public override IReadOnlySet<string> Assertions { get; } = Words(
        "Assert ThrowIfNull ThrowIfNullOrEmpty ThrowIfNullOrWhiteSpace ThrowIfNegative ThrowIfZero ThrowIfNegativeOrZero ThrowIfGreaterThan ThrowIfLessThan");

    /// <inheritdoc />
    protected override IReadOnlySet<string> Subversive { get; } = Words(
        "Environment Process ProcessStartInfo Assembly Activator Reflection DllImport LibraryImport unsafe fixed stackalloc extern File Directory FileStream FileInfo "
        + "StreamReader StreamWriter HttpClient WebClient WebRequest Socket TcpClient UdpClient Dns Marshal NativeLibrary GetType GetMethod GetMethods GetField GetFields "
        + "GetProperty GetProperties InvokeMember CreateInstance DynamicInvoke dynamic Exit FailFast AppDomain AppContext ModuleInitializer Unsafe UnsafeAccessor "
        + "RuntimeHelpers CSharpScript InternalsVisibleTo IgnoresAccessChecksTo Conditional StackTrace StackFrame Debugger Registry assembly module");

    /// <inheritdoc />
    public override Code Read(string path, string text) => CSharpReader.Read(path, text);

    /// <summary>The namespaces and types that <c>using</c> directives name.</summary>
    public override IEnumerable<string> Imports(Code code)
    {
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if (code[index] != "using" || !code.IsName(index))
            {
                continue;
            }

            var name = index + (code[index + 1] is "static" or "unsafe" ? 2 : 1);
            name += code[name + 1] == "=" ? 2 : 0;
            var end = name;
            while (code.IsName(end) && (code[end + 1] == "." || code.Has(end + 1, ":", ":") || code[end + 1] == "::"))
            {
                end += 2;
            }

            if (code.IsName(end) && code[end + 1] is ";" or "<")
            {
                yield return code.Text[code.Tokens[name].Start..code.Tokens[end].End].Replace("global::", string.Empty, StringComparison.Ordinal);
            }
        }
    }

    /// <inheritdoc />
    public override bool IsHarmless(string module) => Harmless.Contains(module);

    /// <summary>Packages are named after their namespace, or after a part of it.</summary>
    public override bool IsOwn(string package, string module) =>
        $"{module}.".StartsWith($"{package}.", StringComparison.OrdinalIgnoreCase) || package.StartsWith($"{module}.", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool IsTestPath(string path) => PathPattern().IsMatch(path);

    /// <inheritdoc />
    public override IEnumerable<string> Subversions(Code code)
    {
        foreach (var subversion in base.Subversions(code))
        {
            yield return subversion;
        }

        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if (code[index] == "catch" && code.IsName(index) && Body(code, index + 1) is var body && code.Has(body, "{", "}"))
            {
                yield return "swallow an error";
            }
        }
    }

    /// <summary>A file with an attribute of a test library is a test.</summary>
    public override IReadOnlyList<string> Tests(Code code, bool isTest) => isTest || code.Names.Any(TestAttributes.Contains) ? [Said(code)] : [];

    private static int Body(Code code, int index)
    {
        while (code[index] is "(" or "when")
        {
            index = code[index] == "(" && code.Partner(index) > index ? code.Partner(index) + 1 : index + 1;
        }

        return index;
    }

    [GeneratedRegex(@"(?:\A|/)[^/]*Tests?(?:/|\.cs\z)|(?:\A|/)[^/]*\.(?:Testing|UnitTests|IntegrationTests)/", RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();
}
