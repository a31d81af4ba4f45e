using System.Collections.Immutable;

namespace StepFlow.Gateway.Routes;

/// <summary>A path with variables: <c>/orders/{id}</c>, <c>/files/{proxy+}</c>, or <c>$default</c>.</summary>
public sealed record RoutePath
{
    public const string DefaultText = "$default";

    private RoutePath(string text, ImmutableArray<PathPart> parts)
    {
        Text = text;
        Parts = parts;
    }

    public string Text { get; }

    public ImmutableArray<PathPart> Parts { get; }

    public bool IsDefault => Text is DefaultText;

    public bool IsGreedy => Parts is [.., { Kind: PathPartKind.Greedy }];

    public static RoutePath Parse(string text)
    {
        if (text is DefaultText)
        {
            return new(text, []);
        }

        if (!text.StartsWith('/'))
        {
            throw new FormatException($"The path '{text}' does not begin with '/'.");
        }

        var parts = text.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(PathPart.Parse).ToImmutableArray();
        if (parts.Take(parts.Length - 1).Any(part => part.Kind is PathPartKind.Greedy))
        {
            throw new FormatException($"In the path '{text}' a greedy variable such as '{{proxy+}}' must come last.");
        }

        return parts.Where(part => part.Kind is not PathPartKind.Text).GroupBy(part => part.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new FormatException($"The path '{text}' has the variable '{twice.Key}' twice.")
            : new(text, parts);
    }

    /// <summary>The values of the variables when this path fits the segments of a request, as they were sent; else null.</summary>
    public ImmutableSortedDictionary<string, string>? Match(ReadOnlySpan<string> segments)
    {
        if (IsDefault)
        {
            return ImmutableSortedDictionary<string, string>.Empty;
        }

        if (segments.Length < Parts.Length || (segments.Length > Parts.Length && !IsGreedy))
        {
            return null;
        }

        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Parts.Length; i++)
        {
            var part = Parts[i];
            if (part.Kind is PathPartKind.Text)
            {
                if (!string.Equals(Uri.UnescapeDataString(segments[i]), part.Name, StringComparison.Ordinal))
                {
                    return null;
                }

                continue;
            }

            var value = part.Kind is PathPartKind.Greedy ? string.Join('/', segments[i..]!) : segments[i];
            if (value.Length is 0)
            {
                return null;
            }

            values[part.Name] = value;
        }

        return values.ToImmutable();
    }

    /// <summary>Less than zero when this path is the more special of two that fit: text before variable before greedy, from the left.</summary>
    public int CompareSpecificity(RoutePath other)
    {
        if (IsDefault || other.IsDefault)
        {
            return IsDefault.CompareTo(other.IsDefault);
        }

        foreach (var (mine, theirs) in Parts.Zip(other.Parts))
        {
            if (mine.Kind != theirs.Kind)
            {
                return mine.Kind.CompareTo(theirs.Kind);
            }
        }

        return other.Parts.Length.CompareTo(Parts.Length);
    }

    public override string ToString() => Text;
}

/// <summary>How special a part of a path is; the order is the order of preference.</summary>
public enum PathPartKind
{
    Text,
    Variable,
    Greedy,
}

/// <summary>One part of a path; the name is the text itself or the variable's name.</summary>
public readonly record struct PathPart(PathPartKind Kind, string Name)
{
    internal static PathPart Parse(string part)
    {
        if (!part.StartsWith('{') && !part.EndsWith('}'))
        {
            return new(PathPartKind.Text, Uri.UnescapeDataString(part));
        }

        var greedy = part.EndsWith("+}", StringComparison.Ordinal);
        var name = part.StartsWith('{') && part.EndsWith('}') ? part[1..^(greedy ? 2 : 1)] : "";
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':')
            ? new(greedy ? PathPartKind.Greedy : PathPartKind.Variable, name)
            : throw new FormatException($"'{part}' is not a path variable. Write '{{name}}' or, for the rest of the path, '{{proxy+}}'.");
    }
}
