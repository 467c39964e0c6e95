using System.Text;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>What holds for edits of every kind of manifest. A new one adds its sample, and nothing else here.</summary>
public sealed class ManifestConformanceTests
{
    private const int Samples = 300;

    private static readonly IManifestSample[] All = [new PackageJsonSample(), new CargoTomlSample(), new DockerfileManifestSample(), new RequirementsSample(), new PyprojectSample(), new PnpmWorkspaceSample(), new MsBuildSample(), new DotNetJsonSample(isTools: false), new DotNetJsonSample(isTools: true), new GoModSample()];

    public static TheoryData<string> Names => [.. All.Select(sample => sample.Name)];

    [Fact]
    public void Every_kind_of_manifest_has_a_sample() => Assert.Equal(
        typeof(IManifestFormat).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IManifestFormat))).OrderBy(type => type.FullName),
        All.Select(sample => sample.Format.GetType()).Distinct().OrderBy(type => type.FullName));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_place_is_found_and_nothing_but_the_places_changes(string name) => ForAll(name, (format, before, package, from, to) =>
    {
        var sites = format.Find(name, before, package);
        var after = ManifestEdit.Apply(format, before, sites, _ => to);

        Assert.NotEmpty(sites);
        Assert.All(sites, site => Assert.Equal(from, site.Text));
        var edited = format.Find(name, after, package);
        Assert.Equal(sites.Select(site => site.Section), edited.Select(site => site.Section));
        Assert.All(edited, site => Assert.Equal(to, site.Text));
        Assert.Equal(Around(before, sites), Around(after, edited));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Twice_is_once_and_there_and_back_is_the_original(string name) => ForAll(name, (format, before, package, from, to) =>
    {
        var there = Edit(format, before, package, to);

        Assert.Equal(there, Edit(format, there, package, to));
        Assert.Equal(before, Edit(format, there, package, from));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Line_ends_and_byte_order_mark_stay(string name) => ForAll(name, (format, before, package, _, to) =>
    {
        byte[] windows = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(before).Replace("\n", "\r\n", StringComparison.Ordinal))];

        var after = Edit(format, windows, package, to);

        Assert.Equal(
            Edit(format, before, package, to), Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(after)[1..].Replace("\r\n", "\n", StringComparison.Ordinal)));
        Assert.True(after.AsSpan().StartsWith(Encoding.UTF8.Preamble));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Package_that_is_not_there_has_no_place(string name) => ForAll(name, (format, before, package, _, _) =>
        Assert.Empty(format.Find(name, before, package + "-other")));

    private static void ForAll(string name, Action<IManifestFormat, byte[], string, string, string> check)
    {
        var sample = All.Single(sample => sample.Name == name);
        for (var seed = 0; seed < Samples; seed++)
        {
            var random = new Random(seed);
            var package = sample.Package(random);
            var from = sample.Constraint(random);
            check(sample.Format, Encoding.UTF8.GetBytes(sample.Generate(random, package, from)), package, from, sample.Constraint(random));
        }
    }

    private static byte[] Edit(IManifestFormat format, byte[] content, string package, string constraint) =>
        ManifestEdit.Apply(format, content, format.Find("manifest", content, package), _ => constraint);

    private static string Around(byte[] content, IReadOnlyList<ConstraintSite> sites)
    {
        var rest = new List<byte>();
        var position = 0;
        foreach (var site in sites)
        {
            rest.AddRange(content.AsSpan(position..site.Start));
            rest.Add(0);
            position = site.Start + site.Length;
        }

        rest.AddRange(content.AsSpan(position..));
        return Encoding.UTF8.GetString([.. rest]);
    }
}
