using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations.Wire;

/// <summary>A call on its way out: where it goes, with which headers and which body.</summary>
internal sealed record ServiceRequest(HttpMethod Method, string PathAndQuery, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, string? ContentType)
{
    public static ServiceRequest For(ServiceModel service, OperationModel operation, JsonObject parameters) => service.Protocol switch
    {
        WireProtocol.AwsJson => AwsJson(service, operation, parameters),
        WireProtocol.Query => new(
            HttpMethod.Post, "/", [], QueryForm.Write(service, operation, parameters), "application/x-www-form-urlencoded; charset=utf-8"),
        _ => new RestRequest(service, operation, parameters).Build(),
    };

    public HttpRequestMessage ToMessage(Uri endpoint)
    {
        var message = new HttpRequestMessage(Method, IntegrationHttp.At(endpoint, PathAndQuery));
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (Body.Length > 0 || Method == HttpMethod.Post || Method == HttpMethod.Put)
        {
            message.Content = new ByteArrayContent(Body);
            if (ContentType is not null)
            {
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
            }
        }

        return message;
    }

    private static ServiceRequest AwsJson(ServiceModel service, OperationModel operation, JsonObject parameters)
    {
        var body = service.Structure(operation.Input) is { } input
            ? new WireJson(service, MemberNaming.AwsSdk).ToWire(input, parameters)
            : parameters;
        return new(
            HttpMethod.Post,
            "/",
            [new("X-Amz-Target", $"{service.TargetPrefix}.{operation.Name}")],
            JsonWriter.ToUtf8(body),
            $"application/x-amz-json-{service.JsonVersion}");
    }
}

/// <summary>Spreads parameters over path, query, headers and body.</summary>
internal sealed class RestRequest(ServiceModel service, OperationModel operation, JsonObject parameters)
{
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly StringBuilder _query = new();
    private string _path = operation.Uri;
    private byte[] _body = [];
    private string? _contentType;

    public ServiceRequest Build()
    {
        if (service.Structure(operation.Input) is { } input)
        {
            Spread(input);
        }

        var separator = _query.Length is 0 ? "" : _path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        if (service.Protocol is WireProtocol.RestXml && _body.Length > 0 && _contentType is "application/xml")
        {
#pragma warning disable CA5351 // S3 demands this header of XML bodies.
            _headers.Add(new("Content-MD5", Convert.ToBase64String(MD5.HashData(_body))));
#pragma warning restore CA5351
        }

        return new(HttpMethod.Parse(operation.Method), _path + separator + _query, _headers, _body, _contentType);
    }

    private void Spread(Shape.Structure input)
    {
        var body = new JsonObjectBuilder();
        foreach (var (name, value) in parameters.Members)
        {
            if (value is JsonNull || ParameterNames.Find(input, name) is not { } member)
            {
                continue;
            }

            if (member.IsPayload)
            {
                SetPayload(member, value);
            }
            else if (member.Place is MemberPlace.Body)
            {
                body.Set(name, value);
            }
            else
            {
                Place(member, service.Shape(member.Shape), value);
            }
        }

        if (input.Payload is null && (body.Count > 0 || input.Members.Any(m => m.Place is MemberPlace.Body)))
        {
            SetBody(input, body.Build());
        }
    }

    private void Place(Member member, Shape shape, JsonValue value)
    {
        switch (member.Place)
        {
            case MemberPlace.Uri:
                var text = WireText.Write(shape, value, "iso8601");
                _path = _path
                    .Replace($"{{{member.WireName}+}}", string.Join('/', text.Split('/').Select(Uri.EscapeDataString)), StringComparison.Ordinal)
                    .Replace($"{{{member.WireName}}}", Uri.EscapeDataString(text), StringComparison.Ordinal);
                break;
            case MemberPlace.Query when shape is Shape.List list && value is JsonArray items:
                foreach (var item in items)
                {
                    AddQuery(member.WireName, WireText.Write(service.Shape(list.Item), item, "iso8601"));
                }

                break;
            case MemberPlace.Query when shape is Shape.Map && value is JsonObject entries:
                foreach (var (key, item) in entries.Members)
                {
                    AddQuery(key, WireText.Of(item));
                }

                break;
            case MemberPlace.Query:
                AddQuery(member.WireName, WireText.Write(shape, value, "iso8601"));
                break;
            case MemberPlace.Headers when value is JsonObject entries:
                foreach (var (key, item) in entries.Members)
                {
                    _headers.Add(new(member.WireName + key, WireText.Of(item)));
                }

                break;
            case MemberPlace.Header when string.Equals(member.WireName, "Content-Type", StringComparison.OrdinalIgnoreCase):
                _contentType = WireText.Of(value);
                break;
            case MemberPlace.Header:
                _headers.Add(new(member.WireName, WireText.Write(shape, value, "rfc822")));
                break;
        }
    }

    private void SetPayload(Member member, JsonValue value)
    {
        var shape = service.Shape(member.Shape);
        if (shape is Shape.Structure structure && value is JsonObject given)
        {
            SetBody(structure, given, member.WireName);
        }
        else
        {
            _body = WireText.Bytes(value);
            _contentType ??= shape is Shape.Blob ? "application/octet-stream" : "text/plain";
        }
    }

    private void SetBody(Shape.Structure structure, JsonObject given, string? element = null)
    {
        if (service.Protocol is WireProtocol.RestJson)
        {
            _body = JsonWriter.ToUtf8(new WireJson(service, MemberNaming.AwsSdk).ToWire(structure, given));
            _contentType = "application/json";
            return;
        }

        var root = new WireXml(service, MemberNaming.AwsSdk).Write(
            element ?? operation.InputElement ?? structure.Name, Namespace(), structure, given);
        _body = Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting));
        _contentType = "application/xml";
    }

    private XNamespace Namespace() => service.Id is "s3" ? "http://s3.amazonaws.com/doc/2006-03-01/" : XNamespace.None;

    private void AddQuery(string name, string value)
    {
        if (_query.Length > 0)
        {
            _query.Append('&');
        }

        _query.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
    }
}
