using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SpecCursor.ServiceDefaults.Health;

/// <summary>Writes what each check says. Exceptions are left out: they may name hosts and users, and the log has them.</summary>
internal static class HealthResponse
{
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        var service = context.RequestServices.GetRequiredService<ServiceIdentity>();
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        var json = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteString("status", report.Status.ToString());
            json.WriteString("service", service.Name);
            json.WriteString("version", service.Version);
            json.WriteNumber("duration_ms", Math.Round(report.TotalDuration.TotalMilliseconds, 3));
            json.WriteStartArray("checks");
            foreach (var (name, entry) in report.Entries)
            {
                Write(json, name, entry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, string name, HealthReportEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("status", entry.Status.ToString());
        json.WriteNumber("duration_ms", Math.Round(entry.Duration.TotalMilliseconds, 3));

        // Without a description of its own, a check that threw is described by the exception's message.
        if (entry.Exception is null && !string.IsNullOrEmpty(entry.Description))
        {
            json.WriteString("description", entry.Description);
        }

        json.WriteEndObject();
    }
}
