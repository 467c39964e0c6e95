namespace SpecCursor.Benchmarks.Harness;

/// <summary>Something could not be measured; the message says why.</summary>
internal sealed class MeasurementException(string message, Exception? innerException = null) : Exception(message, innerException);
