using System.Text;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>
/// What of a project's <c>.npmrc</c>, or of what stands in its place, matters: which registry it names, and what can't be done for it yet.
/// </summary>
internal sealed record ProjectNpmrc
{
    public const string FileName = ".npmrc";
    public const int MaximumBytes = 64 * 1024;

    private static readonly string[] CredentialKeys = ["_auth", "_authToken", "_password", "username", "certfile", "keyfile"];

    /// <summary>Settings of how packages are chosen and how much is said.</summary>
    private static readonly string[] PlainKeys =
    [
        "auto-install-peers", "engine-strict", "fund", "audit", "ignore-scripts", "legacy-peer-deps", "loglevel", "package-lock", "prefer-dedupe", "progress", "save-exact",
        "save-prefix", "shamefully-hoist", "strict-peer-dependencies",
    ];

    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly string _file;

    private ProjectNpmrc(string file, IReadOnlyDictionary<string, string> values) => (_file, _values) = (file, values);

    public static ProjectNpmrc Empty { get; } = new(FileName, new Dictionary<string, string>());

    /// <summary>Whether it names a registry for all packages.</summary>
    public bool HasRegistry => _values.ContainsKey("registry");

    /// <summary>The registries that it names, for some or all packages, as far as they may be asked.</summary>
    public IEnumerable<Uri> Registries => _values
        .Where(value => value.Key == "registry" || value.Key.EndsWith(":registry", StringComparison.Ordinal))
        .Select(value => PublicRegistry(value.Value))
        .OfType<Uri>();

    /// <summary>Whether it has nothing but settings that name no program, no server and no way to build a package. Package managers have too many to tell the others apart.</summary>
    public bool IsPlain => _values.Keys.All(PlainKeys.Contains);

    /// <summary>Whether it turns lockfiles off.</summary>
    public bool DisablesLockfile => _values.GetValueOrDefault("package-lock") == "false";

    /// <exception cref="StepFailedException">It has credentials in it.</exception>
    public static ProjectNpmrc Parse(byte[]? content) => content is null ? Empty : Of(FileName, Read(content));

    /// <summary>The settings of a file of another kind.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="values">What it says, in the words of <c>.npmrc</c>.</param>
    /// <exception cref="StepFailedException">It has credentials in it.</exception>
    public static ProjectNpmrc Of(string file, IReadOnlyDictionary<string, string> values)
    {
        // ${NPM_TOKEN} is what projects have for publishing. It is empty here, and npm goes on without.
        var credential = values.FirstOrDefault(value => IsCredential(value.Key) && !IsPlaceholder(value.Value)).Key;
        return credential is null
            ? new ProjectNpmrc(file, values)
            : throw new StepFailedException(
                FailureCodes.UnsupportedRegistry, $"The repository's {file} has credentials for a registry in it, which are not supported yet.");
    }

    /// <summary>What stands in a <c>.npmrc</c>.</summary>
    public static Dictionary<string, string> Read(byte[] content)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n').Select(line => line.Trim()))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line[0] is not ('#' or ';'))
            {
                values[line[..equals].Trim()] = line[(equals + 1)..].Trim().Trim('"', '\'');
            }
        }

        return values;
    }

    /// <summary>The registry that it names for a package; null for the machine's own.</summary>
    /// <exception cref="StepFailedException">It names one that isn't reached over https by a public name.</exception>
    public Uri? RegistryOf(string package)
    {
        var scope = package.StartsWith('@') ? package[..package.IndexOf('/', StringComparison.Ordinal)] : null;
        var address = scope is not null && _values.TryGetValue($"{scope}:registry", out var scoped) ? scoped : _values.GetValueOrDefault("registry");
        if (address is null)
        {
            return null;
        }

        return PublicRegistry(address)
            ?? throw new StepFailedException(
                FailureCodes.UnsupportedRegistry, $"The repository's {_file} names a registry that is not a public https address, which is not supported.");
    }

    /// <summary>The worker asks it from outside the sandbox, so it must not lead to what only the worker can reach.</summary>
    private static Uri? PublicRegistry(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.HostNameType == UriHostNameType.Dns
            && uri.Host.Contains('.', StringComparison.Ordinal) && uri.IsDefaultPort && uri.UserInfo.Length == 0
            ? uri
            : null;

    private static bool IsCredential(string key) => CredentialKeys.Any(name => key == name || key.EndsWith(":" + name, StringComparison.Ordinal));

    private static bool IsPlaceholder(string value) => value.StartsWith("${", StringComparison.Ordinal) && value.EndsWith('}');
}
