using System.Globalization;
using SpecCursor.AppHost.Scaling;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>What Prometheus scrapes: what always runs, and the replicas that run now. It reads the files again whenever they change.</summary>
internal sealed class ScrapeTargets
{
    private const string File = "services.json";

    private readonly Lock _writing = new();
    private readonly SortedDictionary<string, TargetGroup> _replicas = new(StringComparer.Ordinal);
    private PrometheusOptions? _options;
    private string _host = "";

    /// <summary>How Prometheus is kept, with all its targets; null where there is none.</summary>
    public PrometheusOptions? Current
    {
        get
        {
            lock (_writing)
            {
                return With(_replicas.Values);
            }
        }
    }

    /// <summary>Says how Prometheus is kept.</summary>
    /// <param name="options">It, with what always runs.</param>
    /// <param name="host">The host that services are on, as Prometheus sees it.</param>
    public void Use(PrometheusOptions options, string host)
    {
        lock (_writing)
        {
            _options = options;
            _host = host;
        }
    }

    /// <summary>Has a replica scraped, or no longer.</summary>
    /// <param name="replica">A resource with <see cref="StandbyAnnotation"/>.</param>
    /// <param name="isScraped">Whether it is.</param>
    /// <exception cref="IOException">Prometheus could not be told; nothing has changed.</exception>
    public void Set(ProjectResource replica, bool isScraped)
    {
        lock (_writing)
        {
            if (_replicas.ContainsKey(replica.Name) == isScraped)
            {
                return;
            }

            var others = _replicas.Where(known => known.Key != replica.Name).Select(known => known.Value);
            var target = Describe(replica);
            if (With(isScraped ? others.Append(target) : others) is { } options)
            {
                PrometheusServer.WriteTargets(options, File);
            }

            if (isScraped)
            {
                _replicas[replica.Name] = target;
            }
            else
            {
                _replicas.Remove(replica.Name);
            }
        }
    }

    private PrometheusOptions? With(IEnumerable<TargetGroup> replicas) =>
        _options is null ? null : _options with { Targets = [.. _options.Targets, .. replicas] };

    private TargetGroup Describe(ProjectResource replica)
    {
        var port = replica.Annotations.OfType<EndpointAnnotation>().First().TargetPort!.Value;
        var labels = new Dictionary<string, string>
        {
            ["service"] = replica.Annotations.OfType<StandbyAnnotation>().First().Service,
            ["instance"] = replica.Name,
        };
        return new TargetGroup(File, string.Create(CultureInfo.InvariantCulture, $"{_host}:{port}"), labels);
    }
}
