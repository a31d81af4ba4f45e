using System.Text.Json;

namespace StepFlow.Functions.StepFunctions.Model;

public sealed class StartSyncExecutionRequest : AmazonStepFunctionsRequest
{
    public string? StateMachineArn { get; set; }

    public string? Name { get; set; }

    public string? Input { get; set; }

    public string? TraceHeader { get; set; }

    internal override string Operation => "StartSyncExecution";

    internal override bool HasSyncHost => true;

    internal override string? StateMachine => StateMachineArn;

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteIf("stateMachineArn", StateMachineArn);
        json.WriteIf("name", Name);
        json.WriteIf("input", Input);
        json.WriteIf("traceHeader", TraceHeader);
    }
}

public sealed class StartSyncExecutionResponse : AmazonStepFunctionsResponse
{
    public string? ExecutionArn { get; set; }

    public string? StateMachineArn { get; set; }

    public string? Name { get; set; }

    public DateTime? StartDate { get; set; }

    public DateTime? StopDate { get; set; }

    public SyncExecutionStatus? Status { get; set; }

    public string? Error { get; set; }

    public string? Cause { get; set; }

    public string? Input { get; set; }

    public string? Output { get; set; }

    public string? TraceHeader { get; set; }

    internal override void Read(JsonElement json)
    {
        ExecutionArn = json.Text("executionArn");
        StateMachineArn = json.Text("stateMachineArn");
        Name = json.Text("name");
        StartDate = json.Time("startDate");
        StopDate = json.Time("stopDate");
        Status = json.Text("status") is { } status ? new(status) : null;
        Error = json.Text("error");
        Cause = json.Text("cause");
        Input = json.Text("input");
        Output = json.Text("output");
        TraceHeader = json.Text("traceHeader");
    }
}
