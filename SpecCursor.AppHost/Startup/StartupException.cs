using System.Reflection;
using SpecCursor.Backing;

namespace SpecCursor.AppHost.Startup;

/// <summary>The application cannot start; the message says why and what to do about it, in words for the person at the terminal.</summary>
public sealed class StartupException(string message) : Exception(message)
{
    /// <summary>
    /// Whether an exception that ends the start has everything to say in its message, and there is a terminal to say it on:
    /// a test that hosts this program wants the exception itself.
    /// </summary>
    internal static bool IsForTheTerminal(Exception exception) =>
        exception is StartupException or BackingException && Assembly.GetEntryAssembly() == typeof(StartupException).Assembly;
}
