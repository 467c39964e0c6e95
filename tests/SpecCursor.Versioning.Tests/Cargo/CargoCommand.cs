using System.Diagnostics;

namespace SpecCursor.Versioning.Tests.Cargo;

/// <summary>How cargo is started: with a home of its own, so that nobody's settings count.</summary>
internal static class CargoCommand
{
    public const string Package = "cargo";

    public static ProcessStartInfo Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("cargo", arguments) { WorkingDirectory = folder };
        start.Environment["CARGO_HOME"] = Path.Combine(AppContext.BaseDirectory, "tools", "cargo-home");
        return start;
    }
}
