using System.Text.Json;

namespace StepFlow.Functions.StepFunctions.Model;

public sealed class StartExecutionRequest : AmazonStepFunctionsRequest
{
    public string? StateMachineArn { get; set; }

    public string? Name { get; set; }

    public string? Input { get; set; }

    public string? TraceHeader { get; set; }

    internal override string Operation => "StartExecution";

    internal override string? StateMachine => StateMachineArn;

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteIf("stateMachineArn", StateMachineArn);
        json.WriteIf("name", Name);
        json.WriteIf("input", Input);
        json.WriteIf("traceHeader", TraceHeader);
    }
}

public sealed class StartExecutionResponse : AmazonStepFunctionsResponse
{
    public string? ExecutionArn { get; set; }

    public DateTime? StartDate { get; set; }

    internal override void Read(JsonElement json)
    {
        ExecutionArn = json.Text("executionArn");
        StartDate = json.Time("startDate");
    }
}
