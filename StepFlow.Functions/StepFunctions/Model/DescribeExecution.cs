using System.Text.Json;

namespace StepFlow.Functions.StepFunctions.Model;

public sealed class DescribeExecutionRequest : AmazonStepFunctionsRequest
{
    public string? ExecutionArn { get; set; }

    internal override string Operation => "DescribeExecution";

    internal override void Write(Utf8JsonWriter json) => json.WriteIf("executionArn", ExecutionArn);
}

public sealed class DescribeExecutionResponse : AmazonStepFunctionsResponse
{
    public string? ExecutionArn { get; set; }

    public string? StateMachineArn { get; set; }

    public string? Name { get; set; }

    public ExecutionStatus? Status { get; set; }

    public DateTime? StartDate { get; set; }

    public DateTime? StopDate { get; set; }

    public string? Input { get; set; }

    public string? Output { get; set; }

    public string? Error { get; set; }

    public string? Cause { get; set; }

    public string? TraceHeader { get; set; }

    internal override void Read(JsonElement json)
    {
        ExecutionArn = json.Text("executionArn");
        StateMachineArn = json.Text("stateMachineArn");
        Name = json.Text("name");
        Status = json.Text("status") is { } status ? new(status) : null;
        StartDate = json.Time("startDate");
        StopDate = json.Time("stopDate");
        Input = json.Text("input");
        Output = json.Text("output");
        Error = json.Text("error");
        Cause = json.Text("cause");
        TraceHeader = json.Text("traceHeader");
    }
}
