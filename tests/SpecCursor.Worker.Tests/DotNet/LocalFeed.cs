using System.IO.Compression;

namespace SpecCursor.Worker.Tests.DotNet;

/// <summary>
/// A folder of packages that a real NuGet restores from. Their code is source text that a project compiles along (<c>contentFiles</c>), so that they are made
/// in no time.
/// </summary>
public static class LocalFeed
{
    public const string Greeting = "Sample.Greeting";
    public const string Strict = "Sample.Strict";
    public const string Base = "Sample.Base";
    public const string Tool = "Sample.Tool";
    public const string Sdk = "Sample.Sdk";

    private const string Hello = "namespace Sample.Greeting; internal static class Greeter { public static string Hello() => \"hello\"; }\n";
    private const string HelloSomebody = "namespace Sample.Greeting; internal static class Greeter { public static string Hello(string name) => \"hello \" + name; }\n";

    /// <summary>Writes the packages into a folder, and returns it.</summary>
    public static string Create(string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, Base, "1.0.0");
        Write(folder, Greeting, "1.0.0", Source(Hello));
        Write(folder, Greeting, "1.1.0-beta.1", Source(Hello));
        Write(folder, Greeting, "1.1.0", Depends(Base, "1.0.0"), Source(Hello));
        Write(folder, Greeting, "2.0.0", Source(HelloSomebody));

        // What it wants is Greeting 1, and nothing newer.
        Write(folder, Strict, "1.0.0", Depends(Greeting, "[1.0.0,2.0.0)"));
        foreach (var version in (string[])["1.0.0", "2.0.0"])
        {
            Write(
                folder, Tool, version,
                ("packageTypes", "<packageType name=\"DotnetTool\" />"),
                ("tools/net8.0/any/DotnetToolSettings.xml", "<DotNetCliTool Version=\"1\"><Commands><Command Name=\"sample-tool\" EntryPoint=\"tool.dll\" Runner=\"dotnet\" /></Commands></DotNetCliTool>"),
                ("tools/net8.0/any/tool.dll", "never run"));
            Write(
                folder, Sdk, version,
                ("packageTypes", "<packageType name=\"MSBuildSdk\" />"),
                ("Sdk/Sdk.props", $"<Project><PropertyGroup><SampleSdkVersion>{version}</SampleSdkVersion></PropertyGroup></Project>"),
                ("Sdk/Sdk.targets", "<Project />"));
        }

        return folder;
    }

    /// <summary>Writes one package. Parts with a dot in their name are files, the others are elements of the description.</summary>
    public static void Write(string folder, string id, string version, params (string Name, string Content)[] parts)
    {
        using var archive = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        var elements = string.Concat(parts.Where(part => !part.Name.Contains('.', StringComparison.Ordinal)).Select(part => $"<{part.Name}>{part.Content}</{part.Name}>"));
        Add(
            archive, $"{id}.nuspec",
            $"<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>{id}</id><version>{version}</version><authors>tests</authors><description>A package of the tests.</description>{elements}"
            + "<contentFiles><files include=\"**/*.cs\" buildAction=\"Compile\" /></contentFiles></metadata></package>");
        foreach (var (name, content) in parts.Where(part => part.Name.Contains('.', StringComparison.Ordinal)))
        {
            Add(archive, name, content);
        }
    }

    private static (string Name, string Content) Source(string text) => ("contentFiles/cs/any/Greeter.cs", text);

    private static (string Name, string Content) Depends(string id, string range) =>
        ("dependencies", $"<group targetFramework=\"netstandard1.0\"><dependency id=\"{id}\" version=\"{range}\" /></group>");

    private static void Add(ZipArchive archive, string name, string content)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(content);
    }
}
