namespace StepFlow.Aws;

/// <summary>Makes what must not repeat: request ids, execution names, revisions. Handed to whoever needs one, so that tests can seed it.</summary>
public sealed class IdSource(Random random)
{
    private readonly Lock _gate = new();

#pragma warning disable RS0030 // The one place where ids of a running service come from; everybody else takes an IdSource.
    public static IdSource Shared { get; } = new(Random.Shared);
#pragma warning restore RS0030

    public Guid NewUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    public string NewId() => NewUuid().ToString("D");

    /// <summary>A number from 0 to below <paramref name="sides"/>.</summary>
    public int Roll(int sides)
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return (int)(BitConverter.ToUInt32(bytes) % (uint)sides);
    }

    private void Fill(Span<byte> bytes)
    {
        // Random.Shared may be used by all threads at once, a seeded one may not.
        if (ReferenceEquals(this, Shared))
        {
            random.NextBytes(bytes);
            return;
        }

        lock (_gate)
        {
            random.NextBytes(bytes);
        }
    }
}
