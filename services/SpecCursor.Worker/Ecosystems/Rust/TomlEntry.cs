namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>A value of a TOML file, or a table, wherever and however it is written: below a header, in an inline table, with a dotted key.</summary>
/// <param name="Path">Keys from the root. In a list of tables, the table's number is one.</param>
/// <param name="Text">The text of a string; null for anything else.</param>
/// <param name="IsTrue">Whether it is <c>true</c>.</param>
/// <param name="Start">Where a string's bytes begin in the file, quotes included.</param>
/// <param name="Length">How many there are.</param>
internal sealed record TomlEntry(string[] Path, string? Text = null, bool IsTrue = false, int Start = 0, int Length = 0);
