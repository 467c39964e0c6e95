using SpecCursor.Benchmarks.Harness;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>Where the repository's programs were built to, in the same configuration as this one.</summary>
internal sealed class RepositoryLayout
{
    private readonly string configuration;
    private readonly string framework;

    private RepositoryLayout(string root, string configuration, string framework)
    {
        Root = root;
        this.configuration = configuration;
        this.framework = framework;
    }

    public string Root { get; }

    public string AppHost => Built(Path.Combine(Root, "SpecCursor.AppHost"), "SpecCursor.AppHost");

    /// <summary>The assembly of a service, such as <c>Controller</c>.</summary>
    /// <exception cref="MeasurementException">It is not built.</exception>
    public string Service(string name) => Built(Path.Combine(Root, "services", $"SpecCursor.{name}"), $"SpecCursor.{name}");

    /// <summary>The folder of a sample, such as <c>node/uptime</c>.</summary>
    public string Sample(string name) => Path.Combine(Root, "samples", name);

    /// <exception cref="MeasurementException">This program does not lie in the repository.</exception>
    public static RepositoryLayout Find()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        for (var directory = output; directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "SpecCursor.sln")))
            {
                return new RepositoryLayout(directory.FullName, output.Parent!.Name, output.Name);
            }
        }

        throw new MeasurementException("This program must run from where it is built in the repository: it measures what is built beside it.");
    }

    private string Built(string project, string name)
    {
        var assembly = Path.Combine(project, "bin", configuration, framework, $"{name}.dll");
        return File.Exists(assembly)
            ? assembly
            : throw new MeasurementException($"{name} is not built. Run: dotnet build -c {configuration} {Path.GetRelativePath(Root, project)}");
    }
}
