using Google.Protobuf;

namespace StepFlow.Tests.Traces;

/// <summary>A span as OTLP carries it; ids in hexadecimal, no parent is an empty text.</summary>
internal sealed record Span(string Service, string TraceId, string SpanId, string ParentId, string Name, int Kind)
{
    public const int Server = 2;

    /// <summary>In nanoseconds since 1970.</summary>
    public ulong Start { get; init; }

    public bool IsError { get; init; }
}

/// <summary>Reads the few fields of an ExportTraceServiceRequest that tests look at; all others are passed over.</summary>
internal static class OtlpReader
{
    public static IEnumerable<Span> ReadTraces(byte[] request)
    {
        foreach (var resourceSpans in Messages(request, field: 1))
        {
            var service = Messages(resourceSpans, 1).SelectMany(resource => Messages(resource, 1)).Where(attribute => Text(attribute, 1) is "service.name")
                .Select(attribute => Text(Messages(attribute, 2).First(), 1)).FirstOrDefault() ?? "";
            foreach (var span in Messages(resourceSpans, 2).SelectMany(scope => Messages(scope, 2)))
            {
                yield return new(service, Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(span, 5) ?? "", (int)Number(span, 6))
                {
                    Start = Number(span, 7),
                    IsError = Messages(span, 15).Any(status => Number(status, 3) is 2),
                };
            }
        }
    }

    private static IEnumerable<byte[]> Messages(byte[] message, int field) => Fields(message).Where(f => f.Number == field && f.Bytes is not null).Select(f => f.Bytes!);

    private static string? Text(byte[] message, int field) => Messages(message, field).Select(System.Text.Encoding.UTF8.GetString).FirstOrDefault();

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(Messages(message, field).FirstOrDefault() ?? []);

    private static ulong Number(byte[] message, int field) => Fields(message).FirstOrDefault(f => f.Number == field).Value;

    private static List<(int Number, byte[]? Bytes, ulong Value)> Fields(byte[] message)
    {
        List<(int Number, byte[]? Bytes, ulong Value)> fields = [];
        var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.LengthDelimited: fields.Add((number, input.ReadBytes().ToByteArray(), 0)); break;
                case WireFormat.WireType.Fixed64: fields.Add((number, null, input.ReadFixed64())); break;
                case WireFormat.WireType.Varint: fields.Add((number, null, input.ReadUInt64())); break;
                default: input.SkipLastField(); break;
            }
        }

        return fields;
    }
}
