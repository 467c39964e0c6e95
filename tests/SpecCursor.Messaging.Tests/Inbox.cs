using System.Collections.Concurrent;
using System.Threading.Channels;

namespace SpecCursor.Messaging.Tests;

/// <summary>What a test's handlers received, to be awaited.</summary>
public sealed class Inbox
{
    private readonly ConcurrentDictionary<Type, Channel<object>> _messages = new();

    public void Add(object message) => Of(message.GetType()).Writer.TryWrite(message);

    public async Task<T> NextAsync<T>()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        return (T)await Of(typeof(T)).Reader.ReadAsync(limit.Token);
    }

    private Channel<object> Of(Type type) => _messages.GetOrAdd(type, _ => Channel.CreateUnbounded<object>());
}
