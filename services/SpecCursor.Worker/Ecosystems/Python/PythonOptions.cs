namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>The section <c>SpecCursor:Worker:Python</c>.</summary>
internal sealed class PythonOptions
{
    public const string Section = "SpecCursor:Worker:Python";

    /// <summary>The index of packages, as PEP 503 and PEP 691 describe them.</summary>
    public Uri Index { get; set; } = new("https://pypi.org/simple/");

    /// <summary>A folder of wheels to use instead of <see cref="Index"/>, where the machine has no network; null for none.</summary>
    public string? WheelFolder { get; set; }

    /// <summary>Longest time of one look-up in the index, its retries included.</summary>
    public TimeSpan IndexTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
