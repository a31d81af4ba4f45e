namespace StepFlow.Aws;

/// <summary>Makes UUIDs: request ids, execution names, revisions. Handed to whoever needs one, so that tests can seed it.</summary>
public sealed class IdSource(Random random)
{
    private readonly Lock _gate = new();

#pragma warning disable RS0030 // The one place where ids of a running service come from; everybody else takes an IdSource.
    public static IdSource Shared { get; } = new(Random.Shared);
#pragma warning restore RS0030

    public Guid NewUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (ReferenceEquals(this, Shared))
        {
            random.NextBytes(bytes);
        }
        else
        {
            lock (_gate)
            {
                random.NextBytes(bytes);
            }
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    public string NewId() => NewUuid().ToString("D");
}
