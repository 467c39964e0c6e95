namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>Where packages come from.</summary>
internal sealed record NuGetSource
{
    private NuGetSource(Uri? address, string? folder, bool isTrusted)
    {
        Address = address;
        Folder = folder;
        IsTrusted = isTrusted;
    }

    /// <summary>A server's service index; null for a folder.</summary>
    public Uri? Address { get; }

    /// <summary>A folder of this machine; null for a server.</summary>
    public string? Folder { get; }

    /// <summary>Whether the operator named it.</summary>
    public bool IsTrusted { get; }

    /// <summary>One that the operator names; null where it is neither an http address nor an absolute path.</summary>
    public static NuGetSource? OfOperator(string text) =>
        Path.IsPathRooted(text) ? new NuGetSource(null, Path.GetFullPath(text), isTrusted: true)
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? new NuGetSource(address, null, isTrusted: true)
        : null;

    /// <summary>One that a repository names; null where it may not be asked.</summary>
    public static NuGetSource? OfRepository(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && IsPublic(address) ? new NuGetSource(address, null, isTrusted: false) : null;

    /// <summary>The worker asks it from outside the sandbox, so it must not lead to what only the worker can reach.</summary>
    public static bool IsPublic(Uri address) => address.Scheme == Uri.UriSchemeHttps && address.HostNameType == UriHostNameType.Dns
        && address.Host.Contains('.', StringComparison.Ordinal) && address.IsDefaultPort && address.UserInfo.Length == 0;
}
