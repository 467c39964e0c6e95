using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SpecCursor.Backing.Monitoring;

/// <summary>Fits Alertmanager's configuration to where notifications go in this installation.</summary>
public static class AlertmanagerConfiguration
{
    /// <summary>The directory of secrets, below the configuration's.</summary>
    public const string SecretsDirectory = "secrets";

    /// <summary>The file of Slack's incoming webhook.</summary>
    public const string SlackUrl = "slack-url";

    /// <summary>The file of PagerDuty's routing key.</summary>
    public const string PagerDutyKey = "pagerduty-key";

    /// <summary>The file of the password that the mail server is given.</summary>
    public const string SmtpPassword = "smtp-password";

    /// <summary>The file of the key that the controller's API is called with.</summary>
    public const string ControllerKey = "controller-key";

    /// <summary>The files that the configuration names below <c>secrets</c>.</summary>
    public static IEnumerable<(string Name, string Value)> Secrets(NotificationSettings settings)
    {
        (string Name, string? Value)[] all =
        [
            (SlackUrl, settings.SlackUrl),
            (PagerDutyKey, settings.PagerDutyKey),
            (SmtpPassword, settings.SmtpPassword),
            (ControllerKey, settings.ControllerKey),
        ];
        return all.Where(secret => secret.Value is not null).Select(secret => (secret.Name, secret.Value!));
    }

    /// <summary>Puts addresses in, and leaves out what was not set up. Routes keep their receivers, which then tell nobody.</summary>
    /// <param name="text">The configuration.</param>
    /// <param name="settings">Where notifications go.</param>
    /// <param name="directory">The configuration's directory, as the server sees it.</param>
    public static string Apply(string text, NotificationSettings settings, string directory)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        ApplyGlobal((YamlMappingNode)root["global"], settings);
        foreach (var receiver in ((YamlSequenceNode)root["receivers"]).OfType<YamlMappingNode>())
        {
            Keep(receiver, "slack_configs", settings.SlackUrl is not null);
            Keep(receiver, "pagerduty_configs", settings.PagerDutyKey is not null);
            Keep(receiver, "email_configs", settings is { EmailTo: not null, SmtpServer: not null });
            Set(receiver, "email_configs", "to", settings.EmailTo);
            var own = ((YamlScalarNode)receiver["name"]).Value == "speccursor";
            var url = own ? settings.ControllerUrl : settings.WebhookUrl;
            Keep(receiver, "webhook_configs", url is not null);
            Set(receiver, "webhook_configs", "url", url?.ToString());
        }

        NameSecrets(root, directory);
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        stream.Save(writer, assignAnchors: false);
        return writer.ToString();
    }

    private static void ApplyGlobal(YamlMappingNode global, NotificationSettings settings)
    {
        if (settings.SlackUrl is null)
        {
            global.Children.Remove("slack_api_url_file");
        }

        if (settings.PagerDutyUrl is { } pagerDuty)
        {
            global.Children["pagerduty_url"] = Text(pagerDuty.ToString());
        }

        if (settings.SmtpServer is { } server)
        {
            global.Children["smtp_smarthost"] = Text(server);
            global.Children["smtp_require_tls"] = settings.SmtpRequiresTls ? "true" : "false";
            Name(global, "smtp_from", settings.EmailFrom);
            Name(global, "smtp_auth_username", settings.SmtpUser);
            Name(global, "smtp_auth_password_file", settings.SmtpPassword is null ? null : $"{SecretsDirectory}/{SmtpPassword}");
        }
    }

    private static void Name(YamlMappingNode global, string key, string? value)
    {
        if (value is not null)
        {
            global.Children[key] = Text(value);
        }
    }

    // Alertmanager takes some of these relative to its configuration and others relative to where it was started.
    private static void NameSecrets(YamlNode node, string directory)
    {
        if (node is YamlSequenceNode sequence)
        {
            foreach (var child in sequence.Children)
            {
                NameSecrets(child, directory);
            }
        }

        foreach (var (key, value) in (node as YamlMappingNode)?.Children.ToList() ?? [])
        {
            if (value is YamlScalarNode { Value: { } path } && path.StartsWith(SecretsDirectory + "/", StringComparison.Ordinal))
            {
                ((YamlMappingNode)node).Children[key] = Text($"{directory}/{path}");
            }

            NameSecrets(value, directory);
        }
    }

    private static void Keep(YamlMappingNode receiver, string list, bool isSetUp)
    {
        if (!isSetUp)
        {
            receiver.Children.Remove(list);
        }
    }

    private static void Set(YamlMappingNode receiver, string list, string key, string? value)
    {
        if (value is not null && receiver.Children.TryGetValue(list, out var entries))
        {
            foreach (var entry in ((YamlSequenceNode)entries).OfType<YamlMappingNode>())
            {
                entry.Children[key] = Text(value);
            }
        }
    }

    // Quoted, whatever it looks like: it comes from a person's settings.
    private static YamlScalarNode Text(string value) => new(value) { Style = ScalarStyle.DoubleQuoted };
}
