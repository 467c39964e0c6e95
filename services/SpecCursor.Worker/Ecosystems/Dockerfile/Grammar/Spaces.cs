namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>White space as Dockerfiles have it: that of ASCII. Characters beyond it are bytes here, of which none is a space.</summary>
internal static class Spaces
{
    public static bool Is(char character) => character is ' ' or (>= '\t' and <= '\r');

    /// <summary>How many there are at the start.</summary>
    public static int Before(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && Is(text[count]))
        {
            count++;
        }

        return count;
    }

    /// <summary>How many there are at the end, if there is anything else.</summary>
    public static int After(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && Is(text[text.Length - 1 - count]))
        {
            count++;
        }

        return count;
    }
}
