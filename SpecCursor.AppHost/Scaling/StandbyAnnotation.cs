namespace SpecCursor.AppHost.Scaling;

/// <summary>Marks another replica of a service, which runs only while it is asked for.</summary>
/// <param name="Service">The service.</param>
internal sealed record StandbyAnnotation(string Service) : IResourceAnnotation
{
    /// <summary>What its state is called while it does not run.</summary>
    public const string State = "Standby";
}
