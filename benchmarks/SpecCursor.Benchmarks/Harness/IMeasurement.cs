namespace SpecCursor.Benchmarks.Harness;

/// <summary>One claim of docs/performance.md, and how it is measured.</summary>
internal interface IMeasurement
{
    /// <summary>The name on the command line and in the table.</summary>
    string Name { get; }

    /// <summary>What is measured, in one line.</summary>
    string Question { get; }

    /// <summary>The programs that must be on <c>PATH</c>; see <see cref="RequiredTools"/>.</summary>
    IReadOnlyList<string> Tools { get; }

    /// <summary>Measures. Everything it starts has ended when it returns or throws.</summary>
    Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken);
}
