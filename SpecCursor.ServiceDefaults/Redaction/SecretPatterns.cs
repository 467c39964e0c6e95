using System.Text.RegularExpressions;

namespace SpecCursor.ServiceDefaults.Redaction;

/// <summary>What secrets look like. Prefixes are the issuers' documented ones.</summary>
internal static partial class SecretPatterns
{
    private const int TimeoutMilliseconds = 2000;
    private const RegexOptions Exact = RegexOptions.CultureInvariant;
    private const RegexOptions AnyCase = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\z)", Exact, TimeoutMilliseconds)]
    public static partial Regex PrivateKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9_]{16,}|github_pat_[A-Za-z0-9_]{16,})", Exact, TimeoutMilliseconds)]
    public static partial Regex GitHubToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])sk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{16,}", Exact, TimeoutMilliseconds)]
    public static partial Regex ModelProviderKey();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{20,}|pypi-[A-Za-z0-9_-]{20,}|oy2[a-z0-9]{40,}|cio[A-Za-z0-9]{32}(?![A-Za-z0-9])|glpat-[A-Za-z0-9_-]{16,}|dckr_pat_[A-Za-z0-9_-]{16,})",
        Exact,
        TimeoutMilliseconds)]
    public static partial Regex RegistryToken();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?:(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}|xox[abeprs]-[A-Za-z0-9-]{10,})|hooks\.slack\.com/services/[A-Za-z0-9/_-]{10,}",
        Exact,
        TimeoutMilliseconds)]
    public static partial Regex CloudKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*)?", Exact, TimeoutMilliseconds)]
    public static partial Regex JsonWebToken();

    [GeneratedRegex(
        @"((?:proxy-)?authorization[""']?\s{0,4}[:=]\s{0,4}[""']?(?>(?:(?:bearer|basic|token|negotiate|digest)\s{1,4})?))(?!\[redacted)[^\s""',;]{4,}",
        AnyCase,
        TimeoutMilliseconds)]
    public static partial Regex AuthorizationHeader();

    [GeneratedRegex(@"(\b(?:bearer|basic)\s{1,4})(?=[^\s]*[0-9=+/_])(?!\[redacted)[A-Za-z0-9._~+/-]{16,}=*", AnyCase, TimeoutMilliseconds)]
    public static partial Regex Bearer();

    [GeneratedRegex(@"(://[^/\s:@]{0,128}:)(?!\[redacted)[^/\s@]{1,512}(?=@)", Exact, TimeoutMilliseconds)]
    public static partial Regex UrlPassword();

    /// <summary>Settings, environment variables, JSON members and connection strings. A bare "token:" is prose more often than not.</summary>
    [GeneratedRegex(
        @"((?:password|passwd|(?<![A-Za-z0-9_])pwd|secret|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|connection[_-]?string|[_.-]token|(?:auth|access|refresh|id|bearer)token|_auth|(?<![A-Za-z0-9])token(?==|\\{0,3}[""']))\\{0,3}[""']?\s{0,4}[=:]\s{0,4})(?:\\{0,3}""(?!\[redacted)[^""\r\n]{1,4096}""|\\{0,3}'(?!\[redacted)[^'\r\n]{1,4096}'|(?!\[redacted)[^\s""';,&)}\]\\]{1,4096})",
        AnyCase,
        TimeoutMilliseconds)]
    public static partial Regex Assignment();
}
