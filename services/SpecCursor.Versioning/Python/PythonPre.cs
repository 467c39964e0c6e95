using System.Globalization;

namespace SpecCursor.Versioning.Python;

/// <summary>An alpha, beta or release candidate: <c>a1</c>, <c>b2</c>, <c>rc3</c>.</summary>
internal readonly record struct PythonPre(PythonPhase Phase, long Number)
{
    /// <summary>Reads the phase by any of its names.</summary>
    public static PythonPre Of(string name, long number) => new(
        char.ToLowerInvariant(name[0]) switch
        {
            'a' => PythonPhase.Alpha,
            'b' => PythonPhase.Beta,
            _ => PythonPhase.Candidate,
        },
        number);

    public override string ToString()
    {
        var letters = Phase switch { PythonPhase.Alpha => "a", PythonPhase.Beta => "b", _ => "rc" };
        return letters + Number.ToString(CultureInfo.InvariantCulture);
    }
}
