using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.HistoryView;

/// <summary>
/// The calls of Tasks, which AWS shows in three families: <c>LambdaFunction…</c> for bare function ARNs,
/// <c>Activity…</c>, and <c>Task…</c> for integrations, whose events repeat resource and resource type.
/// </summary>
internal sealed class WorkView
{
    private string _region = "";
    private readonly Dictionary<int, TaskResource?> _resources = [];

    /// <summary>The execution all of this belongs to; its region is shown with every scheduled integration.</summary>
    public void Of(string executionArn) => _region = executionArn.Split(':')[3];

    public TaskResource? Remember(WorkScheduled scheduled) =>
        _resources[scheduled.Work] = TaskResource.TryParse(scheduled.Resource, out var known) ? known : null;

    public bool Knows(int work) => _resources.ContainsKey(work);

    public (string Type, string? DetailsName, JsonObject? Details) Shape(ExecutionEvent @event)
    {
        switch (@event)
        {
            case WorkScheduled e:
                var parsed = Remember(e);
                return Shape("Scheduled", e.Work, details => Schedule(details, e, parsed, _region));
            case WorkStarted e:
                return Shape("Started", e.Work, details => details.SetIf("workerName", e.WorkerName is { } name ? (JsonValue)name : null));
            case WorkSubmitted e:
                return Shape("Submitted", e.Work, details => details.Data("output", e.Output));
            case WorkSucceeded e:
                return Shape("Succeeded", e.Work, details => details.Data("output", e.Output));
            case WorkFailed e:
                return Shape(e.Stage is null ? "Failed" : e.Stage + "Failed", e.Work, details => details.Error(e.Error));
            case WorkTimedOut e:
                return Shape("TimedOut", e.Work, details => details.Error(e.Error));
            default:
                throw new InvalidOperationException(@event.GetType().Name);
        }
    }

    private (string Type, string? DetailsName, JsonObject? Details) Shape(string what, int work, Action<JsonObjectBuilder> fill)
    {
        var resource = _resources.GetValueOrDefault(work);
        var details = new JsonObjectBuilder();
        var (type, name) = resource switch
        {
            TaskResource.LambdaFunction => ("LambdaFunction", "lambdaFunction"),
            TaskResource.Activity => ("Activity", "activity"),
            _ => ("Task", "task"),
        };
        if (resource is TaskResource.Integration integration)
        {
            details.Set("resourceType", integration.ResourceType).Set("resource", integration.ResourceName);
        }

        fill(details);
        var built = details.Build();
        var bare = built.Count is 0 && type is "LambdaFunction";
        return (type + what, bare ? null : $"{name}{what}EventDetails", bare ? null : built);
    }

    private static void Schedule(JsonObjectBuilder details, WorkScheduled e, TaskResource? resource, string region)
    {
        if (resource is TaskResource.Integration)
        {
            details.Set("region", region).Set("parameters", e.Arguments.ToString());
        }
        else
        {
            details.Set("resource", e.Resource).Data("input", e.Arguments);
        }

        details.Number("timeoutInSeconds", e.TimeoutSeconds).Number("heartbeatInSeconds", e.HeartbeatSeconds);
        if (e.RoleArn is not null)
        {
            details.Set("taskCredentials", JsonObject.Of(("roleArn", e.RoleArn)));
        }
    }
}
