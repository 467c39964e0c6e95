using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SpecCursor.Testing.Packages;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Dockerfile;

/// <summary>Gives tokens as Docker's registry wants them signed, to anyone and for reading alone.</summary>
public sealed class TokenServer : IAsyncDisposable
{
    private const string Issuer = "tests";

    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentQueue<string> _scopes = new();
    private FakeRegistry _server = null!;

    private TokenServer()
    {
        var request = new CertificateRequest("CN=tests", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>What tokens were asked for.</summary>
    public IEnumerable<string> Scopes => _scopes;

    public string Authority => _server.Address.Authority;

    public static async Task<TokenServer> StartAsync()
    {
        var tokens = new TokenServer();
        tokens._server = await FakeRegistry.StartAsync(tokens.AnswerAsync);
        return tokens;
    }

    /// <summary>Starts a registry that wants these tokens.</summary>
    public DockerRegistry StartRegistry(string images, string directory)
    {
        var bundle = Path.Combine(directory, "token.pem");
        File.WriteAllText(bundle, _certificate.ExportCertificatePem());
        return DockerRegistry.Start(
            images,
            ("REGISTRY_AUTH", "token"),
            ("REGISTRY_AUTH_TOKEN_REALM", $"http://{Authority}/token"),
            ("REGISTRY_AUTH_TOKEN_SERVICE", "registry"),
            ("REGISTRY_AUTH_TOKEN_ISSUER", Issuer),
            ("REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE", bundle));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var scope = context.Request.Query["scope"].ToString();
        _scopes.Enqueue($"{context.Request.Headers.Authorization}{scope}");
        return context.Response.WriteAsync(new JsonObject { ["token"] = Sign(context.Request.Query["service"].ToString(), scope.Split(':')[1]) }.ToJsonString());
    }

    private string Sign(string service, string repository)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["x5c"] = new JsonArray(Convert.ToBase64String(_certificate.RawData)) };
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = "",
            ["aud"] = service,
            ["iat"] = now,
            ["nbf"] = now - 10,
            ["exp"] = now + 60,
            ["jti"] = Guid.NewGuid().ToString(),
            ["access"] = new JsonArray(new JsonObject { ["type"] = "repository", ["name"] = repository, ["actions"] = new JsonArray("pull") }),
        };
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Encode(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
