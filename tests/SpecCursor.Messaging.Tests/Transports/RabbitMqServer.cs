using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using SpecCursor.Backing.Network;
using SpecCursor.Backing.Processes;
using SpecCursor.Testing;

namespace SpecCursor.Messaging.Tests.Transports;

/// <summary>A real RabbitMQ on loopback with data of its own, gone with the test process even when that is killed. It can be ended and started again.</summary>
public sealed class RabbitMqServer : IAsyncLifetime
{
    // The package's own command changes to a user of the system; this is what it runs then.
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string User = "tests";
    private const int VirtualHosts = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly string _directory = TestDirectory.Create("rabbitmq");
    private readonly int _port = LoopbackPort.FindFree();
    private readonly int _nodesPort = LoopbackPort.FindFree();
    private readonly int _namesPort = LoopbackPort.FindFree();
    private readonly List<Process> _processes = [];
    private int _used;

    /// <summary>The address of a virtual host that no other test has.</summary>
    public string CreateVirtualHost()
    {
        var number = Interlocked.Increment(ref _used);
        return number <= VirtualHosts ? AddressOf($"t{number}") : throw new InvalidOperationException("There are no more virtual hosts.");
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException($"'{Program}' is missing: apt-get install rabbitmq-server");
        }

        var names = Enumerable.Range(1, VirtualHosts).Select(number => $"t{number}").ToList();
        var definitions = new
        {
            users = new[] { new { name = User, password = User, tags = "" } },
            vhosts = names.Select(name => new { name }),
            permissions = names.Select(vhost => new { user = User, vhost, configure = ".*", write = ".*", read = ".*" }),
        };
        await File.WriteAllTextAsync(PathOf("definitions.json"), JsonSerializer.Serialize(definitions));
        await File.WriteAllTextAsync(PathOf("rabbitmq.conf"), $"load_definitions = {PathOf("definitions.json")}\n");
        await File.WriteAllTextAsync(PathOf("plugins"), "[].\n");

        // Erlang's name server: without one it would start one of its own, which stays.
        Run(new Command("epmd", ["-port", Text(_namesPort), "-address", "127.0.0.1"]));
        await StartAsync();
    }

    /// <summary>Starts it, with what it kept.</summary>
    public void Launch() => Run(new Command(Program, []) { Environment = Settings() });

    /// <summary>Starts it and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        Launch();
        var process = _processes[^1];
        using var limit = new CancellationTokenSource(Limit);
        while (!await AnswersAsync(limit.Token))
        {
            Assert.False(process.HasExited, $"RabbitMQ ended with {(process.HasExited ? process.ExitCode : 0)}; what it logged is in {_directory}.");
            await Task.Delay(Poll, limit.Token);
        }
    }

    /// <summary>Ends it as it should be ended, so that it keeps all it has, and starts it again.</summary>
    public async Task RestartAsync()
    {
        await EndAsync(_processes[^1]);
        await StartAsync();
    }

    /// <summary>Ends it, as a crash would.</summary>
    public async Task KillAsync()
    {
        Signal("KILL");
        await _processes[^1].WaitForExitAsync();
    }

    /// <summary>Has it take what is sent to it and do nothing with it, as when its machine hangs.</summary>
    public void Hang() => Signal("STOP");

    /// <summary>Has it forget a queue and what is in it.</summary>
    public static async Task DeleteQueueAsync(string address, string name)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(name);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            if (!process.HasExited)
            {
                await EndAsync(process);
            }

            process.Dispose();
        }

        TestDirectory.Delete(_directory);
    }

    /// <summary>Waits until so many bytes have come that it did not read.</summary>
    public async Task FillAsync(int bytes)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (Unread() < bytes)
        {
            await Task.Delay(Poll, limit.Token);
        }
    }

    /// <summary>What the kernel holds of its connections (<c>proc_net_tcp</c>): the second field is its own end, the fifth what waits, to be sent and to be read.</summary>
    private long Unread() => new[] { "/proc/net/tcp", "/proc/net/tcp6" }
        .SelectMany(File.ReadLines)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields[1].EndsWith($":{_port:X4}", StringComparison.Ordinal))
        .Sum(fields => long.Parse(fields[4].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static async Task EndAsync(Process process)
    {
        using var end = Process.Start("kill", [Text(process.Id)]);
        await process.WaitForExitAsync();
    }

    private void Signal(string signal)
    {
        foreach (var id in SystemProcesses.All().Where(id => SystemProcesses.Environment(id).Contains($"RABBITMQ_NODE_PORT={_port}", StringComparer.Ordinal)).ToList())
        {
            using var kill = Process.Start("kill", ["-s", signal, Text(id)]);
            kill.WaitForExit();
        }
    }

    private Process Run(Command command)
    {
        var supervised = Confinement.Supervise(command with { WorkingDirectory = _directory }, user: null, Environment.ProcessId, stopSignal: "TERM");
        var start = new ProcessStartInfo(supervised.Program, supervised.Arguments) { WorkingDirectory = _directory, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command.Program} did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        _processes.Add(process);
        return process;
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["HOME"] = _directory,
        ["ERL_EPMD_PORT"] = Text(_namesPort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_CONFIG_FILE"] = PathOf("rabbitmq"),
        ["RABBITMQ_CONF_ENV_FILE"] = PathOf("none"),
        ["RABBITMQ_DIST_PORT"] = Text(_nodesPort),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = PathOf("plugins"),
        ["RABBITMQ_LOG_BASE"] = PathOf("log"),
        ["RABBITMQ_MNESIA_BASE"] = PathOf("data"),
        ["RABBITMQ_NODENAME"] = $"speccursor-{_port}@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = Text(_port),
        ["RABBITMQ_PID_FILE"] = PathOf("pid"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
    };

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            var factory = new ConnectionFactory { Uri = new Uri(AddressOf("t1")), AutomaticRecoveryEnabled = false };
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException)
        {
            return false;
        }
    }

    private string AddressOf(string virtualHost) => $"amqp://{User}:{User}@127.0.0.1:{_port}/{virtualHost}";

    private string PathOf(string file) => Path.Combine(_directory, file);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
