using System.Buffers;
using System.Text.Json;

namespace StepFlow.Aws.Protocol;

/// <summary>What AWS answers to a body it cannot read: no JSON at all, or a member of the wrong type.</summary>
internal static class SerializationFault
{
    private const string Code = "SerializationException";

    public static AwsException NotAnObject() => new(Code, null);

    public static AwsException Of(JsonException fault, ReadOnlySequence<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object && Find(document.RootElement, fault.Path) is { } member
                ? new(Code, $"{Token(member.ValueKind)} can not be converted to {Wanted(fault.Message)}")
                : NotAnObject();
        }
        catch (JsonException)
        {
            return NotAnObject();
        }
    }

    // The path of a fault is $.tags[0].key, with quotes around unusual names, which no request here has.
    private static JsonElement? Find(JsonElement at, string? path)
    {
        foreach (var step in (path ?? "$").Split(['.', '['], StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            if (step.EndsWith(']'))
            {
                if (at.ValueKind is not JsonValueKind.Array || !int.TryParse(step.AsSpan(0, step.Length - 1), out var index) || index >= at.GetArrayLength())
                {
                    return at;
                }

                at = at[index];
            }
            else if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at;
    }

    private static string Token(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "STRING_VALUE",
        JsonValueKind.Number => "NUMBER_VALUE",
        JsonValueKind.True => "TRUE_VALUE",
        JsonValueKind.False => "FALSE_VALUE",
        JsonValueKind.Object => "Start of structure or map",
        JsonValueKind.Array => "Start of list",
        _ => "NULL_VALUE",
    };

    private static string Wanted(string message) =>
        message.Contains("System.String", StringComparison.Ordinal) ? "a String"
        : message.Contains("Boolean", StringComparison.Ordinal) ? "a Boolean"
        : message.Contains("Int64", StringComparison.Ordinal) ? "a Long"
        : message.Contains("Int32", StringComparison.Ordinal) ? "an Integer"
        : message.Contains("Double", StringComparison.Ordinal) ? "a Float"
        : message.Contains("List", StringComparison.Ordinal) ? "a List"
        : "a Structure";
}
