namespace SpecCursor.ServiceDefaults.Tests.Otlp;

/// <summary>Tests that nothing else may run beside: an exporter hears the meters of the whole process, those of other tests' services too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
