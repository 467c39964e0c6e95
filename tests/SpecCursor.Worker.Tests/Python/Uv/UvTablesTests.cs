using System.Text;
using SpecCursor.Worker.Ecosystems.Python;
using SpecCursor.Worker.Ecosystems.Python.Uv;

namespace SpecCursor.Worker.Tests.Python.Uv;

public sealed class UvTablesTests
{
    [Fact]
    public void Servers_and_folders_are_read_in_every_form_of_table()
    {
        var tables = Parse("pyproject.toml", """
            [tool.uv]
            index-url = "https://a.example.org"
            extra-index-url = ["https://b.example.org", '''https://c.example.org''']
            no-index = true
            index = [{ url = "https://d.example.org", default = true }, { url = "https://e.example.org" }]
            pip = { find-links = ["f", "https://g.example.org"], trusted-host = ["h"] }
            allow-insecure-host = ["i"]
            [[tool.uv.index]]
            name = "j"
            url = "https://j.example.org"
            format = "flat"
            [tool.uv2]
            index-url = "https://no.example.org"
            """);

        Assert.Equal(
            [
                "--index-url=https://a.example.org", "--extra-index-url=https://b.example.org", "--extra-index-url=https://c.example.org", "--no-index=",
                "--index-url=https://d.example.org", "--extra-index-url=https://e.example.org", "--find-links=f", "--find-links=https://g.example.org",
                "--trusted-host=h", "--trusted-host=i", "--find-links=https://j.example.org",
            ],
            tables.Options.Select(option => $"{option.Name}={option.Value}"));
        Assert.False(tables.HasWorkspace);
    }

    [Fact]
    public void Own_file_has_the_same_at_its_top()
    {
        var tables = Parse("a/uv.toml", "index-url = 'https://a.example.org'\n[pip]\nextra-index-url = ['b']\n[[index]]\nurl = 'https://c.example.org'\n");

        Assert.Equal(["https://a.example.org", "b", "https://c.example.org"], tables.Options.Select(option => option.Value));
    }

    [Theory]
    [InlineData("[tool.uv.sources]\nA_b = { git = 'x' }\nc = { index = 'y' }", true)]
    [InlineData("[tool.uv.sources.a-b]\npath = 'x'", true)]
    [InlineData("[[tool.uv.sources.'A.B']]\nworkspace = true", true)]
    [InlineData("tool.uv.sources.a-b = [{ index = 'x' }, { url = 'y' }]", true)]
    [InlineData("[tool.uv.sources]\na-b = { index = 'x', marker = 'git' }", false)]
    [InlineData("[tool.uv.sources.other]\ngit = 'x'", false)]
    public void Package_with_an_address_is_known_by_every_name(string text, bool isDirect)
    {
        Assert.Equal(isDirect, Parse("pyproject.toml", text).IsDirect("A-B"));
        Assert.Equal(
            isDirect,
            Assert.Single(Pyproject.Parse("pyproject.toml", Encoding.UTF8.GetBytes($"project.dependencies = ['a.b>=1']\n{text}")).Requirements).Requirement.IsDirect);
    }

    [Fact]
    public void Workspace_is_seen_and_lists_of_its_own_have_sections()
    {
        var project = Pyproject.Parse(
            "pyproject.toml", "[tool.uv]\ndev-dependencies = ['a']\nconstraint-dependencies = ['b']\noverride-dependencies = ['c']\n[tool.uv.workspace]\nmembers = []\n"u8.ToArray());

        Assert.True(project.Uv.HasWorkspace);
        Assert.Equal(["dependency-groups.dev", UvTables.Constraints, UvTables.Constraints], project.Requirements.Select(declared => declared.Site.Section));
    }

    private static UvTables Parse(string path, string text) => Pyproject.Parse(path, Encoding.UTF8.GetBytes(text)).Uv;
}
