namespace SpecCursor.ServiceDefaults.Logging;

/// <summary>How long a log line may become, in characters.</summary>
internal static class LogLimits
{
    public const int Message = 16 * 1024;
    public const int Field = 4 * 1024;
    public const int StackTrace = 16 * 1024;
    public const int Fields = 64;
    public const int Items = 32;
}
