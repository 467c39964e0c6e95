using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SpecCursor.Controller.Console;

/// <summary>Answers with pages.</summary>
internal static class Html
{
    public static IResult Page<TPage>(int status, params (string Name, object? Value)[] parameters)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value))
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    public static IResult Page<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : IComponent => Page<TPage>(StatusCodes.Status200OK, parameters);
}
