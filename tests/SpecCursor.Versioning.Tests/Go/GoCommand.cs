using System.Diagnostics;

namespace SpecCursor.Versioning.Tests.Go;

/// <summary>How go is started: with folders of its own and without network.</summary>
internal static class GoCommand
{
    public const string Package = "golang-go";

    private static readonly string s_tools = Path.Combine(AppContext.BaseDirectory, "tools");

    public static ProcessStartInfo Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("go", arguments) { WorkingDirectory = folder };
        start.Environment["GOCACHE"] = Path.Combine(s_tools, "go-cache");
        start.Environment["GOENV"] = "off";
        start.Environment["GOSUMDB"] = "off";
        start.Environment["GOTOOLCHAIN"] = "local";
        start.Environment["GOWORK"] = "off";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }
}
