using SpecCursor.Cli.Application;
using SpecCursor.Cli.Rehearsals.Claude;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>How the condition of one alert is really made.</summary>
/// <param name="Alert">The alert's name.</param>
/// <param name="Does">What is done, as the end of a sentence that begins with "This".</param>
/// <param name="RaiseAsync">Does it, to an application of the rehearsal's own; what has to last does so until it is cancelled, which it is once everybody was told.</param>
internal sealed record Rehearsal(string Alert, string Does, Func<RehearsedApplication, CancellationToken, Task> RaiseAsync)
{
    /// <summary>What everybody is told within, if at all.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Makes ready what the application finds when it starts, and gives the settings that it is started with.</summary>
    public Func<StateDirectory, IReadOnlyDictionary<string, string>> Prepare { get; init; } = _ => new Dictionary<string, string>();

    /// <summary>What a fake of Anthropic's API answers to each question, the first of which is 1; null where nobody is asked.</summary>
    public Func<FakeQuestion, FakeAnswer>? Claude { get; init; }
}
