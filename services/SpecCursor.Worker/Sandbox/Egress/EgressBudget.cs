namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>The bytes that all connections of a command may carry together.</summary>
internal sealed class EgressBudget(long maximum)
{
    private long _used;

    public long Used => Interlocked.Read(ref _used);

    /// <summary>Takes some; false when there are not as many left.</summary>
    public bool TryTake(int bytes) => Interlocked.Add(ref _used, bytes) <= maximum;
}
