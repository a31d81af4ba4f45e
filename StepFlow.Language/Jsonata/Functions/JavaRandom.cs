namespace StepFlow.Language.Jsonata;

/// <summary>The generator of java.util.Random, whose numbers <c>$random(seed)</c> returns on AWS.</summary>
internal struct JavaRandom(long seed)
{
    private const long Mask = (1L << 48) - 1;
    private long _seed = (seed ^ 0x5DEECE66DL) & Mask;

    public double NextDouble() => (((long)Next(26) << 27) + Next(27)) * (1.0 / (1L << 53));

    private int Next(int bits)
    {
        _seed = ((_seed * 0x5DEECE66DL) + 0xBL) & Mask;
        return (int)(_seed >> (48 - bits));
    }
}
