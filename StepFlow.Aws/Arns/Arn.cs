using System.Diagnostics.CodeAnalysis;

namespace StepFlow.Aws.Arns;

/// <summary>An Amazon Resource Name in its six parts; the resource keeps its own colons.</summary>
public sealed record Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    public const string Prefix = "arn:";

    public static bool TryParse(string text, [NotNullWhen(true)] out Arn? arn)
    {
        Span<Range> parts = stackalloc Range[6];
        var span = text.AsSpan();
        arn = span.Split(parts, ':') is 6 && span[parts[0]] is "arn"
            ? new(
                span[parts[1]].ToString(),
                span[parts[2]].ToString(),
                span[parts[3]].ToString(),
                span[parts[4]].ToString(),
                span[parts[5]].ToString())
            : null;
        return arn is not null;
    }

    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
