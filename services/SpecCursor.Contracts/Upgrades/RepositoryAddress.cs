using System.Text.RegularExpressions;

namespace SpecCursor.Contracts.Upgrades;

/// <summary>
/// A repository as a caller names it: <c>owner/name</c> (GitHub's rules: letters, digits, hyphen, underscore and dot,
/// never a leading hyphen or dot) or a <c>file:///</c> address. Anything else is refused, so that a name can neither
/// climb out of a folder nor pass for an option.
/// </summary>
public static partial class RepositoryAddress
{
    /// <summary>The longest address that is accepted, in characters.</summary>
    public const int MaximumLength = 300;

    /// <summary>Says whether an address is well-formed.</summary>
    /// <param name="address">The address to check.</param>
    /// <param name="error">What is wrong, in words for the caller; empty when nothing is.</param>
    /// <returns>True when it is.</returns>
    public static bool TryValidate(string? address, out string error)
    {
        error = Check(address);
        return error.Length == 0;
    }

    /// <summary>Whether the address names a local repository.</summary>
    /// <param name="address">A valid address.</param>
    /// <returns>True for a <c>file:///</c> address.</returns>
    public static bool IsFile(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.StartsWith("file:///", StringComparison.Ordinal);
    }

    private static string Check(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return "The repository is missing. Use 'owner/name'.";
        }

        if (address.Length > MaximumLength)
        {
            return $"The repository is longer than {MaximumLength} characters.";
        }

        if (IsFile(address))
        {
            return FilePattern().IsMatch(address) && !address.Split('/').Contains("..")
                ? string.Empty
                : "A file address must be an absolute path of letters, digits, '.', '_', '-', '+', '@' and '/', without '..'.";
        }

        return NamePattern().IsMatch(address)
            ? string.Empty
            : "The repository must be 'owner/name': letters, digits, '-', '_' and '.', neither part beginning with '-' or '.'.";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_-]{0,99}/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\Afile:///[A-Za-z0-9._+@/-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex FilePattern();
}
