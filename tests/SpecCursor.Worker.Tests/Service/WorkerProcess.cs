using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SpecCursor.Worker.Tests.Service;

/// <summary>The worker as a process of its own, as it runs in production: with its generated handler code, and to be killed.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public static async Task<WorkerProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var assembly = typeof(WorkerOptions).Assembly.Location;
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var info = new ProcessStartInfo("dotnet", [assembly]) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["ASPNETCORE_URLS"] = address.AbsoluteUri;
        foreach (var (key, value) in settings)
        {
            info.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(info)!;
        var worker = new WorkerProcess(process, address);
        var output = new StringWriter();
        process.OutputDataReceived += (_, line) => { lock (output) { output.WriteLine(line.Data); } };
        process.ErrorDataReceived += (_, line) => { lock (output) { output.WriteLine(line.Data); } };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await worker.WhenReadyAsync(output);
        return worker;
    }

    /// <summary>Kills it as <c>kill -9</c> does, and only itself.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task WhenReadyAsync(StringWriter output)
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var response = await Http.GetAsync(new Uri("health/ready", UriKind.Relative));
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It doesn't listen yet.
            }

            if (_process.HasExited || started.Elapsed > TimeSpan.FromSeconds(90))
            {
                lock (output)
                {
                    throw new InvalidOperationException($"The worker did not get ready: {output}");
                }
            }

            await Task.Delay(50);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
