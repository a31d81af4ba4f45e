using StepFlow.Aws.Tracing;
using StepFlow.StepFunctions.Tracing;
using StepFlow.Traces.Spans;

namespace StepFlow.ConsoleUI.Executions.Following;

/// <summary>
/// The spans that a running execution will have written when it has ended: of itself, and of the states, branches and calls it is in.
/// Their ids are those under which what they call is written already.
/// </summary>
internal static class SpansUnderWay
{
    /// <summary>Of many iterations under way so many states are shown.</summary>
    private const int MostStates = 100;

    private static readonly TelemetryResource Service = TelemetryResource.Of(new([new(TelemetryResource.ServiceName, "stepflow")]));

    /// <param name="view">The execution; nothing is under way in one that has ended.</param>
    /// <param name="now">In real time.</param>
    public static IReadOnlyList<TraceSpan> Of(ExecutionView view, DateTimeOffset now)
    {
        if (view is not { EndedAt: null, Started: { Identity: var identity } started } || !TraceId.TryParse(ExecutionTrace.IdOf(identity), out var trace))
        {
            return [];
        }

        var ids = new SpanIds(identity.ExecutionArn);
        Dictionary<SpanId, TraceSpan> spans = [];
        var machine = identity.StateMachineArn[(identity.StateMachineArn.LastIndexOf(':') + 1)..];
        var root = Id($"{ids.Execution(view.RedriveCount)}");
        var caller = XRayTraceHeader.TryParse(identity.Trace, out var parent) ? Id($"{parent.SpanId}") : default;
        Add(root, caller, $"execute {machine}", view.Root!.Stretches.Last().Start - (started.Ahead ?? TimeSpan.Zero));
        foreach (var visit in view.Open.OrderBy(v => v.Number).Take(MostStates))
        {
            AddState(visit);
        }

        return [.. spans.Values];

        SpanId AddState(StateVisit visit)
        {
            var id = Id($"{ids.State(visit.Entered.Id, visit.Redrive)}");
            Add(id, AddBranch(visit.Branch), visit.State, visit.BeganAt - visit.Ahead);
            if (visit.Attempt is { EndedAt: null } call)
            {
                if (call is { SubmittedAt: { } submitted, IsActivity: false })
                {
                    Add(Id($"{ids.Wait(call.Scheduled.Work)}"), id, call.EndsByToken ? "await callback" : "await job", submitted - call.Ahead);
                }
                else
                {
                    Add(Id($"{ids.Attempt(call.Scheduled.Work)}"), id, $"attempt {call.Number}", call.Scheduled.At - call.Ahead);
                }
            }

            return id;
        }

        SpanId AddBranch(Branch branch)
        {
            if (branch.Parent is not { } around)
            {
                return root;
            }

            var id = Id($"{ids.Branch(branch.Frame, branch.Redrive)}");
            if (!spans.ContainsKey(id))
            {
                Add(id, AddState(around), $"{(around.Type is "Map" ? "iteration" : "branch")} {branch.Index}", branch.Stretches.Last().Start - around.Ahead);
            }

            return id;
        }

        void Add(SpanId id, SpanId above, string name, DateTimeOffset start) => spans[id] = new()
        {
            TraceId = trace,
            SpanId = id,
            ParentId = above,
            Name = name,
            Start = start,
            End = now > start ? now : start,
            Resource = Service,
            IsUnderWay = true,
        };
    }

    private static SpanId Id(string hex) => SpanId.TryParse(hex, out var id) ? id : default;
}
