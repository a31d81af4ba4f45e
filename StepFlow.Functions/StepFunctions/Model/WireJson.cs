using System.Text.Json;

namespace StepFlow.Functions.StepFunctions.Model;

/// <summary>Members as AWS JSON 1.0 has them: absent when null, times as seconds since 1970.</summary>
internal static class WireJson
{
    public static void WriteIf(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteIf(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
    }

    public static void WriteIf(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public static long? Whole(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? (long)value.GetDouble() : null;

    public static DateTime? Time(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number
            ? DateTime.UnixEpoch.AddMilliseconds(Math.Round(value.GetDouble() * 1000))
            : null;
}
