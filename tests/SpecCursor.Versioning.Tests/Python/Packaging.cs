using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace SpecCursor.Versioning.Tests.Python;

/// <summary>The <c>packaging</c> library that we must agree with, as pip ships it, asked in one process a batch.</summary>
internal static class Packaging
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyList<Judgement>> AskAsync(IReadOnlyList<Question> questions)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "Python", "oracle.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Start(start);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        using var registration = deadline.Token.Register(() => process.Kill(entireProcessTree: true));
        var answers = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        await WriteAsync(process.StandardInput, questions);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, $"python3 failed: is pip there (Debian's package python3-pip)?\n{await errors}");
        var lines = (await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(questions.Count, lines.Length);
        return [.. lines.Select(line => JsonSerializer.Deserialize<Judgement>(line, s_json)!)];
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("'python3' can't be started: is it on PATH? Install the Debian package python3-pip.", exception);
        }
    }

    /// <summary>A process that ended early closes its input; why it did is on its error output.</summary>
    private static async Task WriteAsync(StreamWriter writer, IReadOnlyList<Question> questions)
    {
        try
        {
            await using (writer)
            {
                foreach (var question in questions)
                    await writer.WriteLineAsync(JsonSerializer.Serialize(question, s_json));
            }
        }
        catch (IOException)
        {
        }
    }
}
