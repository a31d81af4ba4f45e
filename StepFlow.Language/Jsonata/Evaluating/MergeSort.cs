namespace StepFlow.Language.Jsonata;

/// <summary>Merge sort with a comparator that only says whether two neighbours must change places; asks in the order the language does.</summary>
internal static class MergeSort
{
    public static void Run<T>(T[] items, Func<T, T, bool> isAfter) => Run(items, new T[items.Length], 0, items.Length, isAfter);

    private static void Run<T>(T[] items, T[] buffer, int from, int to, Func<T, T, bool> isAfter)
    {
        if (to - from <= 1)
        {
            return;
        }

        var middle = from + ((to - from) / 2);
        Run(items, buffer, from, middle, isAfter);
        Run(items, buffer, middle, to, isAfter);
        var (left, right, at) = (from, middle, from);
        while (left < middle && right < to)
        {
            buffer[at++] = isAfter(items[left], items[right]) ? items[right++] : items[left++];
        }

        Array.Copy(items, left, buffer, at, middle - left);
        Array.Copy(items, right, buffer, at + middle - left, to - right);
        Array.Copy(buffer, from, items, from, to - from);
    }
}
