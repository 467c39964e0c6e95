using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace SpecCursor.ServiceDefaults.Problems;

/// <summary>Says what is wrong with a request in the caller's words: where in the body, which parameter; never the names of our types.</summary>
internal static partial class BadRequestDetail
{
    private const int MaximumLength = 500;

    public static string Of(BadHttpRequestException exception)
    {
        var detail = exception.InnerException is JsonException json ? OfJson(json) : OfBinding(exception.Message);
        return detail.Length <= MaximumLength ? detail : detail[..MaximumLength] + "…";
    }

    private static string OfJson(JsonException exception)
    {
        var message = exception.Message;
        if (MissingProperties().Match(message) is { Success: true } missing)
        {
            return $"The request body lacks required properties: {missing.Groups[1].Value.TrimEnd('.')}.";
        }

        if (UnknownProperty().Match(message) is { Success: true } unknown)
        {
            return $"The request body has the unknown property '{unknown.Groups[1].Value}'.";
        }

        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
        {
            return $"The value at '{exception.Path}'{Position(exception)} is not of the expected type or not an allowed value.";
        }

        var reason = message.Split(" Path: ", 2)[0].Split(" LineNumber: ", 2)[0].TrimEnd('.');
        return $"The request body is not valid JSON{Position(exception)}: {reason}.";
    }

    private static string Position(JsonException exception) =>
        exception is { LineNumber: { } line, BytePositionInLine: { } column }
            ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, byte {column + 1})")
            : "";

    private static string OfBinding(string message)
    {
        if (Unparsable().Match(message) is { Success: true } unparsable)
        {
            return $"The parameter '{unparsable.Groups[1].Value}' can't be '{unparsable.Groups[2].Value}'.";
        }

        if (NotProvided().Match(message) is { Success: true } required)
        {
            return $"The parameter '{required.Groups[1].Value}' is required, in the {required.Groups[2].Value}.";
        }

        return message.StartsWith("Implicit body inferred", StringComparison.Ordinal) ? "A request body is required." : message;
    }

    [GeneratedRegex("""missing required properties including: (.*)$""", RegexOptions.Singleline, 1000)]
    private static partial Regex MissingProperties();

    [GeneratedRegex("""^The JSON property '(.*)' could not be mapped to any \.NET member""", RegexOptions.Singleline, 1000)]
    private static partial Regex UnknownProperty();

    [GeneratedRegex("""^Failed to bind parameter "(?:\S+ )?([^"\s]+)" from "(.*)"\.$""", RegexOptions.Singleline, 1000)]
    private static partial Regex Unparsable();

    [GeneratedRegex("""^Required parameter "(?:\S+ )?([^"\s]+)" was not provided from ([a-z ]+)\.$""", RegexOptions.None, 1000)]
    private static partial Regex NotProvided();
}
