namespace SpecCursor.AppHost.Publishing.Model;

/// <summary>A text with parameters in it, which each kind of deployment writes in its own way.</summary>
/// <param name="Parts">Literals, as strings, and parameters.</param>
internal sealed record Text(params IReadOnlyList<object> Parts)
{
    /// <summary>The parameters in it.</summary>
    public IEnumerable<ParameterResource> Parameters => Parts.OfType<ParameterResource>();

    /// <summary>Writes it.</summary>
    /// <param name="literal">How a literal is written.</param>
    /// <param name="parameter">How a parameter is referred to.</param>
    public string Write(Func<string, string> literal, Func<ParameterResource, string> parameter) =>
        string.Concat(Parts.Select(part => part is ParameterResource resource ? parameter(resource) : literal((string)part)));
}
