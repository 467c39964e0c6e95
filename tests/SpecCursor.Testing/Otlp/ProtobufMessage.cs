using System.Buffers.Binary;
using System.Text;

namespace SpecCursor.Testing.Otlp;

/// <summary>A protobuf message without its schema: enough to pick the fields that tests ask about.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, ulong Scalar, ReadOnlyMemory<byte> Bytes)> _fields = [];

    private ProtobufMessage()
    {
    }

    /// <exception cref="InvalidDataException">The bytes are not a protobuf message.</exception>
    public static ProtobufMessage Parse(ReadOnlyMemory<byte> bytes)
    {
        var message = new ProtobufMessage();
        while (bytes.Length > 0)
        {
            var tag = ReadVarint(ref bytes);
            message.Add((int)(tag >> 3), (int)(tag & 7), ref bytes);
        }

        return message;
    }

    public bool Has(int field) => _fields.Any(candidate => candidate.Number == field);

    public IEnumerable<ProtobufMessage> Messages(int field) => All(field).Select(candidate => Parse(candidate.Bytes));

    public ProtobufMessage Message(int field) => Messages(field).LastOrDefault() ?? new ProtobufMessage();

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    public long Integer(int field) => (long)All(field).LastOrDefault().Scalar;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(All(field).LastOrDefault().Scalar);

    public IReadOnlyList<double> Doubles(int field) => [.. Packed(field).Select(BitConverter.UInt64BitsToDouble)];

    public IReadOnlyList<long> Integers(int field) => [.. Packed(field).Select(value => (long)value)];

    /// <summary>Nanoseconds since 1970 as a time.</summary>
    public DateTimeOffset Time(int field) => DateTimeOffset.UnixEpoch.AddTicks(Integer(field) / 100);

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref bytes, 1).Span[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A varint has more than ten bytes.");
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, ulong count)
    {
        if (count > (ulong)bytes.Length)
        {
            throw new InvalidDataException("A protobuf message ends in the middle of a field.");
        }

        var taken = bytes[..(int)count];
        bytes = bytes[(int)count..];
        return taken;
    }

    private void Add(int number, int wireType, ref ReadOnlyMemory<byte> bytes)
    {
        switch (wireType)
        {
            case 0:
                _fields.Add((number, ReadVarint(ref bytes), default));
                break;
            case 1:
                _fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8).Span), default));
                break;
            case 2:
                _fields.Add((number, 0, Take(ref bytes, ReadVarint(ref bytes))));
                break;
            case 5:
                _fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4).Span), default));
                break;
            default:
                throw new InvalidDataException($"There is no protobuf wire type {wireType}.");
        }
    }

    private IEnumerable<(int Number, ulong Scalar, ReadOnlyMemory<byte> Bytes)> All(int field) => _fields.Where(candidate => candidate.Number == field);

    private ReadOnlyMemory<byte> Bytes(int field) => All(field).LastOrDefault().Bytes;

    private IEnumerable<ulong> Packed(int field)
    {
        foreach (var (_, scalar, bytes) in All(field))
        {
            if (bytes.IsEmpty)
            {
                yield return scalar;
            }

            for (var offset = 0; offset < bytes.Length; offset += 8)
            {
                yield return BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[offset..]);
            }
        }
    }
}
