using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Python;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>Python's own.</summary>
internal sealed class PyprojectSample : IManifestSample
{
    public string Name => "pyproject.toml";

    public IManifestFormat Format { get; } = new PyprojectFormat();

    public string Package(Random random) => RequirementsSample.Packages[random.Next(RequirementsSample.Packages.Length)];

    public string Constraint(Random random) => RequirementsSample.Constraints[random.Next(RequirementsSample.Constraints.Length)];

    public string Generate(Random random, string package, string constraint)
    {
        var tables = new[]
        {
            $"[project]\nname = \"app\" # caf\u00e9 ✓\ndescription = \"{package}==0 \\u2713 \\\"x\\\"\"\ndependencies = {List(random, package, constraint, isThere: true)}\n",
            $"[project.optional-dependencies]\n\"d.e\" = {List(random, package, constraint, random.Next(2) == 0)}\nother = ['{package}-else>=1']\n",
            $"[dependency-groups]\ntest = {List(random, package, constraint, random.Next(2) == 0)}\nall = [{{ include-group = \"test\" }}, \"other\"]\n",
            $"[tool.other]\ndependencies = ['{package}==9', '''\n{package}==8''']\n",
            $"[tool.poetry.dependencies]\npython = \"^3.8\"\n\"{package}\" = {PoetryValue(random, constraint)}\nthird = {{ git = \"https://example.org/{package}\" }}\n",
            $"[tool.poetry.group.test.dependencies.\"{package}\"]\nextras = [\"a\"]\nversion = '{constraint}' # {package}\n",
            $"[tool.uv]\ndev-dependencies = {List(random, package, constraint, random.Next(2) == 0)}\nconstraint-dependencies = {List(random, package, constraint, random.Next(2) == 0)}\n",
            $"[tool.uv.sources]\nthird = {{ git = \"https://example.org/{package}\" }}\n\n[[tool.uv.index]]\nname = \"{package}\"\nurl = \"https://example.org/{package}{constraint}\"\n",
            $"[[tool.many]]\nproject = {{ dependencies = ['{package}==7'] }}\n",
        };
        random.Shuffle(tables);
        return string.Join(random.Next(2) == 0 ? "\n" : "", tables);
    }

    private static string List(Random random, string package, string constraint, bool isThere)
    {
        var items = new List<string> { $"'{package}-else=={random.Next(9)}'", "\"third[x]~=1.0 ; python_version < '3'\"" };
        if (isThere)
        {
            items.Insert(random.Next(3), Place(random, package, constraint));
        }

        return random.Next(2) == 0 ? $"[{string.Join(", ", items)}]" : $"[\n    {string.Join(",\n    ", items)}, # last\n]";
    }

    private static string PoetryValue(Random random, string constraint) => random.Next(3) switch
    {
        0 => $"\"{constraint}\"",
        1 => $"{{version = '{constraint}', markers = \"python_version > '3'\"}}",
        _ => $"{{ extras = [\"b\"], version=\"{constraint}\" }}",
    };

    private static string Place(Random random, string package, string constraint) => random.Next(4) switch
    {
        0 => $"\"{package}{constraint}\"",
        1 => $"'{package} [a] {constraint} ; extra == \"x\"'",
        2 => $"\"\\u00{(int)package[0]:x2}{package[1..]} ({constraint}); python_version >= \\\"3.8\\\"\"",
        _ => $"\" {package}{constraint};python_version>='3'\"",
    };
}
