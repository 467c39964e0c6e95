using System.Globalization;
using System.Text.RegularExpressions;

namespace SpecCursor.AppHost.Publishing.Model;

/// <summary>
/// Resolves Aspire's expressions for a network on which every program is known by its resource's name, and listens there at the port
/// that it has in its container.
/// </summary>
internal static partial class TextResolver
{
    /// <summary>Resolves a value of an environment variable or an argument.</summary>
    /// <exception cref="NotSupportedException">The value is of a kind that is not known here.</exception>
    public static Text Resolve(object value) => new([.. Parts(value)]);

    /// <summary>The port of an endpoint in its container.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    public static int PortOf(EndpointReference endpoint) => endpoint.EndpointAnnotation.TargetPort ?? endpoint.EndpointAnnotation.Port
        ?? throw new NotSupportedException($"The endpoint {endpoint.EndpointName} of {endpoint.Resource.Name} has no port.");

    private static IEnumerable<object> Parts(object value) => value switch
    {
        string text => [text],
        ParameterResource parameter => [parameter],
        IResourceBuilder<ParameterResource> parameter => [parameter.Resource],
        EndpointReference endpoint => [Of(endpoint, EndpointProperty.Url)],
        EndpointReferenceExpression endpoint => [Of(endpoint.Endpoint, endpoint.Property)],

        // The one condition that Aspire makes is whether TLS ends in the container, which it does not: the network is the deployment's own.
        ReferenceExpression { IsConditional: true, WhenFalse: var otherwise } => otherwise is null ? [] : Parts(otherwise),
        ReferenceExpression expression => Fill(expression),
        ConnectionStringReference reference => Parts(reference.Resource.ConnectionStringExpression),
        IResourceWithConnectionString resource => Parts(resource.ConnectionStringExpression),
        _ => throw new NotSupportedException($"A value of {value.GetType().Name} cannot be published."),
    };

    private static IEnumerable<object> Fill(ReferenceExpression expression)
    {
        var place = 0;
        foreach (Match hole in Hole().Matches(expression.Format))
        {
            if (hole.Index > place)
            {
                yield return Unescape(expression.Format[place..hole.Index]);
            }

            foreach (var part in Parts(expression.ValueProviders[int.Parse(hole.Groups[1].Value, CultureInfo.InvariantCulture)]))
            {
                yield return part;
            }

            place = hole.Index + hole.Length;
        }

        if (place < expression.Format.Length)
        {
            yield return Unescape(expression.Format[place..]);
        }
    }

    private static string Of(EndpointReference endpoint, EndpointProperty property)
    {
        var port = PortOf(endpoint).ToString(CultureInfo.InvariantCulture);
        var host = endpoint.Resource.Name;
        return property switch
        {
            EndpointProperty.Url => $"{endpoint.EndpointAnnotation.UriScheme}://{host}:{port}",
            EndpointProperty.Host or EndpointProperty.IPV4Host => host,
            EndpointProperty.Port or EndpointProperty.TargetPort => port,
            EndpointProperty.HostAndPort => $"{host}:{port}",
            EndpointProperty.Scheme => endpoint.EndpointAnnotation.UriScheme,
            _ => throw new NotSupportedException($"{property} of an endpoint cannot be published."),
        };
    }

    private static string Unescape(string literal) => literal.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\{)\{(\d+)(?::[^}]*)?\}")]
    private static partial Regex Hole();
}
