namespace SpecCursor.Benchmarks.Harness;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>The measurements to make.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Whether to run everything once and short, only to see that it works.</summary>
    public bool IsQuick { get; init; }

    public bool WantsHelp { get; init; }

    /// <summary>What is wrong with the command line; null when nothing is.</summary>
    public string? Error { get; init; }

    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments, IReadOnlyList<string> known)
    {
        List<string> names = [];
        var (quick, help) = (false, false);
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case "--quick":
                    quick = true;
                    break;
                case "--help" or "-h":
                    help = true;
                    break;
                case var name when known.Contains(name):
                    names.Add(name);
                    break;
                default:
                    return new BenchmarkOptions { Names = [], Error = $"There is no measurement or option '{argument}'." };
            }
        }

        return new BenchmarkOptions { Names = names.Count > 0 ? names : known, IsQuick = quick, WantsHelp = help };
    }
}
