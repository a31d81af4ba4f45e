using StepFlow.ConsoleUI.Services;
using StepFlow.Traces.Spans;

namespace StepFlow.ConsoleUI.Traces;

/// <summary>Pages about what a span is about, found by its attributes.</summary>
internal static class SpanTargets
{
    public static IEnumerable<(string Title, string Href)> Of(TraceSpan span)
    {
        if (Text(span, "stepflow.execution.arn") is { } execution)
        {
            yield return ("Execution", Links.Execution(execution));
        }

        if (Text(span, "aws.step_functions.state_machine.arn") is { } machine)
        {
            yield return ("State machine", Links.StateMachine(machine));
        }

        if (Text(span, "stepflow.map_run.arn") is { } mapRun)
        {
            yield return ("Map Run", Links.MapRun(mapRun));
        }

        if (Text(span, "faas.invoked_name") is { } function)
        {
            yield return ("Function", Links.Function(function));
        }

        if (Text(span, "http.route") is not null && Text(span, "aws.request_id") is { } request)
        {
            yield return ("Request", Links.Request(request));
        }
    }

    private static string? Text(TraceSpan span, string name) => span.Attributes[name] as string is { Length: > 0 } text ? text : null;
}
