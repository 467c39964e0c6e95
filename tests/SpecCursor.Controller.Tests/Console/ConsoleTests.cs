using System.Net;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Tests.Hosting;

namespace SpecCursor.Controller.Tests.Console;

/// <summary>The console's pages, as a browser without scripts sees them.</summary>
[Collection(SystemCollection.Name)]
public sealed class ConsoleTests(RunningSystem system) : IDisposable
{
    private readonly ControllerHost _controller = system.Controller;
    private readonly Browser _browser = new(system.Controller);

    [Theory]
    [InlineData("/")]
    [InlineData("/upgrades/new")]
    [InlineData("/dead-letters")]
    [InlineData("/audit")]
    [InlineData("/scalar/")]
    public async Task A_stranger_is_sent_to_the_login_and_back(string path)
    {
        using var response = await _browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal($"/login?ReturnUrl={Uri.EscapeDataString(path)}", response.Headers.Location!.PathAndQuery);
        using var signedIn = await _browser.SendAsync("/login", "/login", ("apiKey", ControllerHost.ApiKey), ("returnUrl", path));
        Assert.Equal(path, signedIn.Headers.Location!.ToString());
        Assert.NotEmpty(await _browser.PageAsync(path));
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var response = await _browser.SendAsync("/login", "/login", ("apiKey", ControllerHost.ApiKey));

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("speccursor=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ControllerHost.ApiKey, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_does_not_sign_in()
    {
        using var response = await _browser.SendAsync("/login", "/login", ("apiKey", "wrong"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("That is not the API key.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var page = await _browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_login_leads_nowhere_else(string address)
    {
        using var response = await _browser.SendAsync("/login", "/login", ("apiKey", ControllerHost.ApiKey), ("returnUrl", address));

        Assert.Equal("/", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_form_that_came_from_elsewhere_is_not_obeyed()
    {
        await _browser.SignInAsync();
        var upgrade = await _controller.CreateAsync("console/forged");

        foreach (var path in new[] { $"/upgrades/{upgrade.Id}/cancel", "/upgrades/new", "/logout", "/login", $"/dead-letters/{Guid.NewGuid()}/replay" })
        {
            using var response = await _browser.PostAsync(path, ("apiKey", ControllerHost.ApiKey));
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        Assert.Equal(UpgradeStatus.Completed, (await _controller.WaitForEndAsync(upgrade.Id)).Status);
    }

    [Fact]
    public async Task The_cookie_does_not_open_the_api()
    {
        await _browser.SignInAsync();

        using var response = await _browser.GetAsync("/api/v1/upgrades");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task An_upgrade_is_asked_for_followed_and_read_about()
    {
        system.Script.On("console/whole", command => command switch
        {
            RunUpgrade { Attempt: 1 } => Answers.Ran(command, RunOutcome.TestsFailed),
            ProveUpgrade => Answers.Proved(command, ProofVerdict.Refuted, ObligationStatus.Proved, ObligationStatus.Refuted),
            _ => Answers.Success(command),
        });
        await _browser.SignInAsync();
        using var created = await _browser.SendAsync(
            "/upgrades/new", "/upgrades/new", ("repository", "console/whole"), ("ecosystem", "node"), ("packageName", "uuid"), ("targetVersion", "9.0.1"));
        Assert.Equal(HttpStatusCode.Found, created.StatusCode);
        var address = created.Headers.Location!.ToString();
        var upgrade = await _controller.WaitForEndAsync(Guid.Parse(address.Split('/')[^1]));
        Assert.Equal("console", upgrade.RequestedBy);

        var page = await _browser.PageAsync(address);

        foreach (var part in new[]
        {
            "3.4.0 → 9.0.1", "proof-refuted", "react 19.0.0 is not in ^18", "uuid-deep-imports", "+++ b/lib/a.js", "$ npm test", "(check-sat)",
            $"http://dashboard.example/traces/detail/{upgrade.TraceId}", ">Retry<",
        })
        {
            Assert.Contains(part, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(">Cancel<", page, StringComparison.Ordinal);
        Assert.Contains($"/upgrades/{upgrade.Id}", await _browser.PageAsync("/?repository=console/whole&status=failed"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/upgrades/{upgrade.Id}", await _browser.PageAsync("/?repository=console/whole&status=completed"), StringComparison.Ordinal);
        Assert.Contains(upgrade.Id.ToString(), await _browser.PageAsync("/audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_form_stands_beside_the_field()
    {
        await _browser.SignInAsync();

        using var response = await _browser.SendAsync(
            "/upgrades/new", "/upgrades/new", ("repository", "<script>"), ("ecosystem", "node"), ("packageName", "uuid"), ("targetVersion", "^9"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;script&gt;\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"uuid\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upgrade_is_cancelled_and_retried()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.Script.OnAsync("console/cancelled", async command =>
        {
            await gate.Task;
            return Answers.Success(command);
        });
        await _browser.SignInAsync();
        var upgrade = await _controller.CreateAsync("console/cancelled");
        Assert.Contains($"data-output=\"/upgrades/{upgrade.Id}/output\"", await _browser.PageAsync($"/upgrades/{upgrade.Id}"), StringComparison.Ordinal);
        Assert.Equal("[]", await _browser.PageAsync($"/upgrades/{upgrade.Id}/output"));

        using var cancelled = await _browser.SendAsync($"/upgrades/{upgrade.Id}/cancel", $"/upgrades/{upgrade.Id}");
        Assert.Equal(HttpStatusCode.Found, cancelled.StatusCode);
        Assert.Equal(UpgradeStatus.Cancelled, (await _controller.GetAsync<UpgradeResource>($"/api/v1/upgrades/{upgrade.Id}")).Status);
        using var again = await _browser.SendAsync($"/upgrades/{upgrade.Id}/cancel", $"/upgrades/{upgrade.Id}");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.DoesNotContain("data-output", await _browser.PageAsync($"/upgrades/{upgrade.Id}"), StringComparison.Ordinal);
        gate.SetResult();
        using var retried = await _browser.SendAsync($"/upgrades/{upgrade.Id}/retry", $"/upgrades/{upgrade.Id}");
        Assert.Equal(HttpStatusCode.Found, retried.StatusCode);
        await _controller.WaitAsync(upgrade.Id, current => current.Status == UpgradeStatus.Completed);
    }

    [Fact]
    public async Task What_services_say_is_text_and_never_markup()
    {
        system.Script.On("console/markup", command => Answers.Ran(command, RunOutcome.Failed, new StepFailure
        {
            Code = "x",
            Reason = "<script>alert(1)</script>",
            Detail = "<img src=x onerror=alert(2)>",
        }));
        await _browser.SignInAsync();
        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("console/markup")).Id);

        foreach (var page in new[] { await _browser.PageAsync($"/upgrades/{upgrade.Id}"), await _browser.PageAsync("/?repository=console/markup") })
        {
            Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_need_nothing_that_their_policy_forbids()
    {
        await _browser.SignInAsync();
        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("console/policy")).Id);
        foreach (var path in new[] { "/", "/upgrades/new", "/dead-letters", "/audit", "/login", $"/upgrades/{upgrade.Id}" })
        {
            using var response = await _browser.GetAsync(path);
            Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            var page = await response.Content.ReadAsStringAsync();
            Assert.DoesNotMatch("<script(?![^>]* src=\"/assets/)", page);
            Assert.DoesNotMatch("\\sstyle=|\\son[a-z]+=|<style", page);
            Assert.DoesNotMatch("(?:src|href)=\"(?:https?:)?//(?!dashboard\\.example|example\\.org)", page);
        }
    }

    [Fact]
    public async Task The_pages_files_may_be_kept_for_ever()
    {
        var page = await _browser.PageAsync("/login");
        foreach (System.Text.RegularExpressions.Match asset in System.Text.RegularExpressions.Regex.Matches(page, "\"(/assets/[^\"]+)\""))
        {
            using var response = await _browser.GetAsync(asset.Groups[1].Value);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("immutable", response.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_api_page_brings_its_own_script()
    {
        await _browser.SignInAsync();

        using var response = await _browser.GetAsync("/scalar/");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotMatch("(?:src|href)=\"(?:https?:)?//", page);
        var script = System.Text.RegularExpressions.Regex.Match(page, "<script[^>]* src=\"([^\"]+)\"").Groups[1].Value;
        using var file = await _browser.GetAsync(new Uri(new Uri(_controller.Address, "/scalar/"), script).PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Contains("'nonce-", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upgrade_that_is_not_there_is_said_to_be_missing()
    {
        await _browser.SignInAsync();

        using var response = await _browser.GetAsync($"/upgrades/{Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no upgrade", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_upgrades_dead_letter_is_replayed()
    {
        var isBroken = true;
        system.Script.On("console/dead", command => isBroken ? throw new InvalidOperationException("Broken <b>badly</b>.") : Answers.Success(command));
        await _browser.SignInAsync();
        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("console/dead")).Id);
        var letter = (await _controller.GetAsync<PageOf<DeadLetterResource>>("/api/v1/dead-letters?pageSize=100")).Items.Single(item => item.UpgradeId == upgrade.Id);
        Assert.Contains("Broken &lt;b&gt;badly&lt;/b&gt;.", await _browser.PageAsync("/dead-letters"), StringComparison.Ordinal);
        isBroken = false;

        using var response = await _browser.SendAsync($"/dead-letters/{letter.Id}/replay", "/dead-letters");

        Assert.Contains("on its way again", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _controller.WaitAsync(upgrade.Id, current => current.Status == UpgradeStatus.Completed);
    }

    public void Dispose() => _browser.Dispose();
}
