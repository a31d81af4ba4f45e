namespace StepFlow.Gateway.Events;

/// <summary>A query, decoded as AWS decodes it: a plus sign is a space.</summary>
internal static class QueryString
{
    public static List<Header> Decode(string query)
    {
        List<Header> pairs = [];
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            pairs.Add(equals < 0 ? new(Decoded(pair), "") : new(Decoded(pair[..equals]), Decoded(pair[(equals + 1)..])));
        }

        return pairs;
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
