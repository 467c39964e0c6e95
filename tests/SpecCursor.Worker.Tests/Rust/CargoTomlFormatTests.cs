using System.Globalization;
using System.Text;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Rust;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Rust;

public sealed class CargoTomlFormatTests
{
    private static readonly CargoTomlFormat Format = new();

    [Theory]
    [InlineData("[dependencies]\ntally = \"1\"", "dependencies")]
    [InlineData("dependencies.tally.version = '1'", "dependencies")]
    [InlineData("dependencies = { tally = { version = \"1\" } }", "dependencies")]
    [InlineData("[dev-dependencies.tally]\nversion = \"\"\"1\"\"\"", "dev-dependencies")]
    [InlineData("[target.\"cfg(unix)\"]\nbuild-dependencies.tally = \"1\"", "target.cfg(unix).build-dependencies")]
    [InlineData("[workspace]\ndependencies.counter = { package = \"tally\", version = \"1\" }", "workspace.dependencies")]
    [InlineData("[dependencies]\n\"t\\u0061lly\" = \"\\u0031\"", "dependencies")]
    public void Every_way_to_declare_a_version_is_found(string manifest, string section)
    {
        var site = Assert.Single(Format.Find("Cargo.toml", Encoding.UTF8.GetBytes(manifest), "tally"));

        Assert.Equal(("1", section), (site.Text, site.Section));
        Assert.Equal(manifest[site.Start] is '"' ? '"' : '\'', manifest[site.Start + site.Length - 1]);
    }

    [Theory]
    [InlineData("[dependencies]\ntally.workspace = true")]
    [InlineData("[dependencies]\ntally = { git = \"https://example.org/tally\" }")]
    [InlineData("[dependencies]\ntally = { package = \"other\", version = \"1\" }")]
    [InlineData("[dependencies]\n\"t\u0430lly\" = \"1\"")]
    [InlineData("[replace]\ntally = \"1\"\n[patch.crates-io]\ntally = \"1\"\n[package.metadata.dependencies]\ntally = \"1\"\n[features]\ntally = []")]
    [InlineData("[workspace.dev-dependencies]\ntally = \"1\"")]
    public void What_is_no_version_of_it_is_not_found(string manifest) =>
        Assert.Empty(Format.Find("Cargo.toml", Encoding.UTF8.GetBytes(manifest), "tally"));

    [Theory]
    [InlineData("'1'", "2", "'2'")]
    [InlineData("'1'", "it's", "\"it's\"")]
    [InlineData("\"1\"", "a\"b", "\"a\\\"b\"")]
    [InlineData("'''1'''", "2", "'''2'''")]
    [InlineData("\"\"\"1\"\"\"", "2", "\"\"\"2\"\"\"")]
    [InlineData("\"\"", "2", "\"2\"")]
    public void Quotes_stay_where_they_can(string current, string constraint, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Format.Write(Encoding.UTF8.GetBytes(current), constraint)));

    [Theory]
    [InlineData("a = ", "[", "")]
    [InlineData("a = ", "{a=", "")]
    [InlineData("a", ".a", " = 1")]
    [InlineData("[a", ".a", "]")]
    [InlineData("a = ", "{a.a.a.a.a.a.a.a.a=", "")]
    public void Depth_has_an_end(string start, string level, string end)
    {
        var manifest = start + string.Concat(Enumerable.Repeat(level, 100_000)) + end;

        var exception = Assert.Throws<StepFailedException>(() => Format.Find("Cargo.toml", Encoding.UTF8.GetBytes(manifest), "tally"));

        Assert.Equal(FailureCodes.InvalidManifest, exception.Failure.Code);
    }

    [Fact]
    public void Ten_thousand_dependencies_are_edited_in_place()
    {
        var manifest = Manifest("1.0.0");

        var content = Encoding.UTF8.GetBytes(manifest);
        var sites = Format.Find("Cargo.toml", content, "tally");
        var edited = ManifestEdit.Apply(Format, content, sites, _ => "2.0.0");

        Assert.Equal(5000, sites.Count);
        Assert.Equal(Manifest("2.0.0"), Encoding.UTF8.GetString(edited));

        static string Manifest(string version) => string.Concat(Enumerable.Range(0, 5000).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"[target.'é{i}'.dependencies]\nother-{i} = \"1.0.0\"\ntally = {{ version = '{version}' }}\n")));
    }
}
