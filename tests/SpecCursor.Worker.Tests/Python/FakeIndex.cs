using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Python;

/// <summary>
/// A fake index that speaks PEP 691, and PEP 503 to those who don't ask for JSON: only for what a folder of wheels can't say, such as that a version
/// was yanked, and for tools that know no folders.
/// </summary>
internal static class FakeIndex
{
    private static readonly IReadOnlyList<PublishedFile> All =
    [
        .. PythonWheels.All.Select(wheel => new PublishedFile(wheel.Name, wheel.Version, wheel.FileName, wheel.ToBytes())),
        new("built", "1.1.0", SourceArchive.Name, SourceArchive.ToBytes()),
    ];

    /// <param name="yanked">Versions of <c>greet</c> that are, and why.</param>
    public static Task<FakeRegistry> StartAsync(params (string Version, string Reason)[] yanked) => FakeRegistry.StartAsync(context => AnswerAsync(context, yanked));

    private static async Task AnswerAsync(HttpContext context, (string Version, string Reason)[] yanked)
    {
        var path = context.Request.Path.Value!.Trim('/');
        if (All.FirstOrDefault(file => path == $"files/{file.FileName}") is { } file)
        {
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.WriteAsync(file.Content);
            return;
        }

        var found = All.Where(file => file.Package == path).ToList();
        if (found.Count == 0)
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (!context.Request.Headers.Accept.ToString().Contains("json", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync(string.Concat(found.Select(file => $"<a href=\"../files/{file.FileName}#sha256={file.Hash}\">{file.FileName}</a>\n")));
            return;
        }

        var files = new JsonArray(found.Select(file => new JsonObject
        {
            ["filename"] = file.FileName,
            ["url"] = $"../files/{file.FileName}",
            ["hashes"] = new JsonObject { ["sha256"] = file.Hash },
            ["yanked"] = yanked.FirstOrDefault(entry => file.Package == "greet" && entry.Version == file.Version).Reason is { } reason ? reason : false,
            ["upload-time"] = "2020-01-01T00:00:00Z",
        }).ToArray<JsonNode?>());
        var answer = new JsonObject { ["meta"] = new JsonObject { ["api-version"] = "1.1" }, ["name"] = path, ["files"] = files };
        context.Response.ContentType = "application/vnd.pypi.simple.v1+json";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private sealed record PublishedFile(string Package, string Version, string FileName, byte[] Content)
    {
        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Content));
    }
}
