using System.Buffers;
using System.Text.Json;

namespace StepFlow.Aws.Protocol;

/// <summary>The body of an error: <c>{"__type":"namespace#Code","message":"…"}</c>, from which every SDK takes what is behind the <c>#</c>.</summary>
internal static class AwsErrorWriter
{
    public static void Write(IBufferWriter<byte> output, string errorNamespace, string code, string? message)
    {
        using var writer = new Utf8JsonWriter(output, new() { Encoder = AwsJson.Encoder });
        writer.WriteStartObject();
        writer.WriteString("__type", $"{NamespaceOf(errorNamespace, code)}#{code}");
        if (message is not null)
        {
            writer.WriteString("message", message);
        }

        writer.WriteEndObject();
    }

    // Measured by others against AWS: breaches of the model and unreadable requests come from the framework below the service.
    private static string NamespaceOf(string errorNamespace, string code) => code switch
    {
        "ValidationException" => "com.amazon.coral.validate",
        "SerializationException" or "UnknownOperationException" or "InternalFailure" => "com.amazon.coral.service",
        _ => errorNamespace,
    };
}
