using Microsoft.Extensions.Options;
using StepFlow.Aws;
using StepFlow.Language.Data;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Running;

/// <summary>Makes runners: the decision context of an execution, from its revision or from its place in a Map.</summary>
public sealed class RunnerFactory(
    DefinitionCache definitions,
    ITaskIntegrations integrations,
    Activities activities,
    TimeProvider time,
    IdSource ids,
    IMockSource mocks,
    IOptions<StepFunctionsOptions> options)
{
    public ExecutionRunner Create(RunnerServices services, ExecutionStart start, MapChild? map)
    {
        var execution = new Execution();
        return new(services, ContextOf(start.Revision, map?.StatePath, start.TestCase, execution), execution, turns: 0)
        {
            Mocks = mocks.For(start.Revision.StateMachineArn, start.TestCase),
        };
    }

    public ExecutionRunner Reopen(RunnerServices services, StateMachineRevision revision, Execution execution, int turns) =>
        new(services, ContextOf(revision, execution.Identity.MapStatePath, execution.Identity.TestCase, execution), execution, turns)
        {
            Mocks = mocks.For(revision.StateMachineArn, execution.Identity.TestCase),
        };

    public Arrival.Start StartOf(ExecutionStart start, MapChild? map, long sequence)
    {
        var identity = new ExecutionIdentity
        {
            ExecutionArn = start.ExecutionArn,
            Name = start.Name,
            StateMachineArn = map is null ? start.Revision.StateMachineArn : $"{start.Revision.StateMachineArn}/{map.Label}",
            RevisionId = start.Revision.RevisionId,
            RoleArn = start.Revision.RoleArn,
            Express = map?.Express ?? start.Revision.Type is StateMachineType.Express,
            VersionArn = start.StateMachineVersionArn,
            AliasArn = start.StateMachineAliasArn,
            TraceHeader = start.TraceHeader,
            Trace = start.Trace ?? start.TraceHeader,
            Sync = start.Sync,
            TestCase = start.TestCase,
            StartedBy = start.StartedBy,
            MapRunArn = map?.MapRunArn,
            MapStatePath = map?.StatePath,
            ItemCount = map?.ItemCount,
            MapContext = map?.MapContext,
            Variables = map?.Variables,
        };
        return new(identity, start.Input, map is null ? start.InputText : null, sequence) { Ahead = start.Ahead };
    }

    private DecisionContext ContextOf(StateMachineRevision revision, string? statePath, string? testCase, Execution execution)
    {
        var definition = definitions.Of(revision);
        if (statePath is not null)
        {
            definition = new(StatePaths.Find(definition.Root, statePath).Processor, TimeoutSeconds: null, Comment: null);
        }

        var name = revision.StateMachineArn[(revision.StateMachineArn.LastIndexOf(':') + 1)..];
        // Each execution has chance of its own: a Random is not for several threads.
        var environment = new EvaluationEnvironment(new ExecutionClock(time, () => execution.Skipped), new Random(ids.Roll(int.MaxValue)), ids.NewUuid);
        return new(definition, name, environment, integrations.Check, TaskTokens.Make, MakeMapRunArn)
        {
            WaitTimeScale = options.Value.WaitTimeScale,
            // A test case may answer for an activity that nobody has created.
            HasActivity = arn => testCase is not null || activities.Find(arn) is not null,
        };
    }

    // AWS: arn:…:mapRun:<machine>/<label or id>:<id>
    private string MakeMapRunArn(ExecutionTaskScope scope)
    {
        var arn = scope.Execution.Identity.StateMachineArn.Split(':');
        var label = scope.Label ?? ids.NewUuid().ToString();
        return $"{arn[0]}:{arn[1]}:{arn[2]}:{arn[3]}:{arn[4]}:mapRun:{arn[6]}/{label}:{ids.NewUuid()}";
    }
}
