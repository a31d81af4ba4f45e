using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using StepFlow.Functions.StepFunctions.Model;

namespace StepFlow.Functions.StepFunctions.Pipeline;

/// <summary>Reads an answer, or an error into the exception of its name.</summary>
internal sealed class StepFunctionsUnmarshaller<TResponse> : JsonResponseUnmarshaller
    where TResponse : AmazonStepFunctionsResponse, new()
{
    public static readonly StepFunctionsUnmarshaller<TResponse> Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var response = new TResponse();
        using var json = JsonDocument.Parse(input.Stream);
        response.Read(json.RootElement);
        return response;
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return StepFunctionsErrors.Create(error.Code, error.Message, innerException, error.Type, error.RequestId, statusCode);
    }
}
