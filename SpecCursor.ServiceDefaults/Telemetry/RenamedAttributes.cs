using System.Diagnostics;

namespace SpecCursor.ServiceDefaults.Telemetry;

/// <summary>Brings attributes that libraries give their spans to the names of the semantic conventions.</summary>
internal static class RenamedAttributes
{
    /// <summary>Gives an attribute another name; one that is not there is left alone.</summary>
    /// <param name="span">The span.</param>
    /// <param name="old">The name that it has.</param>
    /// <param name="name">The name that it gets.</param>
    /// <param name="convert">Makes its value; null to keep it.</param>
    public static void Rename(this Activity span, string old, string name, Func<object, object>? convert = null)
    {
        if (span.GetTagItem(old) is { } value)
        {
            span.SetTag(old, null).SetTag(name, convert is null ? value : convert(value));
        }
    }
}
