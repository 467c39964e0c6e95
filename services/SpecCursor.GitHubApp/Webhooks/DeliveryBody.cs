using System.Buffers;

namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>A body in a rented buffer: read once, copied never unless it outgrows the buffer.</summary>
internal struct DeliveryBody : IDisposable
{
    private const int Start = 16 * 1024;
    private const int MaximumTrusted = 1024 * 1024;

    private byte[]? _buffer;
    private int _length;

    /// <summary>The bytes, until this is disposed.</summary>
    public readonly ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    /// <summary>Reads the body to its end.</summary>
    /// <returns>The body; null when it is longer than the limit.</returns>
    public static async ValueTask<DeliveryBody?> ReadAsync(HttpRequest request, int maximum, CancellationToken cancellationToken)
    {
        // Memory is given for what has come, not for what the sender says will come. One byte more than announced, so that the end shows.
        var announced = (int)Math.Min(request.ContentLength ?? 0, MaximumTrusted);
        var body = new DeliveryBody { _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(Start, announced + 1)) };
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(body._buffer.AsMemory(body._length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                body._length += read;
                if (body._length > maximum)
                {
                    body.Dispose();
                    return null;
                }

                if (body._length == body._buffer!.Length)
                {
                    body.Grow(maximum);
                }
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Grow(int maximum)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _buffer!.Length, maximum + 1L));
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
