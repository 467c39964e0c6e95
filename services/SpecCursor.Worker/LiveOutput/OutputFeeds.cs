using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Messages;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.Worker.LiveOutput;

/// <summary>Makes the feeds of runs, where there is a Redis to write them to.</summary>
internal sealed class OutputFeeds(IOptions<LiveOutputOptions> options, SecretRedactor redactor, TimeProvider time, OutputConnection? connection = null)
{
    /// <summary>The feed of a run, to be disposed of at its end; null where there is no Redis.</summary>
    public OutputFeed? Start(RunUpgrade command) => connection is null
        ? null
        : new OutputFeed(connection, new OutputLog(command, options.Value, time), new OutputBuffer(options.Value.BufferBytes), redactor, time);
}
