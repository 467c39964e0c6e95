using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace SpecCursor.ServiceDefaults.Logging;

internal static class LoggingExtensions
{
    /// <summary>The levels where configuration says nothing else: what the framework tells of each request is in its spans and metrics.</summary>
    private static readonly Dictionary<string, string?> DefaultLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.Extensions.Http"] = "Warning",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:Npgsql"] = "Warning",
    };

    /// <summary>Makes the console speak JSON, without secrets.</summary>
    public static void AddJsonLogging(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = DefaultLevels });
        builder.Services.TryAddSingleton<LogFieldNames>();
        builder.Services.TryAddSingleton<LogValues>();
        builder.Services.TryAddSingleton<LogFieldCollector>();

        // One provider for all, so that what goes to OTLP has the scopes too; it adds no scope for the span, which lines carry anyway.
        builder.Services.TryAddSingleton<IExternalScopeProvider, LoggerExternalScopeProvider>();
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = JsonLineFormatter.FormatterName);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ConsoleFormatter, JsonLineFormatter>());
    }
}
