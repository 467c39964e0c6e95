namespace SpecCursor.Worker.Ecosystems.DotNet.MsBuild;

/// <summary>Turns the lines and columns of an XML reader into places in the text.</summary>
internal sealed class XmlPositions
{
    private readonly List<int> _lines = [0];

    public XmlPositions(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // XML has three kinds of line ends: CR LF, LF, and CR by itself.
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _lines.Add(i + 1);
            }
        }
    }

    /// <param name="line">From 1.</param>
    /// <param name="column">From 1.</param>
    public int Of(int line, int column) => _lines[line - 1] + column - 1;
}
