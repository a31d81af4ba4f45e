using System.Diagnostics;
using StepFlow.Aws;
using StepFlow.Lambda;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.Embedded;

/// <summary>The Lambda service of this process, as Task states see it.</summary>
/// <param name="lambda">The service.</param>
/// <param name="added">Completes when the functions are there: executions that a restart takes up again may be earlier.</param>
internal sealed class EngineFunctions(LambdaService lambda, Task added) : IFunctionInvoker
{
    public async Task<FunctionResult> InvokeAsync(FunctionCall call, CancellationToken cancellation)
    {
        // The attempt named in the trace header is the parent, not the request whose thread happens to run this.
        Activity.Current = null;
        await added.WaitAsync(cancellation);
        try
        {
            var result = await lambda.InvokeAsync(
                InvocationRequest.FromWire(call.FunctionName, call.Qualifier, call.Payload, call.InvocationType, call.LogType, call.ClientContext, call.TraceHeader),
                cancellation);
            return new(
                result.StatusCode, result.Headers, result.ExecutedVersion, result.FunctionError, result.LogTail, ErrorType: null, result.RequestId, result.Payload);
        }
        catch (AwsException e)
        {
            var body = new JsonObjectBuilder().Set("Message", e.Message).Set("Type", "User").Build();
            return new(
                e.Status, [new("x-amzn-ErrorType", e.Code)], ExecutedVersion: null, FunctionError: null, LogResult: null, e.Code, RequestId: "", JsonWriter.ToUtf8(body));
        }
    }
}
