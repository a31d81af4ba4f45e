using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.StepFunctions;

namespace StepFlow.ConsoleUI.Services;

/// <summary>Calls the operation objects that the wire uses, as a caller of the default account and region.</summary>
internal sealed class InProcessStepFunctions(OperationTable operations, IOptions<StepFunctionsOptions> options, IdSource ids) : IStepFunctionsApi
{
    private static readonly JsonSerializerOptions Members = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task<JsonElement> CallAsync(string operation, object request, CancellationToken cancellation = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, Members);
        var call = new AwsCall(ids.NewId(), options.Value.Region, options.Value.Account, Trace: null);
        var answer = await operations.InvokeAsync(operation, body, call, cancellation);
        return JsonElement.Parse(answer.Span);
    }
}
