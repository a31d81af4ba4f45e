using System.Globalization;
using System.Text.RegularExpressions;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Evaluating;

/// <summary>What a template demands of its parameters' values; the sentences are CloudFormation's.</summary>
internal static class ParameterConstraints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with a parameter's value; null where nothing is.</summary>
    /// <param name="declared">The parameter as declared.</param>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its value, or the items of its list.</param>
    public static string? Problem(TemplateMap declared, string name, IEnumerable<string> values) =>
        values.Select(value => Demand(declared, Text(declared, "Type") ?? "", value)).FirstOrDefault(demand => demand is not null) is { } demand
            ? Text(declared, "ConstraintDescription") is { } description
                ? $"Parameter '{name}' failed to satisfy constraint: {description} (it {demand})"
                : $"Parameter '{name}' {demand}"
            : null;

    private static string? Demand(TemplateMap declared, string type, string value)
    {
        if (declared["AllowedValues"] is TemplateList { Items: var allowed } && !allowed.OfType<TemplateScalar>().Any(item => item.Text == value))
        {
            return $"must be one of AllowedValues: {string.Join(", ", allowed.OfType<TemplateScalar>().Select(item => item.Text))}; it is '{value}'";
        }

        if (Text(declared, "AllowedPattern") is { } pattern && !Matches(pattern, value))
        {
            return $"must match pattern {pattern}; it is '{value}'";
        }

        if (Number(declared, "MinLength") is { } least && value.Length < least)
        {
            return $"must contain at least {least} characters; it is '{value}'";
        }

        if (Number(declared, "MaxLength") is { } most && value.Length > most)
        {
            return $"must contain at most {most} characters; it is '{value}'";
        }

        return type is "Number" or "List<Number>" ? NumberDemand(declared, value) : null;
    }

    private static string? NumberDemand(TemplateMap declared, string value) =>
        !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? $"must be a number; it is '{value}'"
        : Number(declared, "MinValue") is { } low && number < low ? $"must be a number not less than {low}; it is '{value}'"
        : Number(declared, "MaxValue") is { } high && number > high ? $"must be a number not greater than {high}; it is '{value}'"
        : null;

    // The whole value has to match. A pattern that .NET cannot read demands nothing here.
    private static bool Matches(string pattern, string value)
    {
        try
        {
            return Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, Patience);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static string? Text(TemplateMap declared, string name) => (declared[name] as TemplateScalar)?.Text;

    private static decimal? Number(TemplateMap declared, string name) =>
        decimal.TryParse(Text(declared, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
