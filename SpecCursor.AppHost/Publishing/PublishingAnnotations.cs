namespace SpecCursor.AppHost.Publishing;

/// <summary>The volume of a service, which as a project has no mounts of its own.</summary>
/// <param name="Name">The volume's name.</param>
/// <param name="Target">Where it is in the container.</param>
internal sealed record StateVolumeAnnotation(string Name, string Target) : IResourceAnnotation;

/// <summary>Where a program says over HTTP that it is ready.</summary>
/// <param name="Port">The port in the container.</param>
/// <param name="Path">What to ask for; an answer of success means that it is ready.</param>
/// <param name="LivePath">What to ask for whether it is to be started again; null for the same.</param>
internal sealed record ReadinessAnnotation(int Port, string Path, string? LivePath = null) : IResourceAnnotation;

/// <summary>A command in the container whose success means that a program is ready.</summary>
/// <param name="Command">The command and its arguments.</param>
internal sealed record ReadinessCommandAnnotation(IReadOnlyList<string> Command) : IResourceAnnotation;

/// <summary>The port of this machine that people open a program's pages at.</summary>
/// <param name="Port">The port.</param>
internal sealed record PageAnnotation(int Port) : IResourceAnnotation;

/// <summary>A volume of a program whose image has no directory for it: it belongs to nobody until it is given to the program's user.</summary>
/// <param name="Name">The volume's name.</param>
/// <param name="Target">Where it is in the container.</param>
internal sealed record OwnedVolumeAnnotation(string Name, string Target) : IResourceAnnotation;

/// <summary>Secrets that a program reads from files.</summary>
/// <param name="Directory">Where it looks for them.</param>
/// <param name="Files">The files' names, and what they hold.</param>
internal sealed record SecretFilesAnnotation(string Directory, IReadOnlyDictionary<string, ParameterResource> Files) : IResourceAnnotation;

/// <summary>A file of a program's configuration that is fitted to the installation.</summary>
/// <param name="File">Its path below the configuration's directory.</param>
/// <param name="Fit">What is made of its text.</param>
internal sealed record FittedFileAnnotation(string File, Func<string, string> Fit) : IResourceAnnotation;

/// <summary>A program that a program talks to by its configuration, where its environment does not say so.</summary>
/// <param name="Name">The other's resource name.</param>
/// <param name="Port">The port in the other's container.</param>
internal sealed record TalksToAnnotation(string Name, int Port) : IResourceAnnotation;

/// <summary>Something that is not published, and that a program calls.</summary>
/// <param name="Host">Its host; null where only whoever deploys knows it.</param>
/// <param name="Port">Its port.</param>
internal sealed record OutsideAnnotation(string? Host, int Port) : IResourceAnnotation;

/// <summary>Marks what calls others on the internet.</summary>
internal sealed record ReachesOutAnnotation : IResourceAnnotation;

/// <summary>Marks what others on the internet call.</summary>
internal sealed record ReachedAnnotation : IResourceAnnotation;

/// <summary>
/// Marks what runs strangers' code in a sandbox that it makes itself, which takes namespaces of its own: an engine has to allow the system
/// calls of that, and leave <c>/proc</c> uncovered.
/// </summary>
/// <param name="Profile">The file with the system calls that it may make, as Docker and the kubelet read it.</param>
internal sealed record SandboxAnnotation(string Profile) : IResourceAnnotation;

/// <summary>Marks what reads the cluster's pods and nodes.</summary>
internal sealed record ReadsClusterAnnotation : IResourceAnnotation;

/// <summary>The ports that Prometheus scrapes.</summary>
/// <param name="Port">The port in the container.</param>
internal sealed record ScrapedAnnotation(int Port) : IResourceAnnotation;

/// <summary>How many replicas there may be.</summary>
/// <param name="Most">The most.</param>
/// <param name="Queue">The queue whose length calls for more; null where only the processor's load does.</param>
internal sealed record ReplicasAnnotation(int Most, string? Queue = null) : IResourceAnnotation;

/// <summary>Marks a parameter that whoever deploys has to give: nothing that was generated would do.</summary>
internal sealed record WantedAnnotation : IResourceAnnotation;

/// <summary>Marks a parameter that may be left empty.</summary>
internal sealed record OptionalAnnotation : IResourceAnnotation;
