using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Python;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>pip's.</summary>
internal sealed class RequirementsSample : IManifestSample
{
    internal static readonly string[] Packages = ["requests", "zope.interface", "typing_extensions", "A", "r", "pip-tools"];
    internal static readonly string[] Constraints = ["==1.0.0", ">=1.0,<2", "~=1.4", "==1.*", ">= 1.2 , != 1.5", "<3", "===weird", "==1!2.0+local.7"];
    private static readonly string[] Extras = ["", "[socks]", "[a, b]", " [a]"];
    private static readonly string[] Ends = ["", " ; python_version >= '3.8'", ";sys_platform==\"linux\"", "  # pinned, see #12", " \\\n    --hash=sha256:00 \\\n    --hash=sha256:11", " --hash=sha256:00"];

    public string Name => "requirements.txt";

    public IManifestFormat Format { get; } = new RequirementsFormat();

    public string Package(Random random) => Packages[random.Next(Packages.Length)];

    public string Constraint(Random random) => Constraints[random.Next(Constraints.Length)];

    public string Generate(Random random, string package, string constraint)
    {
        var lines = new List<string>
        {
            Place(random, package, constraint),
            $"# {package}==0.0.1 – not this ✓",
            $"{package}-else==1.0",
            $"x{package}==1.0",
            "-r other.txt",
            $"--index-url https://example.org/{package}/",
            $"-e git+https://example.org/{package}@1.0#egg={package}",
            $"https://example.org/{package}-1.0.zip",
            $"other @ https://example.org/other-1.0.zip#{package}==1",
            "",
            $"something>=1 \\\n  ,<2 # {package}==1",
        };
        if (random.Next(2) == 0)
        {
            lines.Add(Place(random, package.ToUpperInvariant().Replace('_', '-'), constraint));
        }

        var shuffled = lines.ToArray();
        random.Shuffle(shuffled);
        return string.Join('\n', shuffled) + (random.Next(2) == 0 ? "\n" : "");
    }

    private static string Place(Random random, string package, string constraint)
    {
        var end = Ends[random.Next(Ends.Length)];
        var head = (random.Next(4) == 0 ? "  " : "") + package + Extras[random.Next(Extras.Length)];
        return random.Next(4) switch
        {
            0 => $"{head} ({constraint}){end}",
            1 => $"{head}\t{constraint}{end}",
            2 => $"{head} \\\n  {constraint}{end}",
            _ => $"{head}{constraint}{end}",
        };
    }
}
