using Microsoft.Extensions.Configuration;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;

namespace SpecCursor.AppHost.Services;

/// <summary>Each service learns the credentials that it uses and no others.</summary>
internal static class CredentialExtensions
{
    private const int PublishedLength = 40;
    private const string BrokerVariable = "ConnectionStrings__rabbitmq";
    private const int BrokerPort = 5671;
    private const string GitHubPrefix = "SpecCursor__Forge__GitHub__";

    // Services inherit this program's environment, where people put these.
    private static readonly string[] Withheld =
    [
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "GITHUB_TOKEN",
        "GH_TOKEN",
        "SPECCURSOR_API_KEY",
        "SPECCURSOR_WEBHOOK_SECRET",
        "SPECCURSOR_SLACK_URL",
        "SPECCURSOR_PAGERDUTY_KEY",
        "SPECCURSOR_SMTP_PASSWORD",
        "SpecCursor__ApiKey",
        "SpecCursor__WebhookSecret",
    ];

    /// <summary>Hides every credential in the environment; what a service uses is given to it by name afterwards.</summary>
    public static IResourceBuilder<ProjectResource> WithoutCredentials(this IResourceBuilder<ProjectResource> service)
    {
        foreach (var variable in Environment.GetEnvironmentVariables().Keys.Cast<string>())
        {
            if (Withheld.Contains(variable) || variable.StartsWith(GitHubPrefix, StringComparison.OrdinalIgnoreCase))
            {
                service.WithEnvironment(variable, "");
            }
        }

        return service;
    }

    /// <summary>The key that calls of the API carry.</summary>
    public static IResourceBuilder<ParameterResource> AddApiKey(this SpecCursorBuilder builder) =>
        builder.AddSecret(SecretStore.ApiKey, builder.Settings.ApiKey);

    /// <summary>The secret that webhook deliveries are signed with.</summary>
    public static IResourceBuilder<ParameterResource> AddWebhookSecret(this SpecCursorBuilder builder) =>
        builder.AddSecret(SecretStore.WebhookSecret, builder.Settings.WebhookSecret);

    /// <summary>Gives a service access to Claude where the person starting the application has it, and what was said of whom to ask and how.</summary>
    public static IResourceBuilder<ProjectResource> WithClaude(this IResourceBuilder<ProjectResource> service, SpecCursorBuilder builder) => builder.IsPublished
        ? service.WithEnvironment("ANTHROPIC_API_KEY", builder.AddGivenSecret("anthropic-api-key"))
        : service.WithSetting("ANTHROPIC_API_KEY", "ANTHROPIC_API_KEY").WithSetting("ANTHROPIC_BASE_URL", "ANTHROPIC_BASE_URL").WithSection("SpecCursor:Ai");

    /// <summary>Tells a service of the broker that carries messages, where the person starting or deploying the application has one.</summary>
    public static IResourceBuilder<ProjectResource> WithBroker(this IResourceBuilder<ProjectResource> service, SpecCursorBuilder builder) => builder switch
    {
        { IsPublished: false } => service.WithSetting("ConnectionStrings:rabbitmq", BrokerVariable),
        { Settings.Publish.RabbitMq: PublishedBroker.External } =>
            service.WithEnvironment(BrokerVariable, builder.AddWantedSecret("rabbitmq-connection")).WithAnnotation(new OutsideAnnotation(Host: null, BrokerPort)),
        _ => service,
    };

    /// <summary>Gives a service access to GitHub where the person starting the application has it.</summary>
    public static IResourceBuilder<ProjectResource> WithGitHub(this IResourceBuilder<ProjectResource> service, SpecCursorBuilder builder)
    {
        if (builder.IsPublished)
        {
            return service.WithEnvironment($"{GitHubPrefix}Token", builder.AddGivenSecret("github-token"));
        }

        return service.WithSection("SpecCursor:Forge:GitHub");
    }

    /// <summary>A secret that stays the same over restarts.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Its name, the parameter's and the file's.</param>
    /// <param name="chosen">What a person chose; null to have one generated.</param>
    public static IResourceBuilder<ParameterResource> AddSecret(this SpecCursorBuilder builder, string name, string? chosen) =>
        builder.IsPublished
            ? builder.Application.AddParameter(name, new GenerateParameterDefault { MinLength = PublishedLength, Special = false }, secret: true)
            : builder.Application.AddParameter(name, chosen ?? builder.Secrets.Get(name).Value, secret: true);

    /// <summary>A secret of another party, which whoever deploys the published application gives, or leaves empty.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    public static IResourceBuilder<ParameterResource> AddGivenSecret(this SpecCursorBuilder builder, string name) => builder.AddSecretOfOthers(name, new OptionalAnnotation());

    /// <summary>A secret of another party, without which what is published does not start.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    public static IResourceBuilder<ParameterResource> AddWantedSecret(this SpecCursorBuilder builder, string name) => builder.AddSecretOfOthers(name, new WantedAnnotation());

    private static IResourceBuilder<ParameterResource> AddSecretOfOthers<TAnnotation>(this SpecCursorBuilder builder, string name, TAnnotation annotation)
        where TAnnotation : IResourceAnnotation =>
        builder.Application.Resources.OfType<ParameterResource>().FirstOrDefault(parameter => parameter.Name == name) is { } known
            ? builder.Application.CreateResourceBuilder(known)
            : builder.Application.AddParameter(name, "", secret: true).WithAnnotation(annotation);

    private static IResourceBuilder<ProjectResource> WithSetting(this IResourceBuilder<ProjectResource> service, string key, string variable) =>
        service.ApplicationBuilder.Configuration[key] is { Length: > 0 } value ? service.WithEnvironment(variable, value) : service;

    private static IResourceBuilder<ProjectResource> WithSection(this IResourceBuilder<ProjectResource> service, string section)
    {
        foreach (var (key, _) in service.ApplicationBuilder.Configuration.GetSection(section).AsEnumerable())
        {
            service.WithSetting(key, key.Replace(":", "__", StringComparison.Ordinal));
        }

        return service;
    }
}
