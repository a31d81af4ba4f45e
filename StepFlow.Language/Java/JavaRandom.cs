namespace StepFlow.Language.Java;

/// <summary>java.util.Random: the same seed gives the numbers that AWS gives.</summary>
internal struct JavaRandom(long seed)
{
    private const long Multiplier = 0x5DEECE66DL;
    private const long Mask = (1L << 48) - 1;
    private long _state = (seed ^ Multiplier) & Mask;

    public int Next(int bound)
    {
        if ((bound & -bound) == bound)
        {
            return (int)((bound * (long)Bits(31)) >> 31);
        }

        while (true)
        {
            var bits = Bits(31);
            var value = bits % bound;
            if (unchecked(bits - value + (bound - 1)) >= 0)
            {
                return value;
            }
        }
    }

    public double NextDouble() => (((long)Bits(26) << 27) + Bits(27)) * (1.0 / (1L << 53));

    private int Bits(int count)
    {
        _state = unchecked((_state * Multiplier) + 0xBL) & Mask;
        return (int)(_state >> (48 - count));
    }
}
