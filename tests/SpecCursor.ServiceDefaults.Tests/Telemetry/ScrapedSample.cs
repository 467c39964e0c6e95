namespace SpecCursor.ServiceDefaults.Tests.Telemetry;

internal sealed record ScrapedSample(string Name, Dictionary<string, string> Labels, double Value, ScrapedExemplar? Exemplar);
