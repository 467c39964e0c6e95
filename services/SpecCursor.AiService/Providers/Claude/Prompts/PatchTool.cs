using System.Text.Json;
using Anthropic.Models.Messages;

namespace SpecCursor.AiService.Providers.Claude.Prompts;

/// <summary>The tool through which Claude answers: a strict schema, so that an answer is edits and never free text.</summary>
internal static class PatchTool
{
    /// <summary>Its name.</summary>
    public const string Name = "submit_patch";

    private const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["explanation", "edits"],
          "properties": {
            "explanation": {
              "type": "string",
              "description": "Two or three sentences for the pull request: what the new version changed, and what was done about it."
            },
            "edits": {
              "type": "array",
              "description": "The whole repair. Empty when there is none.",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["path", "old_text", "new_text"],
                "properties": {
                  "path": { "type": "string", "description": "The file, named as it was shown." },
                  "old_text": { "type": "string", "description": "Text that occurs in the file exactly once." },
                  "new_text": { "type": "string", "description": "What takes its place." }
                }
              }
            }
          }
        }
        """;

    /// <summary>The tool as the API takes it.</summary>
    public static Tool Definition { get; } = new()
    {
        Name = Name,
        Description = "Submits the repair: edits of the files that were shown, and an explanation for the pull request. Call it once.",
        InputSchema = JsonSerializer.Deserialize<InputSchema>(Schema)!,
        Strict = true,
    };
}
