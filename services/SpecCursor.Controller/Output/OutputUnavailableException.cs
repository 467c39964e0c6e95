namespace SpecCursor.Controller.Output;

/// <summary>The output cannot be read now, because Redis cannot be.</summary>
internal sealed class OutputUnavailableException : Exception
{
    public OutputUnavailableException(Exception? cause)
        : base("Output of running commands cannot be read: Redis does not answer.", cause)
    {
    }
}
