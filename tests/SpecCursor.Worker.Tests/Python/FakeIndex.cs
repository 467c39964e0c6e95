using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SpecCursor.Testing.Packages;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Python;

/// <summary>
/// A fake index that speaks PEP 691, and PEP 503 to those who don't ask for JSON: only for what a folder of wheels can't say, such as that a version
/// was yanked, and for tools that know no folders.
/// </summary>
internal static class FakeIndex
{
    /// <param name="yanked">Versions of <c>greet</c> that are, and why.</param>
    public static Task<FakeRegistry> StartAsync(params (string Version, string Reason)[] yanked) => FakeRegistry.StartAsync(context => AnswerAsync(context, yanked));

    private static async Task AnswerAsync(HttpContext context, (string Version, string Reason)[] yanked)
    {
        var path = context.Request.Path.Value!.Trim('/');
        if (PythonWheels.All.FirstOrDefault(wheel => path == $"files/{wheel.FileName}") is { } file)
        {
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.WriteAsync(file.ToBytes());
            return;
        }

        var wheels = PythonWheels.All.Where(wheel => wheel.Name == path).ToList();
        if (wheels.Count == 0)
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (!context.Request.Headers.Accept.ToString().Contains("json", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync(string.Concat(wheels.Select(wheel => $"<a href=\"../files/{wheel.FileName}#sha256={HashOf(wheel)}\">{wheel.FileName}</a>\n")));
            return;
        }

        var files = new JsonArray(wheels.Select(wheel => new JsonObject
        {
            ["filename"] = wheel.FileName,
            ["url"] = $"../files/{wheel.FileName}",
            ["hashes"] = new JsonObject { ["sha256"] = HashOf(wheel) },
            ["yanked"] = yanked.FirstOrDefault(entry => wheel.Name == "greet" && entry.Version == wheel.Version).Reason is { } reason ? reason : false,
            ["upload-time"] = "2020-01-01T00:00:00Z",
        }).ToArray<JsonNode?>());
        var answer = new JsonObject { ["meta"] = new JsonObject { ["api-version"] = "1.1" }, ["name"] = path, ["files"] = files };
        context.Response.ContentType = "application/vnd.pypi.simple.v1+json";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private static string HashOf(Wheel wheel) => Convert.ToHexStringLower(SHA256.HashData(wheel.ToBytes()));
}
