using System.Globalization;
using StepFlow.Aws.Paging;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>A page of a list: how many, behind which place. The list is named by its operation and everything that filters it.</summary>
internal readonly struct Paging
{
    private const int DefaultSize = 100;
    private readonly string _list;

    private Paging(string list, int size, string? after)
    {
        _list = list;
        Size = size;
        After = after;
    }

    public int Size { get; }

    /// <summary>What was written when the last page ended; null on the first page.</summary>
    public string? After { get; }

    public long? AfterNumber => After is null ? null : long.Parse(After, CultureInfo.InvariantCulture);

    public static Paging Of(string list, int? maxResults, string? nextToken)
    {
        var after = nextToken is null ? null : PageToken.Read(list, nextToken) ?? throw Refusals.InvalidToken();
        return new(list, maxResults is null or 0 ? DefaultSize : maxResults.Value, after);
    }

    /// <summary>Takes one item more than a page: whether it is there decides if there is a token.</summary>
    public string? NextToken<T>(IReadOnlyList<T> items, Func<T, object> place) =>
        items.Count > Size ? PageToken.Write(_list, Convert.ToString(place(items[Size - 1]), CultureInfo.InvariantCulture)!) : null;
}
