using System.Collections.Frozen;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks.Models;

/// <summary>Reads a service's API description in botocore's <c>service-2.json</c> form.</summary>
public static class BotocoreModel
{
    /// <summary>Throws <see cref="FormatException"/> with what is missing or not supported.</summary>
    public static ServiceModel Read(JsonValue document)
    {
        var root = document as JsonObject ?? throw new FormatException("A service model is a JSON object.");
        var metadata = root["metadata"] as JsonObject ?? throw new FormatException("The service model has no 'metadata'.");
        var protocol = Protocol(metadata);
        var serviceId = Text(metadata, "serviceId") ?? Text(metadata, "serviceAbbreviation") ?? Text(metadata, "endpointPrefix")
            ?? throw new FormatException("The service model's metadata has no 'serviceId'.");
        var shapes = Members(root, "shapes").ToFrozenDictionary(s => s.Key, s => ReadShape(s.Key, (JsonObject)s.Value), StringComparer.Ordinal);
        return new(
            Id(serviceId),
            SdkName(serviceId),
            protocol,
            Text(metadata, "jsonVersion") ?? "1.0",
            Text(metadata, "targetPrefix") ?? "",
            Text(metadata, "apiVersion") ?? "",
            Text(metadata, "signingName") ?? Text(metadata, "endpointPrefix") ?? Id(serviceId),
            serviceId.Replace(' ', '_').Replace('-', '_').ToUpperInvariant())
        {
            Operations = Members(root, "operations").ToFrozenDictionary(
                o => o.Key, o => ReadOperation(o.Key, (JsonObject)o.Value, Members(root, "shapes")), StringComparer.Ordinal),
            Shapes = shapes,
        };
    }

    private static WireProtocol Protocol(JsonObject metadata)
    {
        IEnumerable<string?> offered = metadata["protocols"] is JsonArray several ? several.Select(p => (p as JsonString)?.Value) : [];
        foreach (var name in offered.Append(Text(metadata, "protocol")))
        {
            switch (name)
            {
                case "json": return WireProtocol.AwsJson;
                case "query": return WireProtocol.Query;
                case "rest-json": return WireProtocol.RestJson;
                case "rest-xml": return WireProtocol.RestXml;
            }
        }

        throw new FormatException($"The service model's protocol '{Text(metadata, "protocol")}' is not supported; json, query, rest-json and rest-xml are.");
    }

    private static OperationModel ReadOperation(string name, JsonObject operation, JsonObject shapes)
    {
        var http = operation["http"] as JsonObject ?? JsonObject.Empty;
        var input = operation["input"] as JsonObject;
        var output = operation["output"] as JsonObject;
        var errors = operation["errors"] as JsonArray ?? JsonArray.Empty;
        return new(
            name,
            Text(http, "method") ?? "POST",
            Text(http, "requestUri") ?? "/",
            input is null ? null : Text(input, "shape"),
            output is null ? null : Text(output, "shape"),
            errors.OfType<JsonObject>().Select(e => Text(e, "shape")!)
                .DistinctBy(e => ErrorCode(e, shapes), StringComparer.Ordinal)
                .ToFrozenDictionary(e => ErrorCode(e, shapes), e => e, StringComparer.Ordinal),
            output is null ? null : Text(output, "resultWrapper"),
            input is null ? null : Text(input, "locationName"));
    }

    private static string ErrorCode(string shape, JsonObject shapes) =>
        shapes[shape] is JsonObject definition && definition["error"] is JsonObject error && Text(error, "code") is { } code ? code : shape;

    private static Shape ReadShape(string name, JsonObject shape) => Text(shape, "type") switch
    {
        _ when Flag(shape, "document") => new Shape.Document(name),
        "structure" => new Shape.Structure(name, [.. Members(shape, "members").Select(m => ReadMember(m.Key, (JsonObject)m.Value, shape))]),
        "list" when shape["member"] is JsonObject item =>
            new Shape.List(name, Text(item, "shape")!, Text(item, "locationName"), Flag(shape, "flattened"), Size(shape)),
        "map" when shape["key"] is JsonObject key && shape["value"] is JsonObject value =>
            new Shape.Map(name, Text(value, "shape")!, Text(key, "locationName") ?? "key", Text(value, "locationName") ?? "value", Flag(shape, "flattened")),
        "string" or "character" => new Shape.Text(name, Size(shape), shape["enum"] is JsonArray values ? [.. values.OfType<JsonString>().Select(v => v.Value)] : []),
        "integer" or "long" or "short" or "byte" or "bigInteger" => new Shape.Number(name, IsWhole: true, Size(shape)),
        "float" or "double" or "bigDecimal" => new Shape.Number(name, IsWhole: false, Size(shape)),
        "boolean" => new Shape.Boolean(name),
        "blob" => new Shape.Blob(name, Size(shape)),
        "timestamp" => new Shape.Timestamp(name, Text(shape, "timestampFormat")),
        var type => throw new FormatException($"Shape '{name}' of the service model has the unknown type '{type}'."),
    };

    private static Member ReadMember(string name, JsonObject member, JsonObject structure)
    {
        var required = structure["required"] as JsonArray ?? JsonArray.Empty;
        return new(name, Text(member, "shape")!)
        {
            WireName = Text(member, "locationName") ?? name,
            Place = Text(member, "location") switch
            {
                "uri" => MemberPlace.Uri,
                "querystring" => MemberPlace.Query,
                "header" => MemberPlace.Header,
                "headers" => MemberPlace.Headers,
                "statusCode" => MemberPlace.Status,
                _ => MemberPlace.Body,
            },
            IsRequired = required.Contains(new JsonString(name)),
            IsPayload = Text(structure, "payload") == name,
            IsFlat = Flag(member, "flattened"),
            IsXmlAttribute = Flag(member, "xmlAttribute"),
            TimestampFormat = Text(member, "timestampFormat"),
        };
    }

    private static JsonObject Members(JsonObject holder, string name) => holder[name] as JsonObject ?? JsonObject.Empty;

    private static string? Text(JsonObject holder, string name) => (holder[name] as JsonString)?.Value;

    private static bool Flag(JsonObject holder, string name) => holder[name] is JsonBoolean { Value: true };

    private static SizeRange Size(JsonObject shape) => new((shape["min"] as JsonNumber)?.Value, (shape["max"] as JsonNumber)?.Value);

#pragma warning disable CA1308 // Service ids in a Resource are in lower case.
    private static string Id(string serviceId) => serviceId.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
#pragma warning restore CA1308

    private static string SdkName(string serviceId) =>
        string.Concat(serviceId.Split(' ', '-').Select(MemberNames.ForStates));
}
