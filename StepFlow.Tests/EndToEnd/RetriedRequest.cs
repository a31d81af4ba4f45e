using System.Text;
using StepFlow.Tests.Traces;

namespace StepFlow.Tests.EndToEnd;

/// <summary>One request through the whole chain whose worker fails once, and the trace that has to come of it.</summary>
internal static class RetriedRequest
{
    /// <summary>Service, span and, by indentation, parent; what failed has a mark. Calls that only look on are left out.</summary>
    public const string Trace =
        """
        stepflow: POST /states/{name}
          stepflow: INVOKE trigger
            trigger: POST /states/{name}
              trigger: SFN.StartExecution
                trigger: POST
                  stepflow: execute retry-catch
                    stepflow: FillIn
                    stepflow: Call
                      stepflow: attempt 1 !
                        stepflow: INVOKE worker !
                          worker: worker !
                      stepflow: attempt 2
                        stepflow: INVOKE worker
                          worker: worker
                    stepflow: Done
        """;

    private static readonly string[] OnlyLooksOn = ["SFN.DescribeExecution", "SFN.GetExecutionHistory"];

    /// <summary>As curl sends it: without a trace of its own.</summary>
    public static async Task SendAsync(Uri gateway, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var body = new StringContent("""{"input_value": 10, "fail_times": 1}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(gateway, "states/retry-catch"), body, cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Every trace that began with the request, drawn.</summary>
    public static string Draw(IReadOnlyCollection<Span> spans) => string.Join(
        "\n\n", spans.Where(s => s is { ParentId: "", Name: "POST /states/{name}" }).Select(root => string.Join('\n', Lines(root, [.. spans.Where(s => s.TraceId == root.TraceId)], ""))));

    private static IEnumerable<string> Lines(Span span, List<Span> all, string indent) => all
        .Where(s => s.ParentId == span.SpanId && !OnlyLooksOn.Contains(s.Name))
        .OrderBy(s => s.Start)
        .SelectMany(s => Lines(s, all, indent + "  "))
        .Prepend($"{indent}{span.Service}: {span.Name}{(span.IsError ? " !" : "")}");
}
