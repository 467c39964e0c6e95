using System.Text.Json;
using System.Text.Json.Nodes;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Node;

/// <summary>npm itself against a registry that fails it.</summary>
public sealed class NpmInstallFailureTests
{
    [Fact]
    public async Task Registry_that_fails_only_npm_is_tried_again_later()
    {
        // The worker is told the versions; npm, which asks for the archive next, gets nothing.
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            if (context.Request.Headers.UserAgent.ToString().StartsWith("npm/", StringComparison.Ordinal))
            {
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            }

            return FakeRegistry.Packument(context, "2.1.2", "2.1.3");
        });
        using var own = WorkerHost.With(("SpecCursor:Worker:Node:Registry", registry.Address.AbsoluteUri));
        var repository = await new NodeRepositories(own).CreateMsAsync("unavailable");

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => own.RunAsync(repository.Name, "ms", "2.1.3"));

        Assert.Equal(FailureCodes.RegistryUnavailable, exception.Failure.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(own.StateDirectory, "work")));
    }

    [Fact]
    public async Task Server_whose_name_is_not_found_is_asked_again_later_and_is_nobodys_attack()
    {
        using var own = new WorkerHost();
        var repository = await new NodeRepositories(own).CreateAsync("unnamed", [("package.json", NodeRepositories.Manifest("\"inherits\": \"2.0.4\", \"ms\": \"2.1.2\""))]);
        await repository.EditAsync("package-lock.json", text =>
        {
            var lockfile = JsonNode.Parse(text)!;
            lockfile["packages"]!["node_modules/inherits"]!["resolved"] = "https://archives.invalid/inherits-2.0.4.tgz";
            return JsonSerializer.SerializeToUtf8Bytes(lockfile);
        });
        await repository.CommitAsync();

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => own.RunAsync(repository.Name, "ms", "2.1.3"));

        Assert.Equal((FailureCodes.RegistryUnavailable, true), (exception.Failure.Code, exception.Failure.IsTransient));
        Assert.Contains("[SpecCursor] Not reached: archives.invalid:443 could not be found (", exception.Failure.Detail, StringComparison.Ordinal);
        Assert.Contains(own.Logs, line => line.Contains("npm did not reach archives.invalid:443, which could not be found (", StringComparison.Ordinal));
        Assert.Equal(0, own.Metrics.Count("suspicious_activity", ""));
    }

    [Fact]
    public async Task Npm_that_is_killed_in_the_middle_fails_the_upgrade_with_its_reason()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registry = await FakeRegistry.StartAsync(async context =>
        {
            if (context.Request.Headers.UserAgent.ToString().StartsWith("npm/", StringComparison.Ordinal))
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            await FakeRegistry.Packument(context, "2.1.2", "2.1.3");
        });
        using var own = WorkerHost.With(("SpecCursor:Worker:Node:Registry", registry.Address.AbsoluteUri));
        var repository = await new NodeRepositories(own).CreateMsAsync("killed");

        var run = own.RunAsync(repository.Name, "ms", "2.1.3");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60));
        foreach (var npm in await NpmOfAsync(registry))
        {
            await Tool.RunAsync("/", "kill", "-9", npm);
        }

        var ran = await run;
        Assert.Equal(FailureCodes.InstallFailed, ran.Failure!.Code);
        Assert.Contains("137", ran.Failure.Reason, StringComparison.Ordinal);
        Assert.Equal(StepStatus.Failed, ran.Timings[^1].Status);
    }

    [Fact]
    public async Task Install_that_takes_too_long_is_stopped()
    {
        await using var registry = await FakeRegistry.StartAsync(async context =>
        {
            if (context.Request.Headers.UserAgent.ToString().StartsWith("npm/", StringComparison.Ordinal))
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            await FakeRegistry.Packument(context, "2.1.2", "2.1.3");
        });
        using var own = WorkerHost.With(
            ("SpecCursor:Worker:Node:Registry", registry.Address.AbsoluteUri), ("SpecCursor:Worker:Sandbox:InstallTimeout", "00:00:03"));
        var repository = await new NodeRepositories(own).CreateMsAsync("slow");

        var ran = await own.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal(FailureCodes.InstallLimitExceeded, ran.Failure!.Code);
        Assert.Contains("time", ran.Failure.Reason, StringComparison.Ordinal);
    }

    /// <summary>The npm that talks to this registry: found by its environment, so that no other one is killed.</summary>
    private static async Task<IReadOnlyList<string>> NpmOfAsync(FakeRegistry registry)
    {
        var found = new List<string>();
        foreach (var directory in Directory.EnumerateDirectories("/proc").Where(path => Path.GetFileName(path).All(char.IsAsciiDigit)))
        {
            try
            {
                var environment = await File.ReadAllTextAsync(Path.Combine(directory, "environ"));
                var command = await File.ReadAllTextAsync(Path.Combine(directory, "comm"));
                if (environment.Contains($"npm_config_registry={registry.Address.AbsoluteUri}", StringComparison.Ordinal)
                    && command.StartsWith("npm", StringComparison.Ordinal))
                {
                    found.Add(Path.GetFileName(directory));
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile.
            }
        }

        return found;
    }
}
