namespace SpecCursor.Backing;

/// <summary>A backing server cannot be had; the message says why and what to do about it, in words for the person at the terminal.</summary>
public sealed class BackingException : Exception
{
    /// <summary>Creates the exception.</summary>
    public BackingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what caused it.</summary>
    public BackingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
