using Google.Protobuf;
using Google.Protobuf.Collections;
using StepFlow.Traces.Otlp;
using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Receiving;

/// <summary>The parts that OTLP's signals share, read.</summary>
internal static class OtlpValues
{
    private const long TicksAtUnixEpoch = 621_355_968_000_000_000;
    private const int MostNesting = 32;

    public static TelemetryResource Read(Resource? resource) => TelemetryResource.Of(Read(resource?.Attributes));

    public static Attributes Read(RepeatedField<KeyValue>? attributes) => Read(attributes, MostNesting);

    /// <summary>Nanoseconds since 1970 as a time; .NET's ticks are 100 ns.</summary>
    public static DateTimeOffset Time(ulong unixNanoseconds)
    {
        var ticks = unixNanoseconds / 100;
        return new((long)Math.Min(ticks, (ulong)(DateTimeOffset.MaxValue.Ticks - TicksAtUnixEpoch)) + TicksAtUnixEpoch, TimeSpan.Zero);
    }

    public static TraceId TraceId(ByteString bytes) => Spans.TraceId.From(bytes.Span);

    public static SpanId SpanId(ByteString bytes) => Spans.SpanId.From(bytes.Span);

    /// <summary>A value as text; structures are written as JSON-like text.</summary>
    public static string Text(AnyValue? value) => AttributeText.Of(Read(value, MostNesting));

    private static Attributes Read(RepeatedField<KeyValue>? attributes, int nesting)
    {
        if (attributes is null or { Count: 0 })
        {
            return Attributes.None;
        }

        var all = new KeyValuePair<string, object>[attributes.Count];
        for (var i = 0; i < all.Length; i++)
        {
            // The names are few and come with every span.
            all[i] = new(string.IsInterned(attributes[i].Key) ?? attributes[i].Key, Read(attributes[i].Value, nesting));
        }

        return new(all);
    }

    private static object Read(AnyValue? value, int nesting) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue,
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue,
        AnyValue.ValueOneofCase.BytesValue => value.BytesValue.ToByteArray(),
        AnyValue.ValueOneofCase.ArrayValue when nesting > 0 => value.ArrayValue.Values.Select(item => Read(item, nesting - 1)).ToArray(),
        AnyValue.ValueOneofCase.KvlistValue when nesting > 0 => Read(value.KvlistValue.Values, nesting - 1),
        _ => "",
    };
}
