namespace StepFlow.Language.Jsonata;

/// <summary>Whether positions are multiples of one distance, all of them.</summary>
internal static class Spacing
{
    /// <summary>The distance, or 0 when there is none.</summary>
    public static int Of(int[] positions)
    {
        if (positions.Length is 0)
        {
            return 0;
        }

        var distance = positions.Aggregate(GreatestDivisor);
        for (var i = 1; i <= positions.Length; i++)
        {
            if (!positions.Contains(i * distance))
            {
                return 0;
            }
        }

        return distance;
    }

    private static int GreatestDivisor(int a, int b) => b is 0 ? a : GreatestDivisor(b, a % b);
}
