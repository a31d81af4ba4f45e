using System.Buffers;
using System.Text;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>
/// AWS lets a backslash escape a quote, the delimiter and itself, and drops it before anything else; CSV readers know only doubled quotes.
/// Escaped characters pass the reader as bytes that no UTF-8 text has, and are restored in the fields.
/// </summary>
internal sealed class CsvEscapes(Stream content, char delimiter) : Stream
{
    private const byte Backslash = 0xF8;
    private const byte Quote = 0xF9;
    private const byte Delimiter = 0xFA;
    private static readonly SearchValues<byte> Marks = SearchValues.Create([Backslash, Quote, Delimiter]);
    private bool _pending;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public string Restore(ReadOnlySpan<byte> field)
    {
        if (field.IndexOfAny(Marks) < 0)
        {
            return Encoding.UTF8.GetString(field);
        }

        var copy = field.ToArray();
        foreach (ref var b in copy.AsSpan())
        {
            b = b switch
            {
                Backslash => (byte)'\\',
                Quote => (byte)'"',
                Delimiter => (byte)delimiter,
                _ => b,
            };
        }

        return Encoding.UTF8.GetString(copy);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read, written;
        do
        {
            read = content.Read(buffer, offset, count);
            written = Translate(buffer.AsSpan(offset, read));
        }
        while (written is 0 && read > 0);
        return written;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Zero means the end of the text; a lone backslash at the end of a block must not.
        int read, written;
        do
        {
            read = await content.ReadAsync(buffer, cancellationToken);
            written = Translate(buffer.Span[..read]);
        }
        while (written is 0 && read > 0);
        return written;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // In place: the text only gets shorter.
    private int Translate(Span<byte> text)
    {
        var from = _pending ? 0 : text.IndexOf((byte)'\\');
        if (from < 0)
        {
            return text.Length;
        }

        var written = from;
        foreach (var b in text[from..])
        {
            if (_pending)
            {
                _pending = false;
                text[written++] = b is (byte)'\\' ? Backslash : b is (byte)'"' ? Quote : b == delimiter ? Delimiter : b;
            }
            else if (b is (byte)'\\')
            {
                _pending = true;
            }
            else
            {
                text[written++] = b;
            }
        }

        return written;
    }
}
