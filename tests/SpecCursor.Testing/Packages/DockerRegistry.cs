using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SpecCursor.Testing.Packages;

/// <summary>Docker's own registry (Debian's <c>docker-registry</c>) on a free port of loopback, filled over its API.</summary>
public sealed class DockerRegistry : IDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly Dictionary<string, (string Digest, int Size)> _pushed = [];

    private DockerRegistry(Process process, string authority)
    {
        _process = process;
        Authority = authority;
        _http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Host and port.</summary>
    public string Authority { get; }

    /// <summary>Its address.</summary>
    public Uri Address => new($"http://{Authority}/");

    /// <summary>Starts it.</summary>
    /// <param name="directory">Where it keeps its images; two may have the same.</param>
    /// <param name="settings">Variables that configure it otherwise.</param>
    public static DockerRegistry Start(string directory, params (string Key, string Value)[] settings)
    {
        Directory.CreateDirectory(directory);
        var configuration = Path.Combine(directory, "config.yml");
        File.WriteAllText(configuration, $"version: 0.1\nlog: {{ accesslog: {{ disabled: true }} }}\nstorage: {{ filesystem: {{ rootdirectory: '{directory}' }}, delete: {{ enabled: true }} }}\nhttp: {{ addr: '127.0.0.1:0' }}\n");
        var info = new ProcessStartInfo("docker-registry", ["serve", configuration]) { RedirectStandardError = true };
        foreach (var (key, value) in settings)
        {
            info.Environment[key] = value;
        }

        var process = Process.Start(info)!;
        var said = new StringBuilder();
        const string Listening = "listening on ";
        while (process.StandardError.ReadLine() is { } line)
        {
            said.AppendLine(line);
            var start = line.IndexOf(Listening, StringComparison.Ordinal);
            if (start >= 0)
            {
                // What it says later has to go somewhere, or it stops when the pipe is full.
                _ = process.StandardError.ReadToEndAsync();
                return new DockerRegistry(process, line[(start + Listening.Length)..line.IndexOf('"', start)]);
            }
        }

        throw new InvalidOperationException($"docker-registry did not start: {said}");
    }

    /// <summary>Pushes an image for one platform under each of the tags, unless they are there, and gives the last one's digest.</summary>
    /// <param name="repository">The image's name without the registry.</param>
    /// <param name="tags">Its tags.</param>
    public async Task<string> PushAsync(string repository, params string[] tags)
    {
        var digest = string.Empty;
        foreach (var tag in tags)
        {
            (digest, _) = await PushImageAsync(repository, tag, "linux", "amd64");
        }

        return digest;
    }

    /// <summary>Pushes an index of images for platforms (<c>os/architecture</c>), and gives its digest.</summary>
    /// <param name="repository">The image's name without the registry.</param>
    /// <param name="tag">The index's tag.</param>
    /// <param name="platforms">The platforms.</param>
    public async Task<string> PushIndexAsync(string repository, string tag, params string[] platforms)
    {
        var manifests = new JsonArray();
        foreach (var platform in platforms.Select(platform => platform.Split('/')))
        {
            var (digest, size) = await PushImageAsync(repository, $"{tag}-{platform[1]}", platform[0], platform[1]);
            manifests.Add(new JsonObject
            {
                ["mediaType"] = ManifestType,
                ["digest"] = digest,
                ["size"] = size,
                ["platform"] = new JsonObject { ["os"] = platform[0], ["architecture"] = platform[1] },
            });
        }

        var index = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = IndexType, ["manifests"] = manifests };
        return (await PutManifestAsync(repository, tag, IndexType, index)).Digest;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<(string Digest, int Size)> PushImageAsync(string repository, string tag, string system, string architecture)
    {
        var key = $"{repository}:{tag} {system}/{architecture}";
        if (_pushed.TryGetValue(key, out var pushed))
        {
            return pushed;
        }

        var config = Encoding.UTF8.GetBytes(new JsonObject { ["os"] = system, ["architecture"] = architecture, ["created"] = "2024-01-01T00:00:00Z", ["comment"] = tag }.ToJsonString());
        var digest = DigestOf(config);
        using var begun = await _http.PostAsync(new Uri($"v2/{repository}/blobs/uploads/", UriKind.Relative), null);
        var location = begun.EnsureSuccessStatusCode().Headers.Location!.ToString();
        using var blob = new ByteArrayContent(config);
        using var ended = await _http.PutAsync(new Uri($"{location}{(location.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={digest}"), blob);
        ended.EnsureSuccessStatusCode();
        return _pushed[key] = await PutManifestAsync(repository, tag, ManifestType, new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = new JsonObject { ["mediaType"] = "application/vnd.oci.image.config.v1+json", ["digest"] = digest, ["size"] = config.Length },
            ["layers"] = new JsonArray(),
        });
    }

    private async Task<(string Digest, int Size)> PutManifestAsync(string repository, string tag, string type, JsonObject manifest)
    {
        var bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await _http.PutAsync(new Uri($"v2/{repository}/manifests/{tag}", UriKind.Relative), content);
        return response.IsSuccessStatusCode
            ? (DigestOf(bytes), bytes.Length)
            : throw new InvalidOperationException($"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    private static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
