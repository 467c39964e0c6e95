using System.Diagnostics;
using System.Text;

namespace SpecCursor.ProofEngine.Engines.Processes;

/// <summary>
/// A child process that is asked one thing after the other, each within limits of time and output. One that was over a limit, or ended, answers nothing more.
/// </summary>
internal sealed class Conversation : IDisposable
{
    private readonly ProcessRequest _request;
    private readonly TimeProvider _time;
    private readonly Process _process;
    private readonly Task _complaints;

    /// <summary>Starts the process.</summary>
    /// <param name="request">The process, and the limits of each answer.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The executable can't be run.</exception>
    public Conversation(ProcessRequest request, TimeProvider time)
    {
        _request = request;
        _time = time;
        _process = Process.Start(BoundedStart.Of(request))!;
        _complaints = DrainAsync(_process.StandardError);
    }

    /// <summary>Whether it answers nothing more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Asks something, and reads on to a line that ends the answer.</summary>
    /// <param name="question">What is written to it.</param>
    /// <param name="end">The line, which no answer has in it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the process has been killed.</exception>
    public async Task<ConversationAnswer> AskAsync(string question, string end, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        using var deadline = new CancellationTokenSource(_request.Timeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var killing = stop.Token.Register(Kill);
        var writing = WriteAsync(question);
        var text = await ReadAsync($"{end}\n");
        if (text is null)
            Kill();
        await writing;
        cancellationToken.ThrowIfCancellationRequested();
        return new ConversationAnswer(text, text is null && deadline.IsCancellationRequested);
    }

    public void Dispose()
    {
        // Nobody waits for an answer, so there is nothing of it but itself; what was given up is gone already.
        IsOver = true;
        _process.Kill();
        _process.WaitForExit();
        _complaints.Wait();
        _process.Dispose();
    }

    private async Task WriteAsync(string question)
    {
        try
        {
            await _process.StandardInput.WriteAsync(question);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It ended, or was killed, before it had read everything: there is no whole answer then.
        }
    }

    /// <summary>Null when the process ended before the line came, or printed too much.</summary>
    private async Task<string?> ReadAsync(string end)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var count)
        {
            text.Append(buffer, 0, count);
            if (text.Length > _request.MaximumOutput)
                return null;
            if (EndsWithLine(text, end))
                return text.ToString(0, text.Length - end.Length);
        }

        return null;
    }

    private static bool EndsWithLine(StringBuilder text, string line)
    {
        var start = text.Length - line.Length;
        return start >= 0 && text.ToString(start, line.Length) == line && (start == 0 || text[start - 1] == '\n');
    }

    /// <summary>What it complains of is not kept: who gets no answer from it asks a process of its own, which says why.</summary>
    private static async Task DrainAsync(StreamReader complaints)
    {
        var buffer = new char[1024];
        while (await complaints.ReadAsync(buffer) > 0)
        {
        }
    }

    private void Kill()
    {
        IsOver = true;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended at this very moment.
        }
    }
}
