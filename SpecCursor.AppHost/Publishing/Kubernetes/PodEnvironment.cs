using k8s.Models;
using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Kubernetes;

/// <summary>The environment of a pod. Kubernetes puts <c>$(NAME)</c> in where a variable before it has that name.</summary>
internal static class PodEnvironment
{
    /// <summary>A program's variables: first those that others are made of.</summary>
    public static IEnumerable<V1EnvVar> Of(DeployedProgram program)
    {
        var whole = program.Environment.Where(variable => variable.Value.Parts is [ParameterResource]).ToDictionary(variable => variable.Key, variable => variable.Value.Parameters.Single());
        var parts = program.Environment.Where(variable => !whole.ContainsKey(variable.Key)).Select(variable => variable.Value)
            .Concat(program.Arguments)
            .SelectMany(text => text.Parameters)
            .Distinct()
            .Where(parameter => !whole.ContainsKey(Name(parameter)));
        foreach (var (name, parameter) in whole.Concat(parts.Select(parameter => KeyValuePair.Create(Name(parameter), parameter))))
        {
            yield return From(name, parameter);
        }

        foreach (var (name, value) in program.Environment.Where(variable => !whole.ContainsKey(variable.Key)))
        {
            yield return new V1EnvVar { Name = name, Value = Write(value) };
        }
    }

    /// <summary>Writes a text with its parameters referred to.</summary>
    public static string Write(Text text) =>
        text.Write(literal => literal.Replace("$(", "$$(", StringComparison.Ordinal), parameter => $"$({Name(parameter)})");

    private static string Name(ParameterResource parameter) => parameter.Name.Replace('-', '_').ToUpperInvariant();

    private static V1EnvVar From(string name, ParameterResource parameter) => new()
    {
        Name = name,
        ValueFrom = parameter.Secret
            ? new V1EnvVarSource
            {
                SecretKeyRef = new V1SecretKeySelector
                {
                    Name = KubernetesPublisher.Name,
                    Key = parameter.Name,
                    Optional = parameter.HasAnnotationOfType<OptionalAnnotation>() ? true : null,
                },
            }
            : new V1EnvVarSource { ConfigMapKeyRef = new V1ConfigMapKeySelector { Name = KubernetesPublisher.Settings, Key = parameter.Name } },
    };
}
