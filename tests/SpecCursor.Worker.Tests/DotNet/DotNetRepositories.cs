using System.Text;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.DotNet;

/// <summary>Makes repositories of .NET projects.</summary>
public sealed class DotNetRepositories(WorkerHost host)
{
    /// <summary>Its exit code is the tests' result.</summary>
    public const string Greets = "System.Console.WriteLine(Sample.Greeting.Greeter.Hello());\n";

    public static string Reference(string package, string version) => $"<PackageReference Include=\"{package}\" Version=\"{version}\" />";

    /// <summary>A program.</summary>
    public static string Project(string items, string properties = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">

          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
            <UseAppHost>false</UseAppHost>
            <RunAnalyzers>false</RunAnalyzers>
            {properties}
          </PropertyGroup>

          <ItemGroup>
            {items}
          </ItemGroup>

        </Project>

        """;

    /// <summary>Leaves compiling out, which takes the longest: for what is decided before.</summary>
    public static (string Path, string Content) BuildsNothing { get; } = ("Directory.Build.targets", "<Project><Target Name=\"Build\" /></Project>\n");

    /// <summary>Has <c>dotnet test</c> run the program itself: a real run of the tests, without a test framework to download.</summary>
    public const string RunsItself = """
        <Project>
          <PropertyGroup>
            <IsTestProject>true</IsTestProject>
          </PropertyGroup>
          <Target Name="VSTest">
            <Exec Command="dotnet &quot;$(TargetPath)&quot;" />
          </Target>
        </Project>

        """;

    public Task<TestRepository> CreateAsync(string name, params (string Path, string Content)[] files) =>
        TestRepository.CreateAsync(host, $"tests/{name}", [.. files, (".gitignore", "bin/\nobj/\n")]);

    public Task<TestRepository> CreateGreetingAsync(string name, string program = Greets, string version = "1.0.0") => CreateAsync(
        name,
        ("App.csproj", Project(Reference(LocalFeed.Greeting, version))),
        ("Directory.Build.targets", RunsItself),
        ("Program.cs", program));

    /// <summary>Like another, with lockfiles that a restore wrote.</summary>
    public async Task<TestRepository> CreateLockedAsync(string name, string project, params (string Path, string Content)[] files)
    {
        var repository = await TestRepository.CreateEmptyAsync(host, $"tests/{name}");
        foreach (var (path, content) in files.Append((".gitignore", "bin/\nobj/\n")))
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(content));
        }

        await repository.RunAsync(
            "dotnet", "restore", project, "--use-lock-file", "--source", host.NuGetFeed, "--packages", Path.Combine(host.StateDirectory, "locked", name),
            "-p:NuGetAudit=false", "-nodeReuse:false");
        await repository.CommitAsync();
        return repository;
    }

    public Task<UpgradeRan> UpgradeAsync(TestRepository repository, string package, string target)
    {
        var command = WorkerHost.Command(repository.Name, package, target);
        return host.RunAsync(command with { Context = command.Context with { Ecosystem = Contracts.Upgrades.Ecosystems.DotNet } });
    }
}
