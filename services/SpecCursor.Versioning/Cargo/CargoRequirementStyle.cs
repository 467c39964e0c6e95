using System.Globalization;
using System.Text;

namespace SpecCursor.Versioning.Cargo;

/// <summary>
/// Writes a requirement for another version the way the project wrote it: <c>1.2</c> becomes <c>2.0</c>, <c>=1.2.3</c> becomes <c>=2.0.1</c>,
/// <c>&gt;=1.2, &lt;2</c> becomes <c>&gt;=2.0, &lt;3</c>. Operators, spaces and wildcards stay. What has no style that could be carried over
/// becomes the bare version, which is how cargo itself writes a requirement.
/// </summary>
internal static class CargoRequirementStyle
{
    public static RangeRewrite Rewrite(string written, CargoVersion version)
    {
        if (CargoRequirement.Parse(written) is not { } requirement)
            return RangeRewrite.Refused($"'{written}' is not a version requirement that cargo understands");
        var candidates = new[] { Restyle(requirement, version, Partial), Restyle(requirement, version, (_, _) => version.Text) };
        return RangeRewrite.To(Array.Find(candidates, candidate => candidate is not null && Admits(candidate, version)) ?? version.Text);
    }

    private static bool Admits(string candidate, CargoVersion version) => CargoRequirement.Parse(candidate)?.ToRange().Admits(version) == true;

    /// <summary>The text with its versions exchanged; null where one of them has no counterpart.</summary>
    private static string? Restyle(CargoRequirement requirement, CargoVersion version, Func<string, CargoVersion, string> write)
    {
        var result = new StringBuilder();
        var end = 0;
        foreach (var comparator in requirement.Comparators)
        {
            if (For(comparator, requirement.Text[comparator.Place], version, write) is not { } text)
                return null;
            result.Append(requirement.Text, end, comparator.Place.Start.Value - end).Append(text);
            end = comparator.Place.End.Value;
        }

        return result.Append(requirement.Text, end, requirement.Text.Length - end).ToString();
    }

    private static string? For(CargoComparator comparator, string written, CargoVersion version, Func<string, CargoVersion, string> write) =>
        comparator.Operator switch
        {
            CargoOperator.Less => After(comparator, written, version),
            CargoOperator.Greater => null,
            _ => write(written, version),
        };

    /// <summary>The upper bound after another version, at the same number as this one: <c>2</c>, <c>2.0.0</c>, <c>1.3.0</c>, <c>2.0.0-0</c>.</summary>
    private static string? After(CargoComparator bound, string written, CargoVersion version)
    {
        if (bound.Patch > 0 || bound.Prerelease is not ([] or [{ Text: "0" }]))
            return null;
        var isMajor = bound.Minor is null or 0;
        if ((isMajor ? version.Major : version.Minor) == long.MaxValue)
            return null;
        var next = isMajor
            ? new CargoVersion(version.Major + 1, 0, 0, bound.Prerelease, [])
            : new CargoVersion(version.Major, version.Minor + 1, 0, bound.Prerelease, []);
        return Partial(written, next);
    }

    /// <summary>As many numbers as were written, wildcards where wildcards were.</summary>
    private static string Partial(string written, CargoVersion version)
    {
        var numbers = written.Split('.');
        return numbers.Length >= 3 && char.IsAsciiDigit(numbers[2][0])
            ? version.Text
            : string.Join('.', numbers.Select((number, i) =>
                char.IsAsciiDigit(number[0]) ? version.Release[i].ToString(CultureInfo.InvariantCulture) : number));
    }
}
