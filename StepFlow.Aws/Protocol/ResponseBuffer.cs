using System.Buffers;
using System.Collections.Concurrent;

namespace StepFlow.Aws.Protocol;

/// <summary>Buffers in which answers are built before their length is known; kept for the next request unless they grew large.</summary>
internal static class ResponseBuffer
{
    private const int Kept = 64;
    private const int LargestKept = 256 * 1024;
    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Free = [];

    public static ArrayBufferWriter<byte> Rent() => Free.TryTake(out var buffer) ? buffer : new(4096);

    public static void Return(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity <= LargestKept && Free.Count < Kept)
        {
            buffer.ResetWrittenCount();
            Free.Add(buffer);
        }
    }
}
