namespace SpecCursor.AppHost.Observability;

/// <summary>What is not there.</summary>
internal static class MissingProgramExtensions
{
    /// <summary>Shows that a program is missing, and how to get it.</summary>
    /// <param name="application">Aspire's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="remedy">How to get it, in words for a person.</param>
    public static void AddMissingProgram(this IDistributedApplicationBuilder application, string name, string remedy) =>
        application.AddResource(new MissingProgramResource(name, remedy))
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "Program",
                State = new ResourceStateSnapshot(MissingProgramResource.State, KnownResourceStateStyles.Info),
                Properties = [new ResourcePropertySnapshot("Remedy", remedy)],
            })
            .ExcludeFromManifest();
}
