using SpecCursor.AppHost.Containers;

namespace SpecCursor.AppHost.Publishing.Model;

/// <summary>One program as it is deployed, whatever it is deployed on.</summary>
internal sealed record DeployedProgram
{
    /// <summary>Its name, which others reach it by.</summary>
    public required string Name { get; init; }

    /// <summary>The image's reference.</summary>
    public required string Image { get; init; }

    /// <summary>What runs instead of the image's entry point; null for that.</summary>
    public string? Entrypoint { get; init; }

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<Text> Arguments { get; init; }

    /// <summary>Its environment, by name.</summary>
    public required IReadOnlyDictionary<string, Text> Environment { get; init; }

    /// <summary>The ports that it listens at.</summary>
    public required IReadOnlyList<int> Ports { get; init; }

    /// <summary>Configuration that it reads: a file or directory of this machine, and where it looks for it.</summary>
    public required IReadOnlyList<(string Source, string Target)> Files { get; init; }

    /// <summary>Volumes that it writes: their names, and where they are.</summary>
    public required IReadOnlyList<(string Name, string Target)> Volumes { get; init; }

    /// <summary>What it may do.</summary>
    public required ContainerHardening Hardening { get; init; }

    /// <summary>The programs that it talks to, each at a port.</summary>
    public required IReadOnlySet<Arrow> TalksTo { get; init; }

    /// <summary>The programs that are to be ready before it starts.</summary>
    public required IReadOnlySet<string> WaitsFor { get; init; }

    /// <summary>Whether it is one of SpecCursor's own services, which keep nothing that matters and may be several.</summary>
    public required bool IsService { get; init; }

    /// <summary>Everything else that was said of it.</summary>
    public required IReadOnlyList<IResourceAnnotation> Annotations { get; init; }

    /// <summary>The ports that Prometheus scrapes.</summary>
    public IEnumerable<int> Scraped => Annotations.OfType<ScrapedAnnotation>().Select(scraped => scraped.Port);

    /// <summary>Whether it looks at the machine that it runs on.</summary>
    public bool IsOfMachine => Files.Any(file => file.Source == "/");

    /// <summary>What was said of one kind; null where nothing was.</summary>
    public TAnnotation? Said<TAnnotation>()
        where TAnnotation : class, IResourceAnnotation => Annotations.OfType<TAnnotation>().LastOrDefault();
}
