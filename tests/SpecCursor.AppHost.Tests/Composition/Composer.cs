using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.Composition;

/// <summary>Composes the AppHost without starting any of it, each time in a state directory of its own.</summary>
internal sealed class Composer : IDisposable
{
    /// <summary>Where all of them are.</summary>
    public string Root { get; } = TestDirectory.Create("composition");

    public Task<IDistributedApplicationTestingBuilder> ComposeAsync(string mode, params string[] more) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.SpecCursor_AppHost>(
        [
            $"--SpecCursor:StateDirectory={Root}/{Guid.NewGuid():N}",
            $"--SpecCursor:Infrastructure={mode}",
            "--SpecCursor:Controller:Port=0",
            "--SpecCursor:GitHubApp:Port=0",
            "--SpecCursor:Dashboard:Port=0",
            .. more,
        ]);

    public static IResource Resource(IDistributedApplicationTestingBuilder builder, string name) =>
        Assert.Single(builder.Resources, resource => resource.Name == name);

    public static (string? Registry, string Image, string? Tag) Image(IResource resource)
    {
        var image = Assert.Single(resource.Annotations.OfType<ContainerImageAnnotation>());
        return (image.Registry, image.Image, image.Tag);
    }

    /// <summary>What is in a resource's environment; only what needs no running application is evaluated.</summary>
    public static async Task<IReadOnlyDictionary<string, object>> EnvironmentAsync(IDistributedApplicationTestingBuilder builder, string name)
    {
        var context = new EnvironmentCallbackContext(builder.ExecutionContext, Resource(builder, name));
        foreach (var annotation in Resource(builder, name).Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables;
    }

    public static async Task<IReadOnlyList<string>> ArgumentsAsync(IDistributedApplicationTestingBuilder builder, string name)
    {
        var context = new CommandLineArgsCallbackContext([], Resource(builder, name));
        foreach (var annotation in Resource(builder, name).Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return [.. context.Args.Cast<string>()];
    }

    /// <summary>What the engine is told beside what Aspire itself tells it.</summary>
    public static async Task<IReadOnlyList<string>> EngineArgumentsAsync(IDistributedApplicationTestingBuilder builder, string name)
    {
        List<object> arguments = [];
        foreach (var annotation in Resource(builder, name).Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>())
        {
            await annotation.Callback(new ContainerRuntimeArgsCallbackContext(arguments));
        }

        return [.. arguments.Cast<string>()];
    }

    public void Dispose() => TestDirectory.Delete(Root);
}
