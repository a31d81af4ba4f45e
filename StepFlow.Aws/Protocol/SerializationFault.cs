using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace StepFlow.Aws.Protocol;

/// <summary>What AWS answers to a body it cannot read: no JSON at all, or a member of the wrong type.</summary>
internal static class SerializationFault
{
    private const string Code = "SerializationException";

    public static AwsException NotAnObject() => new(Code, null);

    public static AwsException Of(JsonException fault, ReadOnlySequence<byte> body, JsonTypeInfo type)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object && Find(document.RootElement, fault.Path, type) is { } found
                ? new(Code, $"{Token(found.Value.ValueKind)} can not be converted to {Wanted(found.Type)}")
                : NotAnObject();
        }
        catch (JsonException)
        {
            return NotAnObject();
        }
    }

    // The path of a fault is $.tags[0].key, with quotes around unusual names, which no request here has.
    private static (JsonElement Value, Type Type)? Find(JsonElement at, string? path, JsonTypeInfo type)
    {
        var wanted = type.Type;
        foreach (var step in (path ?? "$").Split(['.', '['], StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            if (step.EndsWith(']'))
            {
                if (at.ValueKind is not JsonValueKind.Array || !int.TryParse(step.AsSpan(0, step.Length - 1), out var index) || index >= at.GetArrayLength())
                {
                    break;
                }

                at = at[index];
                wanted = type.Options.GetTypeInfo(wanted).ElementType!;
            }
            else if (at.ValueKind is JsonValueKind.Object && at.TryGetProperty(step, out var member)
                && type.Options.GetTypeInfo(wanted).Properties.FirstOrDefault(p => p.Name == step) is { } property)
            {
                at = member;
                wanted = property.PropertyType;
            }
            else
            {
                return null;
            }
        }

        return (at, Nullable.GetUnderlyingType(wanted) ?? wanted);
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

    private static string Wanted(Type type) =>
        type == typeof(string) ? "a String"
        : type == typeof(bool) ? "a Boolean"
        : type == typeof(long) ? "a Long"
        : type == typeof(int) ? "an Integer"
        : type == typeof(double) ? "a Float"
        : type.IsGenericType ? "a List"
        : "a Structure";
}
