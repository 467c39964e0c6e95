namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>A delivery on its way into the database.</summary>
internal sealed class PendingDelivery(Delivery delivery)
{
    private readonly TaskCompletionSource<Recording> _recorded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The delivery.</summary>
    public Delivery Delivery { get; } = delivery;

    /// <summary>Ends when the delivery is on disk, or could not be brought there.</summary>
    public Task<Recording> Recorded => _recorded.Task;

    /// <summary>It is on disk.</summary>
    public void Complete(Recording recording) => _recorded.TrySetResult(recording);

    /// <summary>It is not.</summary>
    public void Fail(Exception exception) => _recorded.TrySetException(exception);
}
