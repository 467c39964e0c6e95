using SpecCursor.Testing.Packages;

namespace SpecCursor.Worker.Tests.Rust;

/// <summary>The crates that tests of Rust upgrade: small, made here, in a local registry that the real cargo takes them from.</summary>
public static class LocalCrates
{
    private const string Count = "text.split_whitespace().count() * numbers::one()";

    /// <summary>Makes the registry, unless it is there.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var registry = new CrateFolder(folder);
        registry.Add("numbers", "1.0.0", "pub fn one() -> usize { 1 }\n");
        registry.Add("numbers", "1.1.0", "pub fn one() -> usize { 2 - 1 }\n");
        foreach (var version in (string[])["1.0.0", "1.0.1", "1.1.0", "1.2.0"])
        {
            registry.Add("tally", version, $"pub fn count(text: &str) -> usize {{ {Count} }}\n{Loud}", ["numbers"], isYanked: version == "1.2.0");
        }

        registry.Add("tally", "2.0.0", $"pub fn total(text: &str) -> usize {{ {Count} }}\n{Loud}", ["numbers"]);
        registry.Add("tally", "2.1.0-beta.1", $"pub fn total(text: &str) -> usize {{ {Count} }}\n{Loud}", ["numbers"]);
        registry.Add("pages", "1.0.0", "pub fn pages(text: &str) -> usize { tally::count(text) / 300 }\n", ["tally"]);
        registry.Add("odd-name", "1.0.0", "pub fn odd() -> bool { true }\n");
        registry.Add("odd-name", "1.0.1", "pub fn odd() -> bool { true }\n");
    }

    private static string Loud => "#[cfg(feature = \"loud\")]\npub fn shout(text: &str) -> String { text.to_uppercase() }\n";
}
