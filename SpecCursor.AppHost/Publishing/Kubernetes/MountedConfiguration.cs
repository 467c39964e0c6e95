using k8s.Models;
using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Kubernetes;

/// <summary>
/// Configuration that is made a ConfigMap of and mounted. A ConfigMap has no directories: its keys are the paths with two underscores for
/// each slash, and the volume puts the slashes back.
/// </summary>
internal sealed class MountedConfiguration(DeployedProgram program, string path, string target, IReadOnlyList<string> files)
{
    private readonly bool isFile = files is [""];

    private readonly string name = $"{program.Name}-configuration";

    /// <summary>The entry of the kustomization.</summary>
    public Dictionary<string, object> Generator => new()
    {
        ["name"] = name,
        ["files"] = files.Select(file => $"{Key(file)}={(isFile ? path : $"{path}/{file}")}").ToList(),
    };

    /// <summary>The pod's volume.</summary>
    public V1Volume Volume => new()
    {
        Name = "configuration",
        ConfigMap = new V1ConfigMapVolumeSource
        {
            Name = name,
            Items = [.. files.Select(file => new V1KeyToPath { Key = Key(file), Path = isFile ? Key(file) : file })],
        },
    };

    /// <summary>Where it is in the container.</summary>
    public V1VolumeMount Mount => new()
    {
        Name = "configuration",
        MountPath = target,
        SubPath = isFile ? Key("") : null,
        ReadOnlyProperty = true,
    };

    private string Key(string file) => isFile ? Path.GetFileName(target) : file.Replace("/", "__", StringComparison.Ordinal);
}
