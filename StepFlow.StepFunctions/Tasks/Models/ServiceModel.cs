using System.Collections.Frozen;

namespace StepFlow.StepFunctions.Tasks.Models;

/// <summary>How a service's requests and answers are written.</summary>
public enum WireProtocol
{
    AwsJson,
    Query,
    RestJson,
    RestXml,
}

/// <summary>One AWS service as an integration sees it.</summary>
/// <param name="Id">Name after <c>aws-sdk:</c>.</param>
/// <param name="SdkName">The SDK's name, first part of error names: <c>DynamoDb</c>.</param>
/// <param name="Protocol">Wire protocol.</param>
/// <param name="JsonVersion"><c>1.0</c> or <c>1.1</c> for AWS JSON.</param>
/// <param name="TargetPrefix">First part of <c>X-Amz-Target</c>.</param>
/// <param name="ApiVersion">API version, which the query protocol sends.</param>
/// <param name="SigningName">Service in the signature's scope.</param>
/// <param name="EndpointId">Last part of <c>AWS_ENDPOINT_URL_…</c>.</param>
public sealed record ServiceModel(
    string Id,
    string SdkName,
    WireProtocol Protocol,
    string JsonVersion,
    string TargetPrefix,
    string ApiVersion,
    string SigningName,
    string EndpointId)
{
    public required FrozenDictionary<string, OperationModel> Operations { get; init; }

    public required FrozenDictionary<string, Shape> Shapes { get; init; }

    /// <summary>The exception the model has for an error code, whichever operation lists it (as the SDK registers them), or null.</summary>
    public string? ExceptionFor(string code)
    {
        foreach (var operation in Operations.Values)
        {
            if (operation.Errors.TryGetValue(code, out var exception))
            {
                return exception;
            }
        }

        return Operations.Values.SelectMany(o => o.Errors.Values).FirstOrDefault(e => e == code);
    }

    /// <summary>The operation behind an action (<c>getItem</c>), or null.</summary>
    public OperationModel? Operation(string action) =>
        action.Length is 0 ? null : Operations.GetValueOrDefault(char.ToUpperInvariant(action[0]) + action[1..]);

    public Shape Shape(string name) => Shapes[name];

    public Shape.Structure? Structure(string? name) => name is null ? null : Shapes[name] as Shape.Structure;
}

/// <param name="Name">Operation name: <c>GetItem</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Uri">Path, with <c>{Member}</c> and <c>{Member+}</c> in REST protocols.</param>
/// <param name="Input">Shape of the input, or null.</param>
/// <param name="Output">Shape of the output, or null.</param>
/// <param name="Errors">Error codes on the wire, each with the exception the model names for it.</param>
/// <param name="ResultWrapper">Element around the result in the query protocol.</param>
/// <param name="InputElement">Root element of an XML body.</param>
public sealed record OperationModel(
    string Name,
    string Method,
    string Uri,
    string? Input,
    string? Output,
    FrozenDictionary<string, string> Errors,
    string? ResultWrapper = null,
    string? InputElement = null);
