using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations.Wire;

/// <summary>Parameters to the JSON a service takes, and a service's JSON to a Task's result.</summary>
/// <param name="service">The service's model.</param>
/// <param name="naming">How results name their members.</param>
internal sealed class WireJson(ServiceModel service, MemberNaming naming)
{
    public JsonValue ToWire(Shape shape, JsonValue value) => (shape, value) switch
    {
        (_, JsonNull) => value,
        (Shape.Structure structure, JsonObject given) => ToWire(structure, given),
        (Shape.List list, JsonArray items) => JsonArray.Of(items.Select(i => ToWire(service.Shape(list.Item), i))),
        (Shape.Map map, JsonObject entries) => JsonObject.Of(entries.Select(e => KeyValuePair.Create(e.Key, ToWire(service.Shape(map.Value), e.Value)))),
        (Shape.Text, not JsonString) => value.ToString(),
        (Shape.Blob, _) => Convert.ToBase64String(WireText.Bytes(value)),
        (Shape.Timestamp timestamp, _) => timestamp.Format is null or "unixTimestamp"
            ? JsonNumber.FromText(WireText.EpochSeconds(WireText.Moment(value)))
            : WireText.Timestamp(value, timestamp.Format),
        _ => value,
    };

    /// <summary>Members without a value are left out, as the SDKs leave them out.</summary>
    public JsonObject ToWire(Shape.Structure structure, JsonObject given)
    {
        var wire = new JsonObjectBuilder(given.Count);
        foreach (var (name, value) in given.Members)
        {
            if (value is JsonNull)
            {
                continue;
            }

            var member = ParameterNames.Find(structure, name);
            wire.Set(member?.WireName ?? name, member is null ? value : ToWire(service.Shape(member.Shape), value));
        }

        return wire.Build();
    }

    public JsonValue FromWire(Shape shape, JsonValue value) => (shape, value) switch
    {
        (Shape.Structure structure, JsonObject wire) => FromWire(structure, wire),
        (Shape.List list, JsonArray items) => JsonArray.Of(items.Select(i => FromWire(service.Shape(list.Item), i))),
        (Shape.Map map, JsonObject entries) => JsonObject.Of(entries.Select(e => KeyValuePair.Create(e.Key, FromWire(service.Shape(map.Value), e.Value)))),
        (Shape.Blob, JsonString text) => ShowBlob(text.Value),
        (Shape.Timestamp, JsonNumber or JsonString) => ShowMoment(value),
        _ => value,
    };

    public JsonObject FromWire(Shape.Structure structure, JsonObject wire)
    {
        var answer = new JsonObjectBuilder(wire.Count);
        foreach (var (name, value) in wire.Members)
        {
            if (value is JsonNull)
            {
                continue;
            }

            var member = structure.Members.FirstOrDefault(m => m.WireName == name);
            answer.Set(member is null ? naming.Unknown(name) : naming.Name(member), member is null ? value : FromWire(service.Shape(member.Shape), value));
        }

        return answer.Build();
    }

    private static string ShowBlob(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? WireText.Show(bytes[..length]) : base64;
    }

    // A local endpoint may answer with a text that is no moment; it is shown as it came.
    private static JsonValue ShowMoment(JsonValue value)
    {
        try
        {
            return WireText.Show(WireText.Moment(value));
        }
        catch (FormatException)
        {
            return value;
        }
    }
}
