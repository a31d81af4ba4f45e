using System.Text.Json;

namespace StepFlow.Functions.StepFunctions.Model;

public sealed class StopExecutionRequest : AmazonStepFunctionsRequest
{
    public string? ExecutionArn { get; set; }

    public string? Error { get; set; }

    public string? Cause { get; set; }

    internal override string Operation => "StopExecution";

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteIf("executionArn", ExecutionArn);
        json.WriteIf("error", Error);
        json.WriteIf("cause", Cause);
    }
}

public sealed class StopExecutionResponse : AmazonStepFunctionsResponse
{
    public DateTime? StopDate { get; set; }

    internal override void Read(JsonElement json) => StopDate = json.Time("stopDate");
}
