using System.Text;
using SpecCursor.Worker.Ecosystems.DotNet;
using SpecCursor.Worker.Ecosystems.DotNet.MsBuild;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.DotNet.DotNetRepositories;

namespace SpecCursor.Worker.Tests.DotNet;

/// <summary>What can't be upgraded ends with a reason that a person understands, and mostly before anything is run.</summary>
[Collection(EcosystemCollections.DotNet)]
public sealed class DotNetRefusalTests(WorkerHost host)
{
    private const string Package = LocalFeed.Greeting;

    private readonly DotNetRepositories _repositories = new(host);

    [Theory]
    [InlineData("<PackageReference Include='Sample.Greeting' Version='$(V)' /><PackageReference Include='Other' Version='$(V)' />", FailureCodes.UnsupportedConstraint)]
    [InlineData("<PackageReference Include='Sample.Greeting' Version='$(V)-beta' />", FailureCodes.UnsupportedConstraint)]
    [InlineData("<PackageReference Include='Sample.Greeting' Version='$(Nowhere)' />", FailureCodes.UnsupportedConstraint)]
    [InlineData("<PackageReference Include='Sample.Greeting;Other' Version='1.0.0' />", FailureCodes.UnsupportedConstraint)]
    [InlineData("<PackageReference Include='Sample.Greeting'><Version><!-- odd -->1.0.0</Version></PackageReference>", FailureCodes.UnsupportedConstraint)]
    [InlineData("<PackageReference Include='Sample.Greeting' Version='newest' />", FailureCodes.UnsupportedConstraint)]
    [InlineData("<PackageReference Include='Sample.Greeting' />", FailureCodes.UnsupportedConstraint)]
    [InlineData("</ItemGroup><Sdk Name='Sample.Greeting' /><ItemGroup>", FailureCodes.UnsupportedConstraint)]
    [InlineData("</ItemGroup><Sdk Name='Sample.Greeting' Version='min=1.0.0' /><ItemGroup>", FailureCodes.UnsupportedConstraint)]
    [InlineData("</ItemGroup><Import Sdk='Sample.Greeting/1.0&#46;0' Project='Sdk.props' /><ItemGroup>", FailureCodes.UnsupportedConstraint)]
    [InlineData("<Sdk Name='Sample.Greeting' Version='1.0.0' />", FailureCodes.PackageNotInRepository)]
    [InlineData("<PackageReference Include='Sample.Greeting' Version='1.0.0'", FailureCodes.InvalidManifest)]
    [InlineData("<PackageReference Include='Sample.Greeting' Version='1.0.0\0' />", FailureCodes.InvalidManifest)]
    [InlineData("<!-- Sample.Greeting --><PackageReference Include='Ѕample.Greeting' Version='1.0.0' />", FailureCodes.PackageNotInRepository)]
    public void Manifest_that_is_not_understood_is_refused(string item, string code)
    {
        var manifests = new[] { Manifest("App.csproj", Project(item, "<V>1.0.0</V>")), Manifest("broken.targets", "<Project>") };

        var exception = Assert.Throws<StepFailedException>(() => Check(DotNetSiteFinder.Find(manifests, Package)));

        Assert.Equal(code, exception.Failure.Code);
        Assert.EndsWith(".", exception.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Property_is_edited_where_only_the_package_uses_it()
    {
        var manifests = new[]
        {
            Manifest("App.csproj", Project("<PackageReference Include='Sample.Greeting' Version='$(GreetingVersion)' />")),
            Manifest("Other.csproj", Project("<PackageReference Include='Sample.Greeting'><Version>$(greetingversion)</Version></PackageReference>")),
            Manifest("Directory.Build.props", "<Project><!-- $(GreetingVersion) --><PropertyGroup><GreetingVersion Condition=\"'$(GreetingVersion)' == ''\">1.0.0</GreetingVersion></PropertyGroup></Project>"),
        };

        var site = Assert.Single(DotNetSiteFinder.Find(manifests, Package));

        Assert.Equal(("Directory.Build.props", "1.0.0"), (site.Manifest.Path, site.Range));
        Assert.Equal("1.0.0", Encoding.UTF8.GetString(site.Manifest.Content.AsSpan(site.Place.Start, site.Place.Length)));
    }

    [Fact]
    public void Entities_of_a_document_type_are_not_read() => Assert.Equal(
        FailureCodes.InvalidManifest,
        Assert.Throws<StepFailedException>(() => MsBuildFile.Parse("a.props", "<!DOCTYPE p [<!ENTITY a 'aaaa'>]><Project>&a;</Project>"u8.ToArray())).Failure.Code);

    [Fact]
    public void Other_encoding_than_utf_8_is_refused() => Assert.Equal(
        FailureCodes.InvalidManifest,
        Assert.Throws<StepFailedException>(() => MsBuildFile.Parse("a.props", Encoding.Unicode.GetBytes("\uFEFF<Project />"))).Failure.Code);

    [Fact]
    public void Ten_thousand_references_are_edited_one_by_one()
    {
        var items = string.Concat(Enumerable.Range(0, 10_000).Select(number => $"<PackageReference Include='P{number}' Version='1.0.0' />\r\n"));
        var content = Encoding.UTF8.GetBytes(Project(items));
        var format = new MsBuildFormat();

        var edited = ManifestEdit.Apply(format, content, format.Find("App.csproj", content, "P7777"), _ => "2.0.0");

        Assert.Equal(Encoding.UTF8.GetString(content).Replace("'P7777' Version='1.0.0'", "'P7777' Version='2.0.0'", StringComparison.Ordinal), Encoding.UTF8.GetString(edited));
    }

    [Fact]
    public async Task Project_that_is_a_link_is_not_followed()
    {
        var repository = await TestRepository.CreateEmptyAsync(host, "tests/linked-project");
        repository.Link("App.csproj", "/etc/passwd");
        await repository.CommitAsync();

        var ran = await _repositories.UpgradeAsync(repository, Package, "latest");

        Assert.Equal(FailureCodes.UnsafePath, ran.Failure!.Code);
    }

    [Theory]
    [InlineData("<add key='a' value='http://127.0.0.1:1/index.json' />", "", FailureCodes.UnsupportedRegistry)]
    [InlineData("<add key='a' value='https://169.254.169.254/index.json' />", "", FailureCodes.UnsupportedRegistry)]
    [InlineData("<add key='a' value='https://user:word@example.org/index.json' />", "", FailureCodes.UnsupportedRegistry)]
    [InlineData("<add key='a' value='%SOURCE%' />", "", FailureCodes.UnsupportedRegistry)]
    [InlineData("<clear />", "", FailureCodes.UnsupportedRegistry)]
    [InlineData("", "<packageSourceCredentials><a><add key='Username' value='u' /></a></packageSourceCredentials>", FailureCodes.UnsupportedRegistry)]
    [InlineData("<add key='a' ", "", FailureCodes.InvalidManifest)]
    public async Task Source_of_packages_that_may_not_be_asked_is_refused(string sources, string more, string code)
    {
        var name = $"sources-{Guid.NewGuid():N}";
        var repository = await _repositories.CreateAsync(
            name,
            ("App.csproj", Project(Reference(Package, "1.0.0"))),
            ("src/NuGet.Config", $"<configuration><packageSources>{sources}</packageSources>{more}</configuration>"));

        var ran = await _repositories.UpgradeAsync(repository, Package, "1.1.0");

        Assert.Equal(code, ran.Failure!.Code);
    }

    [Theory]
    [InlineData("{ \"sdk\": { \"version\": \"999.0.100\", \"rollForward\": \"disable\" } }", "is not installed")]
    [InlineData("{ \"msbuild-sdks\": { \"No.Such.Sdk\": \"1.0.0\" } }", "MSB4236")]
    public async Task Failed_restore_says_why(string global, string expected)
    {
        var repository = await _repositories.CreateAsync(
            $"restore-{expected.Length}",
            ("global.json", global),
            ("App.csproj", Project(Reference(Package, "1.0.0")).Replace("<PropertyGroup>", expected == "MSB4236" ? "<Sdk Name=\"No.Such.Sdk\" /><PropertyGroup>" : "<PropertyGroup>", StringComparison.Ordinal)));

        var ran = await _repositories.UpgradeAsync(repository, Package, "1.1.0");

        Assert.Equal(FailureCodes.InstallFailed, ran.Failure!.Code);
        Assert.Contains(expected, ran.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_that_refer_to_each_other_in_a_circle_are_named()
    {
        var repository = await _repositories.CreateAsync(
            "circle",
            ("A/A.csproj", Project(Reference(Package, "1.0.0") + "<ProjectReference Include='../B/B.csproj' />")),
            ("B/B.csproj", Project("<ProjectReference Include='../A/A.csproj' />")));

        var ran = await _repositories.UpgradeAsync(repository, Package, "1.1.0");

        Assert.Equal(FailureCodes.InstallFailed, ran.Failure!.Code);
        Assert.Contains("MSB4006", ran.Failure.Reason, StringComparison.Ordinal);
    }

    private static DotNetManifest Manifest(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));

    /// <summary>What is no range is found to be none a step later than what is no place.</summary>
    private static void Check(IReadOnlyList<DotNetSite> sites) => DotNetDeclarationReader.CheckRanges(Package, sites);
}
