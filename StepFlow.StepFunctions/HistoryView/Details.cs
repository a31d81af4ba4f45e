using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.HistoryView;

/// <summary>The pieces that details of history events are made of.</summary>
internal static class Details
{
    public static readonly JsonObject NotTruncated = JsonObject.Of(("truncated", false));

    /// <summary>A value as text, with the <c>…Details</c> member that AWS sends along.</summary>
    public static JsonObjectBuilder Data(this JsonObjectBuilder details, string name, JsonValue value) => details.Text(name, value.ToString());

    public static JsonObjectBuilder Text(this JsonObjectBuilder details, string name, string text) =>
        details.Set(name, text).Set(name + "Details", NotTruncated);

    /// <summary>Error and cause, each only where there is one.</summary>
    public static JsonObjectBuilder Error(this JsonObjectBuilder details, StatesError error) => details
        .SetIf("error", error.Name is { } name ? (JsonValue)name : null)
        .SetIf("cause", error.Cause is { } cause ? (JsonValue)cause : null);

    public static JsonObjectBuilder Number(this JsonObjectBuilder details, string name, int? value) =>
        details.SetIf(name, value is { } v ? (JsonValue)v : null);
}
