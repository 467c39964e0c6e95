namespace SpecCursor.AiService.JavaScript;

/// <summary>Source is nested more deeply than anyone writes it. Said early: the end of the stack is reached late and left slowly.</summary>
internal sealed class SourceTooDeepException() : Exception("The source is nested too deeply to analyse.");
