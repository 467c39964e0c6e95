namespace SpecCursor.Backing.Monitoring;

/// <summary>Asks Prometheus or Alertmanager whether it is ready to serve.</summary>
public static class ReadinessProbe
{
    /// <summary>Asks once.</summary>
    /// <param name="client">What to ask with.</param>
    /// <param name="port">The port on 127.0.0.1.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="HttpRequestException">It does not answer, or is not ready.</exception>
    public static async Task AskAsync(HttpClient client, int port, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/-/ready"), cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
