using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations.Wire;

/// <summary>What a service answered, before it is made a result or an error.</summary>
internal sealed record ServiceAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    private static readonly string[] RequestIdHeaders = ["x-amzn-RequestId", "x-amz-request-id", "x-amz-requestid"];

    public bool IsSuccess => Status is >= 200 and < 300;

    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The request id, or null where the endpoint gives none.</summary>
    public string? RequestId => RequestIdHeaders.Select(Header).FirstOrDefault(h => h is not null);

    /// <summary>The result as JSON. Throws <see cref="FormatException"/> where the body is not what the protocol says.</summary>
    public JsonObject Result(ServiceModel service, OperationModel operation, MemberNaming naming)
    {
        if (service.Structure(operation.Output) is not { } output)
        {
            return JsonObject.Empty;
        }

        return service.Protocol switch
        {
            WireProtocol.AwsJson => Body.Length is 0 ? JsonObject.Empty : new WireJson(service, naming).FromWire(output, Json()),
            WireProtocol.Query => QueryResult(service, operation, output, naming),
            _ => RestResult(service, output, naming),
        };
    }

    /// <summary>The refusal as the service words it.</summary>
    public ServiceError Error(WireProtocol protocol, string requestId) =>
        protocol is WireProtocol.AwsJson or WireProtocol.RestJson ? JsonError(requestId) : XmlError(requestId);

    private ServiceError JsonError(string requestId)
    {
        var body = TryJson();
        var code = Header("x-amzn-ErrorType") ?? Text(body, "__type") ?? Text(body, "code") ?? Text(body, "Code") ?? "UnknownError";
        code = code.Split(':')[0];
        code = code[(code.LastIndexOf('#') + 1)..];
        var message = Text(body, "message") ?? Text(body, "Message") ?? Text(body, "errorMessage") ?? "null";
        return new(Status, code, message, requestId, LegacyCode: Header("x-amzn-query-error")?.Split(';')[0]);
    }

    private ServiceError XmlError(string requestId)
    {
        var error = TryXml()?.DescendantsAndSelf().FirstOrDefault(e => e.Name.LocalName is "Error");
        string? Child(string name) => error?.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

        // An answer to HEAD has no body: the status is all there is.
        var code = Child("Code") ?? (Status is 404 ? "NotFound" : Status.ToString(CultureInfo.InvariantCulture));
        return new(Status, code, Child("Message") ?? "null", requestId, Header("x-amz-id-2"));
    }

    private JsonObject QueryResult(ServiceModel service, OperationModel operation, Shape.Structure output, MemberNaming naming)
    {
        var root = Xml();
        var result = operation.ResultWrapper is null ? root : root.Elements().FirstOrDefault(e => e.Name.LocalName == operation.ResultWrapper);
        return result is null ? JsonObject.Empty : new WireXml(service, naming).Read(output, result);
    }

    private JsonObject RestResult(ServiceModel service, Shape.Structure output, MemberNaming naming)
    {
        var result = new JsonObjectBuilder();
        foreach (var member in output.Members.Where(m => m.Place is not MemberPlace.Body && !m.IsPayload))
        {
            if (Place(service, member) is { } value)
            {
                result.Set(naming.Name(member), value);
            }
        }

        foreach (var (name, value) in BodyMembers(service, output, naming))
        {
            result.Set(name, value);
        }

        return result.Build();
    }

    private JsonObject BodyMembers(ServiceModel service, Shape.Structure output, MemberNaming naming)
    {
        if (output.Payload is { } payload)
        {
            var shape = service.Shape(payload.Shape);
            return shape is Shape.Structure structure
                ? JsonObject.Of((naming.Name(payload), Structured(service, structure, naming)))
                : JsonObject.Of((naming.Name(payload), WireText.Show(Body)));
        }

        return output.Members.Any(m => m.Place is MemberPlace.Body) ? Structured(service, output, naming) : JsonObject.Empty;
    }

    private JsonObject Structured(ServiceModel service, Shape.Structure structure, MemberNaming naming) =>
        Body.Length is 0 ? JsonObject.Empty
        : service.Protocol is WireProtocol.RestJson ? new WireJson(service, naming).FromWire(structure, Json())
        : new WireXml(service, naming).Read(structure, Xml());

    private JsonValue? Place(ServiceModel service, Member member)
    {
        switch (member.Place)
        {
            case MemberPlace.Status:
                return Status;
            case MemberPlace.Headers:
                var prefix = member.WireName;
                return JsonObject.Of(Headers.Where(h => h.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                    .Select(h => KeyValuePair.Create(h.Key[prefix.Length..], (JsonValue)h.Value)));
            default:
                return Header(member.WireName) is { } text ? WireText.Read(service.Shape(member.Shape), text) : null;
        }
    }

    private JsonObject Json() => TryJson() ?? throw new FormatException($"The answer is not a JSON object: {Preview()}");

    private JsonObject? TryJson()
    {
        try
        {
            // A null in place of an empty object is what some local services write.
            return JsonValue.Parse(Body) is var value && value is JsonNull ? JsonObject.Empty : value as JsonObject;
        }
        catch (JsonSyntaxException)
        {
            return null;
        }
    }

    private XElement Xml() => TryXml() ?? throw new FormatException($"The answer is not XML: {Preview()}");

    private XElement? TryXml()
    {
        try
        {
            using var stream = new MemoryStream(Body);
            return XElement.Load(stream);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private string Preview() => Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 200)));

    private static string? Text(JsonObject? body, string name) => (body?[name] as JsonString)?.Value;
}
