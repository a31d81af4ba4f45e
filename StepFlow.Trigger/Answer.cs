using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace StepFlow.Trigger;

/// <summary>Answers in JSON.</summary>
internal static class Answer
{
    private static readonly TriggerJson Json = new(new JsonSerializerOptions(TriggerJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static APIGatewayProxyResponse Started(StartedView view) => Of(202, view, Json.StartedView);

    public static APIGatewayProxyResponse Execution(ExecutionView view) => Of(200, view, Json.ExecutionView);

    public static APIGatewayProxyResponse Failed(string? error, string? cause) => Of(502, new FailureView(error, cause), Json.FailureView);

    public static APIGatewayProxyResponse Problem(int status, string message) => Of(status, new ProblemView(message), Json.ProblemView);

    /// <summary>A JSON text as it is, with every digit.</summary>
    public static APIGatewayProxyResponse Output(string? json) => Text(200, json ?? "null");

    private static APIGatewayProxyResponse Of<T>(int status, T view, JsonTypeInfo<T> type) => Text(status, JsonSerializer.Serialize(view, type));

    private static APIGatewayProxyResponse Text(int status, string body) => new()
    {
        StatusCode = status,
        Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
        Body = body,
    };
}
