using StepFlow.Hosting.Definitions;
using StepFlow.StepFunctions.Catalog;
using YamlDotNet.RepresentationModel;

namespace StepFlow.Hosting.Publishing;

/// <summary>The least that each reference of the model needs.</summary>
internal sealed class Grants(Publication app)
{
    private const string Execution = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:";

    /// <summary>A function may start the state machines it refers to and look at their executions; and answer the task tokens it is handed.</summary>
    public IEnumerable<Grant> Of(LambdaFunctionResource function)
    {
        foreach (var stateMachine in function.StateMachines)
        {
            if (stateMachine.Type is StateMachineType.Express)
            {
                yield return new(stateMachine, ["states:StartExecution", "states:StartSyncExecution"], [TemplateYaml.Ref(app.Ids.Of(stateMachine))]);
            }
            else
            {
                yield return new(stateMachine, ["states:StartExecution"], [TemplateYaml.Ref(app.Ids.Of(stateMachine))]);
                yield return new(stateMachine, ["states:DescribeExecution", "states:GetExecutionHistory"], [ExecutionsOf(stateMachine)]);
            }
        }

        var name = Substitutions.NameOf(function.Name);
        if (app.Model.StateMachines.Any(machine => machine.References.Contains(function) && app.Definition(machine).Calls.HandsTokenTo(name)))
        {
            // These three actions have no resource: the token says what is answered.
            yield return new(
                Target: null, ["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"], [TemplateYaml.Text("*")]);
        }
    }

    /// <summary>A state machine may call what it refers to.</summary>
    public IEnumerable<Grant> Of(StateMachineResource stateMachine)
    {
        var definition = app.Definition(stateMachine);
        foreach (var reference in stateMachine.References)
        {
            var grants = reference is StateMachineResource other ? ToStart(other, definition.Calls) : [ToInvoke(reference, definition)];
            foreach (var grant in grants)
            {
                yield return grant;
            }
        }

        if (definition.Calls.MapLabels is { Count: > 0 } labels)
        {
            // https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html: the executions of a Map Run are NAME/LABEL:ID.
            YamlNode[] iterations = [.. labels.Select(label => ExecutionsOf(stateMachine, "/" + label))];
            yield return new(stateMachine, ["states:StartExecution"], [TemplateYaml.Ref(app.Ids.Of(stateMachine))]);
            yield return new(stateMachine, ["states:DescribeExecution", "states:StopExecution"], [ExecutionsOf(stateMachine), .. iterations]);
            yield return new(stateMachine, ["states:RedriveExecution"], iterations);
        }

        if (definition.Calls.WaitsForExecutions)
        {
            yield return new(
                Target: null,
                ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
                [TemplateYaml.Sub("arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule")]);
        }
    }

    private IEnumerable<Grant> ToStart(StateMachineResource other, DefinitionCalls calls)
    {
        string[] start = calls.StartsSynchronously && other.Type is StateMachineType.Express
            ? ["states:StartExecution", "states:StartSyncExecution"]
            : ["states:StartExecution"];
        yield return new(other, start, [TemplateYaml.Ref(app.Ids.Of(other))]);
        if (calls.WaitsForExecutions)
        {
            yield return new(other, ["states:DescribeExecution", "states:StopExecution"], [ExecutionsOf(other)]);
        }
    }

    // Versions and aliases only where the definition names one.
    private Grant ToInvoke(Resource function, PublishedDefinition definition)
    {
        var id = app.Ids.Of(function);
        List<YamlNode> arns = [TemplateYaml.GetAtt(id, "Arn")];
        if (definition.Text.Contains($"${{{Substitutions.NameOf(function.Name)}}}:", StringComparison.Ordinal))
        {
            arns.Add(TemplateYaml.Sub($"${{{id}.Arn}}:*"));
        }

        return new(function, ["lambda:InvokeFunction"], [.. arns]);
    }

    private YamlScalarNode ExecutionsOf(StateMachineResource stateMachine, string mapRun = "") =>
        TemplateYaml.Sub($"{Execution}${{{app.Ids.Of(stateMachine)}.Name}}{mapRun}:*");
}
