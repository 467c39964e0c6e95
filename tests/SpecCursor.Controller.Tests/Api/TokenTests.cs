using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Tests.Hosting;

namespace SpecCursor.Controller.Tests.Api;

/// <summary>JSON web tokens of a configured issuer, beside the API key.</summary>
[Collection(SystemCollection.Name)]
public sealed class TokenTests(RunningSystem system) : IAsyncLifetime
{
    private Issuer _issuer = null!;
    private ControllerHost _controller = null!;

    public async Task InitializeAsync()
    {
        _issuer = await Issuer.StartAsync();
        _controller = await ControllerHost.StartAsync(
            await system.CreateDatabaseAsync(),
            new Dictionary<string, string?> { ["SpecCursor:Jwt:Authority"] = _issuer.Address, ["SpecCursor:Jwt:Audience"] = "speccursor" });
    }

    public async Task DisposeAsync()
    {
        await _controller.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Only_a_valid_token_for_us_is_accepted_and_its_subject_is_the_actor()
    {
        using var stranger = RSA.Create(2048);
        var hour = TimeSpan.FromHours(1);
        Assert.Equal(HttpStatusCode.Created, await PostAsync(_issuer.Token("speccursor", hour), "token/valid"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(_issuer.Token("another", hour), "token/other-audience"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(_issuer.Token("speccursor", -hour), "token/expired"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(_issuer.Token("speccursor", hour, stranger), "token/forged"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(_issuer.Token("speccursor", hour, issuer: "https://other.example"), "token/other-issuer"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Unsigned(), "token/unsigned"));
        Assert.Equal(HttpStatusCode.Created, await PostAsync(ControllerHost.ApiKey, "token/key"));

        var audit = await _controller.GetAsync<PageOf<AuditResource>>("/api/v1/audit");

        Assert.Equal(["api-key", "ada"], audit.Items.Select(line => line.Actor));
    }

    private string Unsigned()
    {
        var parts = _issuer.Token("speccursor", TimeSpan.FromHours(1)).Split('.');
        return $"{Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.";
    }

    private async Task<HttpStatusCode> PostAsync(string token, string repository)
    {
        using var client = _controller.CreateClient(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.PostAsJsonAsync("/api/v1/upgrades", ControllerHost.Body(repository));
        return response.StatusCode;
    }
}
