namespace SpecCursor.AiService.Tests.Support;

internal sealed record ToolRun(int ExitCode, string Output);
