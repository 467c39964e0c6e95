using System.Collections;
using System.Globalization;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.ServiceDefaults.Logging;

/// <summary>Values of structured fields as they may be kept: without secrets and of bounded length.</summary>
internal sealed class LogValues(SecretRedactor redactor)
{
    private static readonly string[] SecretNames =
        ["password", "secret", "token", "api_key", "apikey", "authorization", "private_key", "connection_string", "credential", "credentials"];

    /// <summary>A string, a number, a Boolean or an array of strings.</summary>
    /// <param name="name">The field's name in snake_case; a field that is named after a secret is not shown whatever it looks like.</param>
    /// <param name="value">The value.</param>
    public object Of(string name, object value) => value switch
    {
        bool or int or long or double or float or decimal or byte or short or uint or ulong or ushort or sbyte => value,
        _ when IsNamedAfterSecret(name) => "[redacted]",
        string text => Text(text, LogLimits.Field),
        DateTimeOffset time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable<KeyValuePair<string, object?>> => Text(value.ToString() ?? "", LogLimits.Field),
        IEnumerable items => Items(items),
        IFormattable formattable => Text(formattable.ToString(null, CultureInfo.InvariantCulture), LogLimits.Field),
        _ => Text(value.ToString() ?? "", LogLimits.Field),
    };

    /// <summary>The text, redacted and shortened.</summary>
    public string Text(string text, int maximumLength) => redactor.Redact(text, maximumLength);

    private static bool IsNamedAfterSecret(string name)
    {
        foreach (var secret in SecretNames)
        {
            if (name.EndsWith(secret, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private string[] Items(IEnumerable items) =>
        [.. items.Cast<object?>()
            .Take(LogLimits.Items)
            .Select(item => Text(Convert.ToString(item, CultureInfo.InvariantCulture) ?? "", LogLimits.Field / LogLimits.Items))];
}
