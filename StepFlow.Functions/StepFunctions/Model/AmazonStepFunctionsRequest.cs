using System.Text.Json;
using Amazon.Runtime;

namespace StepFlow.Functions.StepFunctions.Model;

/// <summary>A request that knows its operation and writes its own members.</summary>
public abstract class AmazonStepFunctionsRequest : AmazonWebServiceRequest
{
    private protected AmazonStepFunctionsRequest()
    {
    }

    internal abstract string Operation { get; }

    /// <summary>AWS serves the operation from <c>sync-states.&lt;region&gt;.amazonaws.com</c>.</summary>
    internal virtual bool HasSyncHost => false;

    internal virtual string? StateMachine => null;

    internal abstract void Write(Utf8JsonWriter json);
}

/// <summary>An answer that reads its own members.</summary>
public abstract class AmazonStepFunctionsResponse : AmazonWebServiceResponse
{
    private protected AmazonStepFunctionsResponse()
    {
    }

    internal abstract void Read(JsonElement json);
}
