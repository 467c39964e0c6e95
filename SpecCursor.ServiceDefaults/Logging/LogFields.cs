namespace SpecCursor.ServiceDefaults.Logging;

/// <summary>The structured fields of one log line: named, redacted, bounded, each name once.</summary>
internal sealed class LogFields
{
    private readonly List<KeyValuePair<string, object>> _fields = [];

    /// <summary>The message's template.</summary>
    public string? Template { get; set; }

    /// <summary>Name and value; a value is a string, a number, a Boolean or an array of strings.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> All => _fields;

    /// <summary>Sets a field; a later value takes an earlier one's place.</summary>
    public void Set(string name, object value)
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            if (_fields[i].Key == name)
            {
                _fields[i] = KeyValuePair.Create(name, value);
                return;
            }
        }

        if (_fields.Count < LogLimits.Fields)
        {
            _fields.Add(KeyValuePair.Create(name, value));
        }
    }
}
