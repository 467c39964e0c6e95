namespace SpecCursor.ServiceDefaults.Tests.Telemetry;

internal sealed record ScrapedExemplar(Dictionary<string, string> Labels, double Value);
