namespace SpecCursor.Cli.Application;

/// <summary>The application could not be started; the message is for the person at the terminal.</summary>
internal sealed class ApplicationStartException(string message) : Exception(message);
