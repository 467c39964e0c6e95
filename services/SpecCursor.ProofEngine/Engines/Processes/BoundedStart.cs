using System.Diagnostics;
using System.Text;

namespace SpecCursor.ProofEngine.Engines.Processes;

/// <summary>How a child process is started that has limits.</summary>
internal static class BoundedStart
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>With all its streams redirected, an environment of its own, and, where there is <c>prlimit</c>, a limit of its memory.</summary>
    public static ProcessStartInfo Of(ProcessRequest request)
    {
        var start = new ProcessStartInfo
        {
            FileName = request.FileName,
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = s_utf8,
            StandardOutputEncoding = s_utf8,
            StandardErrorEncoding = s_utf8,
        };
        if (Executable.Find(null, "prlimit") is { } prlimit)
        {
            start.FileName = prlimit;
            start.ArgumentList.Add($"--data={request.MaximumMemory}");
            start.ArgumentList.Add("--core=0");
            start.ArgumentList.Add("--");
            start.ArgumentList.Add(request.FileName);
        }

        foreach (var argument in request.Arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }
}
