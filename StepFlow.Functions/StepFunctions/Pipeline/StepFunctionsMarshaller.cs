using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using StepFlow.Functions.StepFunctions.Model;

namespace StepFlow.Functions.StepFunctions.Pipeline;

/// <summary>A request in AWS JSON 1.0, with the current trace.</summary>
internal sealed class StepFunctionsMarshaller(bool hasOwnEndpoint) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = (AmazonStepFunctionsRequest)input;
        var marshalled = new DefaultRequest(input, StepFunctionsMetadata.Id)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = Body(request),
            Headers =
            {
                ["X-Amz-Target"] = $"AWSStepFunctions.{request.Operation}",
                ["Content-Type"] = "application/x-amz-json-1.0",
            },
        };

        // AWS serves synchronous executions from a host of their own; an endpoint that somebody gave is the right one as it is.
        if (request.HasSyncHost && !hasOwnEndpoint)
        {
            marshalled.HostPrefix = "sync-";
        }

        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            marshalled.Headers["traceparent"] = activity.Id;
            marshalled.Headers[XRayHeader.Name] = XRayHeader.Format(activity.Context);
        }
        else if (Core.LambdaTraceProvider.CurrentTraceId is { Length: > 0 } trace)
        {
            marshalled.Headers[XRayHeader.Name] = trace;
        }

        return marshalled;
    }

    private static byte[] Body(AmazonStepFunctionsRequest request)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            request.Write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
