namespace SpecCursor.Versioning.Tests;

/// <summary>What makers of questions have in common: chance that is the same for the same seed, and slips of the pen.</summary>
internal abstract class TextGenerator(int seed)
{
#pragma warning disable CA5394 // Reproducible, not secret.
    private readonly Random _random = new(seed);

    protected int Below(int count) => _random.Next(count);
#pragma warning restore CA5394

    protected bool Chance(int percent) => Below(100) < percent;

    protected T Any<T>(params T[] items) => items[Below(items.Length)];

    /// <summary>Drops, doubles or inserts a character in one text of twenty.</summary>
    protected string Mangle(string text, params string[] inserted)
    {
        if (text.Length == 0 || !Chance(5))
            return text;
        var at = Below(text.Length);
        return Below(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            _ => text.Insert(at, Any(inserted)),
        };
    }
}
