using StepFlow.Aws;
using StepFlow.Aws.Arns;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>What a state machine ARN in a start request comes to: a revision, found by version or alias or the newest one.</summary>
internal sealed record ExecutionTarget(
    StatesArn.StateMachine Arn, StateMachineRevision Revision, string? VersionArn, string? AliasArn)
{
    public static ExecutionTarget Resolve(StateMachines machines, IdSource ids, string text)
    {
        var arn = ArnArguments.StateMachine(text);
        var machine = machines.Find(arn.Unqualified.ToString()) ?? throw Refusals.StateMachineDoesNotExist(text);
        if (arn.Qualifier is null)
        {
            return new(arn, machines.CurrentRevision(machine), VersionArn: null, AliasArn: null);
        }

        var alias = arn.Alias is null ? null : machine.FindAlias(arn.Alias) ?? throw Refusals.StateMachineDoesNotExist(text);
        var number = arn.Version ?? alias!.Choose(ids.Roll(100));
        var version = machine.FindVersion(number) ?? throw Refusals.StateMachineDoesNotExist(text);
        return new(
            arn,
            machines.Revision(machine, version.RevisionId),
            arn.Qualified($"{version.Number}").ToString(),
            alias is null ? null : arn.Qualified(alias.Name).ToString());
    }

    public ExecutionStart ToStart(string? name, string? input, string? traceHeader, string? trace, IdSource ids)
    {
        if (name is not null)
        {
            ResourceNames.Ensure(name);
        }

        name ??= ids.NewId();
        return new()
        {
            Revision = Revision,
            ExecutionArn = Revision.Type is StateMachineType.Express
                ? Arn.ToExpress(name, ids.NewId()).ToString()
                : Arn.ToExecution(name).ToString(),
            Name = name,
            Input = UserJson.ReadInput(input),
            InputText = input ?? "{}",
            TraceHeader = traceHeader,
            Trace = traceHeader ?? trace,
            StateMachineVersionArn = VersionArn,
            StateMachineAliasArn = AliasArn,
            TestCase = Arn.TestCase,
        };
    }
}
