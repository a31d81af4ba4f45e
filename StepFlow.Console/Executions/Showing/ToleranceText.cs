using System.Globalization;

namespace StepFlow.ConsoleUI.Executions.Showing;

/// <summary>How many items of a Map Run may fail before it fails itself, in a few words.</summary>
internal static class ToleranceText
{
    /// <param name="count">0 where no number was given.</param>
    /// <param name="percentage">0 where none was given; of the items, from 0 to 100.</param>
    public static string Of(long count, double percentage)
    {
        var share = percentage.ToString("0.##", CultureInfo.InvariantCulture);
        return (count, percentage) switch
        {
            (0, 0) => "none",
            (0, _) => $"up to {share} % of the items",
            (_, 0) => $"up to {Words.Count(count, "item")}",
            _ => $"up to {Words.Count(count, "item")}, but no more than {share} %",
        };
    }
}
