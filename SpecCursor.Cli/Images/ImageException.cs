namespace SpecCursor.Cli.Images;

/// <summary>An image can't be built; the message says why.</summary>
internal sealed class ImageException(string message) : Exception(message);
