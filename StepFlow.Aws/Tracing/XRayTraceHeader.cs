using System.Diagnostics;

namespace StepFlow.Aws.Tracing;

/// <summary>
/// The <c>X-Amzn-Trace-Id</c> header, which carries the same ids as W3C's <c>traceparent</c>:
/// <c>Root=1-{first 8 hex digits of the trace id}-{the other 24};Parent={span id};Sampled=0|1</c>.
/// </summary>
public static class XRayTraceHeader
{
    public const string Name = "X-Amzn-Trace-Id";

    public static string Format(ActivityContext context)
    {
        var trace = context.TraceId.ToHexString();
        var sampled = context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? '1' : '0';
        return $"Root=1-{trace[..8]}-{trace[8..]};Parent={context.SpanId.ToHexString()};Sampled={sampled}";
    }

    /// <summary>Reads a header; without <c>Parent</c> the span id stays empty: the trace goes on, with no parent span.</summary>
    public static bool TryParse(string? header, out ActivityContext context)
    {
        context = default;
        if (header is null)
        {
            return false;
        }

        ActivityTraceId trace = default;
        ActivitySpanId span = default;
        var flags = ActivityTraceFlags.None;
        foreach (var part in header.AsSpan().Split(';'))
        {
            var field = header.AsSpan()[part].Trim();
            if (Value(field, "Root=") is { IsEmpty: false } root && !TryReadRoot(root, out trace))
            {
                return false;
            }

            if (Value(field, "Parent=") is { IsEmpty: false } parent && !TryReadParent(parent, out span))
            {
                return false;
            }

            if (Value(field, "Sampled=") is "1")
            {
                flags = ActivityTraceFlags.Recorded;
            }
        }

        context = new(trace, span, flags, traceState: null, isRemote: true);
        return trace != default;
    }

    /// <summary>The <c>traceparent</c> with the same ids, or null where the header has no root or no parent.</summary>
    public static string? ToTraceParent(string? header) =>
        TryParse(header, out var context) && context.SpanId != default ? TraceParent.Format(context) : null;

    /// <summary>The X-Ray header with the ids of a <c>traceparent</c>, or null where that cannot be read.</summary>
    public static string? FromTraceParent(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, out var context) ? Format(context) : null;

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> field, string name) =>
        field.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? field[name.Length..] : default;

    private static bool TryReadRoot(ReadOnlySpan<char> root, out ActivityTraceId trace)
    {
        trace = default;
        if (root is not ['1', '-', .. { Length: 33 } ids] || ids[8] is not '-')
        {
            return false;
        }

        Span<char> digits = stackalloc char[32];
        ids[..8].CopyTo(digits);
        ids[9..].CopyTo(digits[8..]);
        if (!TryLower(digits))
        {
            return false;
        }

        trace = ActivityTraceId.CreateFromString(digits);
        return true;
    }

    private static bool TryReadParent(ReadOnlySpan<char> parent, out ActivitySpanId span)
    {
        span = default;
        Span<char> digits = stackalloc char[16];
        if (parent.Length is not 16 || !parent.TryCopyTo(digits) || !TryLower(digits))
        {
            return false;
        }

        span = ActivitySpanId.CreateFromString(digits);
        return true;
    }

    // The .NET ids accept lower case digits only.
    private static bool TryLower(Span<char> digits)
    {
        foreach (ref var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }

            digit = char.ToLowerInvariant(digit);
        }

        return digits.ContainsAnyExcept('0');
    }
}
