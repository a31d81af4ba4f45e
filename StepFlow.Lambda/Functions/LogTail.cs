using System.Text;

namespace StepFlow.Lambda;

/// <summary>The last lines of one process, enough for the 4 KB that an invocation may ask for.</summary>
internal sealed class LogTail
{
    private const int LargestTail = 4096;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(300);
    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset At, string Text)> _lines = new();
    private int _characters;

    public void Add(DateTimeOffset at, string text)
    {
        lock (_gate)
        {
            _lines.Enqueue((at, text));
            _characters += text.Length + 1;
            while (_characters > 4 * LargestTail && _lines.TryDequeue(out var oldest))
            {
                _characters -= oldest.Text.Length + 1;
            }
        }
    }

    /// <summary>
    /// Output comes by a pipe and may lag behind the answer, which comes by HTTP: waits until lines have come and no more do,
    /// but not for ever, since there may be none.
    /// </summary>
    public async Task SettleAsync(DateTimeOffset start, TimeProvider time, CancellationToken cancellation)
    {
        var known = -1;
        for (var waited = TimeSpan.Zero; waited < Longest; waited += Pause)
        {
            var count = CountSince(start);
            if (count > 0 && count == known)
            {
                return;
            }

            known = count;
            await Task.Delay(Pause, time, cancellation);
        }
    }

    private int CountSince(DateTimeOffset start)
    {
        lock (_gate)
        {
            return _lines.Count(line => line.At >= start);
        }
    }

    /// <summary>What was written since then, between the START, END and REPORT lines of AWS; at most 4 KB of its end.</summary>
    public byte[] Since(DateTimeOffset start, string requestId, TimeSpan duration, int memoryMegabytes)
    {
        var text = new StringBuilder($"START RequestId: {requestId} Version: {FunctionName.Latest}\n");
        lock (_gate)
        {
            foreach (var line in _lines)
            {
                if (line.At >= start)
                {
                    text.Append(line.Text).Append('\n');
                }
            }
        }

        text.Append($"END RequestId: {requestId}\n");
        text.Append($"REPORT RequestId: {requestId}\tDuration: {duration.TotalMilliseconds:F2} ms\tBilled Duration: {Math.Ceiling(duration.TotalMilliseconds):F0} ms\tMemory Size: {memoryMegabytes} MB\t\n");
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return bytes.Length <= LargestTail ? bytes : bytes[^LargestTail..];
    }
}
