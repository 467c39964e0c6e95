using System.Net;
using System.Text.RegularExpressions;
using SpecCursor.Controller.Tests.Hosting;

namespace SpecCursor.Controller.Tests.Console;

/// <summary>What a browser does: keeps cookies and sends forms with the token that their page carried.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;

    public Browser(ControllerHost controller)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = controller.Address };
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path);

    public async Task<string> PageAsync(string path)
    {
        using var response = await GetAsync(path);
        var page = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {page}");
        return page;
    }

    public async Task<HttpResponseMessage> SendAsync(string path, string pageWithTheForm, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await PageAsync(pageWithTheForm)).Groups[1].Value;
        return await PostAsync(path, [.. fields, ("__RequestVerificationToken", token)]);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        return await _client.PostAsync(path, content);
    }

    public async Task SignInAsync()
    {
        using var response = await SendAsync("/login", "/login", ("apiKey", ControllerHost.ApiKey));
        Assert.Equal((HttpStatusCode.Found, "/"), (response.StatusCode, response.Headers.Location?.ToString()));
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
