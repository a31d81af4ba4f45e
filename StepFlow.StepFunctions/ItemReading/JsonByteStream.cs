namespace StepFlow.StepFunctions.ItemReading;

/// <summary>Cuts UTF-8 JSON into values without understanding them; holds no more than the value at hand.</summary>
internal sealed class JsonByteStream(Stream content, CancellationToken cancellation)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;

    /// <summary>The next character that is no white space; NUL at the end.</summary>
    public async ValueTask<char> PeekAsync()
    {
        while (true)
        {
            for (; _at < _end; _at++)
            {
                // The byte order mark's three bytes count as white space.
                if (_buffer[_at] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or 0xEF or 0xBB or 0xBF))
                {
                    return (char)_buffer[_at];
                }
            }

            if (!await FillAsync(keepFrom: _end))
            {
                return '\0';
            }
        }
    }

    /// <summary>Passes the character just peeked.</summary>
    public void Skip() => _at++;

    /// <summary>The bytes of the next value, good until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadValueAsync()
    {
        await PeekAsync();
        var scan = default(Scan);
        var start = _at;
        while (!scan.Advance(_buffer.AsSpan(0, _end), ref _at))
        {
            var length = _at - start;
            if (!await FillAsync(start))
            {
                return scan.IsComplete ? _buffer.AsMemory(0, length) : throw ItemReaderError.Of("The data ends within a value.");
            }

            start = 0;
        }

        return _buffer.AsMemory(start, _at - start);
    }

    public async ValueTask SkipValueAsync()
    {
        await PeekAsync();
        var scan = default(Scan);
        while (!scan.Advance(_buffer.AsSpan(0, _end), ref _at) && await FillAsync(_at))
        {
        }
    }

    // Keeps the bytes from keepFrom at the front of the buffer, which grows when they fill it.
    private async ValueTask<bool> FillAsync(int keepFrom)
    {
        var kept = _end - keepFrom;
        if (kept == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        else
        {
            Buffer.BlockCopy(_buffer, keepFrom, _buffer, 0, kept);
        }

        _at -= keepFrom;
        var read = await content.ReadAsync(_buffer.AsMemory(kept), cancellation);
        _end = kept + read;
        return read > 0;
    }

    /// <summary>Where in a value the scan is; survives a refill of the buffer.</summary>
    private struct Scan
    {
        private int _depth;
        private bool _inText;
        private bool _escaped;
        private bool _isScalar;

        /// <summary>Whether the end of the data may end the value: a number or a word without a delimiter behind it.</summary>
        public readonly bool IsComplete => _isScalar;

        /// <summary>Moves <paramref name="at"/> behind the value; false where the bytes end first.</summary>
        public bool Advance(ReadOnlySpan<byte> bytes, ref int at)
        {
            for (; at < bytes.Length; at++)
            {
                var c = bytes[at];
                if (_inText)
                {
                    if (_escaped)
                    {
                        _escaped = false;
                    }
                    else if (c is (byte)'\\')
                    {
                        _escaped = true;
                    }
                    else if (c is (byte)'"')
                    {
                        _inText = false;
                        if (_depth is 0)
                        {
                            at++;
                            return true;
                        }
                    }
                }
                else if (_isScalar)
                {
                    if (c is (byte)',' or (byte)']' or (byte)'}' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
                    {
                        return true;
                    }
                }
                else if (Nested(c))
                {
                    at++;
                    return true;
                }
            }

            return false;
        }

        // True where this character closes the value.
        private bool Nested(byte c)
        {
            switch (c)
            {
                case (byte)'"':
                    _inText = true;
                    break;
                case (byte)'{' or (byte)'[':
                    _depth++;
                    break;
                case (byte)'}' or (byte)']':
                    return --_depth <= 0;
                default:
                    _isScalar = _depth is 0;
                    break;
            }

            return false;
        }
    }
}
