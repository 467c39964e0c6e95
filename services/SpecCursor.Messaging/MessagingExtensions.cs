using System.Reflection;
using System.Runtime.CompilerServices;
using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SpecCursor.Messaging.Ahead;
using SpecCursor.Messaging.Backlog;
using SpecCursor.Messaging.Cancellation;
using SpecCursor.Messaging.Envelopes;
using SpecCursor.Messaging.Failures;
using SpecCursor.Messaging.Progress;
using SpecCursor.Messaging.Storage;
using SpecCursor.Messaging.TakeOver;
using SpecCursor.Messaging.Transports;
using SpecCursor.ServiceDefaults.Correlation;
using Wolverine;
using Wolverine.EntityFrameworkCore;

namespace SpecCursor.Messaging;

/// <summary>The durable engine, set up alike in every service.</summary>
public static class MessagingExtensions
{
    /// <summary>The connection string's name; the database that every service shares.</summary>
    public const string ConnectionName = "speccursor";

    /// <summary>
    /// Adds the database, as an <see cref="NpgsqlDataSource"/>, and the durable engine on it: this service's queue, the routes to all others, inbox and
    /// outbox, retries and take-over. Queues are in the database, too, or in RabbitMQ where there is a connection string <c>rabbitmq</c>. Handlers are found
    /// in the calling service's assembly.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="queue">The queue that the service listens to.</param>
    /// <param name="configureMessaging">Adjusts how the queue is handled.</param>
    /// <param name="configureEngine">Adjusts the engine itself, such as <see cref="UseDomainTransactions"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">There is no connection string named <see cref="ConnectionName"/>, or a setting is wrong.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IHostApplicationBuilder AddSpecCursorMessaging(
        this IHostApplicationBuilder builder,
        ServiceQueue queue,
        Action<MessagingOptions>? configureMessaging = null,
        Action<WolverineOptions>? configureEngine = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(queue);
        var messaging = MessagingOptions.Read(builder.Configuration.GetSection(MessagingOptions.Section));
        configureMessaging?.Invoke(messaging);
        var database = ServiceDatabase.Create(ConnectionString(builder.Configuration));
        var broker = builder.Configuration.GetConnectionString(RabbitMqTransport.ConnectionName) is { Length: > 0 } address ? RabbitMqTransport.Read(address) : null;
        IQueueTransport transport = broker is null ? new PostgresTransport(database) : new RabbitMqTransport(database, broker);
        var service = Assembly.GetCallingAssembly();

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton(queue);
        builder.Services.AddSingleton<IQueueBacklogs>(services => broker is null
            ? new PostgresBacklogs(database)
            : new RabbitMqBacklogs(database, broker, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<EnvelopeScopes>();
        builder.Services.AddSingleton<IStepProgress, StepProgress>();
        builder.Services.AddSingleton<IProofAhead, ProofAhead>();
        builder.Services.AddSingleton<UpgradeCancellations>();
        builder.Services.AddHostedService<UpgradeCancellationListener>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<SilentLeader>(services, messaging));
        builder.Services.AddWolverine(ExtensionDiscovery.ManualOnly, options =>
        {
            options.ApplicationAssembly = service;
            Configure(options, queue, messaging, transport);
            configureEngine?.Invoke(options);
        });
        if (broker is not null)
        {
            // After the engine, which connects when it starts.
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<RabbitMqWatch>(services, broker));
        }

        return builder;
    }

    /// <summary>Lets handlers that take a <c>DbContext</c> commit their rows and their messages in one transaction.</summary>
    /// <param name="options">The engine's options.</param>
    public static void UseDomainTransactions(this WolverineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.UseEntityFrameworkCoreTransactions();
        options.Policies.AutoApplyTransactions();
    }

    /// <summary>
    /// Runs the service, or, when the first argument is <c>codegen</c>, writes the handlers' generated code and ends.
    /// </summary>
    /// <param name="app">The service.</param>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunServiceAsync(this WebApplication app, string[] args)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (IsGeneratingCode(args))
        {
            return await app.RunJasperFxCommands(args);
        }

        await app.RunAsync();
        return 0;
    }

    private static void Configure(WolverineOptions options, ServiceQueue queue, MessagingOptions messaging, IQueueTransport transport)
    {
        options.ServiceName = queue.ServiceName;
        options.DefaultExecutionTimeout = queue.ExecutionTimeout;
        options.MaxIncomingEnvelopeDataSize = 64 * 1024 * 1024;

        transport.Listen(options, queue, messaging);
        foreach (var (message, target) in MessageRoutes.All)
        {
            transport.Route(options, message, target);
        }

        options.Policies.UseDurableInboxOnAllListeners();
        options.Policies.UseDurableOutboxOnAllSendingEndpoints();
        options.Policies.DisableConventionalLocalRouting();
        options.Policies.AddMiddleware(typeof(EnvelopeScopeMiddleware));
        options.Policies.PropagateIncomingHeaderToOutgoing(CorrelationId.HeaderName);
        options.MetadataRules.Add(new ContextRule(transport));
        options.Policies.MessageExecutionLogLevel(LogLevel.Debug);
        options.Policies.MessageSuccessLogLevel(LogLevel.Debug);
        FailurePolicies.Apply(options, messaging, queue);
        TakeOverQuickly(options.Durability, messaging);
        GenerateCode(options, messaging);
    }

    private static void TakeOverQuickly(DurabilitySettings durability, MessagingOptions messaging)
    {
        var second = TimeSpan.FromSeconds(1);
        durability.FirstHealthCheckExecution = second;
        durability.HealthCheckPollingTime = second;
        durability.NodeReassignmentPollingTime = second;
        durability.OrphanedMessageSweepPollingTime = second;
        durability.StaleNodeTimeout = messaging.StaleNodeTimeout;
        durability.StaleNodeEjectionThreshold = 2;
        durability.ScheduledJobFirstExecution = TimeSpan.FromMilliseconds(500);

        // A round of it is a dozen statements in each service, whether there is anything to do or not.
        durability.ScheduledJobPollingTime = second;
        durability.NodeAssignmentHealthCheckTracingEnabled = false;
        durability.DeadLetterQueueExpirationEnabled = true;
        durability.DeadLetterQueueExpiration = TimeSpan.FromDays(30);
    }

    private static void GenerateCode(WolverineOptions options, MessagingOptions messaging)
    {
        if (messaging.CompileHandlersAtStart || IsGeneratingCode(Environment.GetCommandLineArgs().Skip(1)))
        {
            options.CodeGeneration.TypeLoadMode = TypeLoadMode.Dynamic;
            options.UseRuntimeCompilation();
        }
        else
        {
            options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
        }
    }

    private static bool IsGeneratingCode(IEnumerable<string> args) => args.FirstOrDefault() == "codegen";

    private static string ConnectionString(IConfiguration configuration)
    {
        var value = configuration.GetConnectionString(ConnectionName);
        if (string.IsNullOrEmpty(value))
        {
            // Code generation describes the engine but never connects.
            return IsGeneratingCode(Environment.GetCommandLineArgs().Skip(1))
                ? "Host=127.0.0.1;Database=speccursor;Username=none"
                : throw new InvalidOperationException(
                    $"The connection string '{ConnectionName}' is missing. Start the service through the AppHost, or set ConnectionStrings__{ConnectionName}.");
        }

        return value;
    }
}
