using System.Text.Json;

namespace StepFlow.Functions.StepFunctions.Model;

public sealed class SendTaskSuccessRequest : AmazonStepFunctionsRequest
{
    public string? TaskToken { get; set; }

    public string? Output { get; set; }

    internal override string Operation => "SendTaskSuccess";

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteIf("taskToken", TaskToken);
        json.WriteIf("output", Output);
    }
}

public sealed class SendTaskSuccessResponse : AmazonStepFunctionsResponse
{
    internal override void Read(JsonElement json)
    {
        // An empty object.
    }
}

public sealed class SendTaskFailureRequest : AmazonStepFunctionsRequest
{
    public string? TaskToken { get; set; }

    public string? Error { get; set; }

    public string? Cause { get; set; }

    internal override string Operation => "SendTaskFailure";

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteIf("taskToken", TaskToken);
        json.WriteIf("error", Error);
        json.WriteIf("cause", Cause);
    }
}

public sealed class SendTaskFailureResponse : AmazonStepFunctionsResponse
{
    internal override void Read(JsonElement json)
    {
        // An empty object.
    }
}

public sealed class SendTaskHeartbeatRequest : AmazonStepFunctionsRequest
{
    public string? TaskToken { get; set; }

    internal override string Operation => "SendTaskHeartbeat";

    internal override void Write(Utf8JsonWriter json) => json.WriteIf("taskToken", TaskToken);
}

public sealed class SendTaskHeartbeatResponse : AmazonStepFunctionsResponse
{
    internal override void Read(JsonElement json)
    {
        // An empty object.
    }
}
