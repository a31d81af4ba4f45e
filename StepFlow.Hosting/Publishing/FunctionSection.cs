using StepFlow.Hosting.Embedded;
using YamlDotNet.RepresentationModel;
using static StepFlow.Hosting.Publishing.TemplateYaml;

namespace StepFlow.Hosting.Publishing;

/// <summary>
/// A function: AWS::Serverless::Function with a log group of its own, which goes when the stack goes. How many events one local
/// process takes is no setting of Lambda's, which starts an environment for each event at a time; so no concurrency is reserved.
/// </summary>
internal sealed class FunctionSection(Publication app, Grants grants, ApiSection apis)
{
    // Lambda sets these itself and refuses a function that does.
    private static readonly string[] Reserved =
    [
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
    ];

    public IEnumerable<(string Id, YamlNode Resource)> Of(LambdaFunctionResource function)
    {
        var id = app.Ids.Of(function);
        var package = app.Package(function);
        var logs = LogGroups.IdOf(id);
        yield return (id, Map(
            ("Type", Text("AWS::Serverless::Function")),
            ("Properties", Map(
                ("Description", Text($"{function.Name}, from {package.Project}")),
                ("CodeUri", Text(PublishFolders.ZipOf(function))),
                ("Handler", Text(package.Handler)),
                ("Runtime", Text(package.Runtime)),
                ("Architectures", List(Text(app.Architecture))),
                ("MemorySize", Number(function.MemoryMegabytes)),
                ("Timeout", Number((int)Math.Ceiling(function.Timeout.TotalSeconds))),
                ("Tracing", Text("Active")),
                ("LoggingConfig", Map(("LogGroup", Ref(logs)))),
                ("Environment", MapOrNothing(Variables(function)) is { } variables ? Map(("Variables", variables)) : null),
                ("Policies", Policies.Inline(function, grants.Of(function))),
                ("Events", MapOrNothing(apis.EventsOf(function)))))));
        yield return (logs, LogGroups.Of($"/aws/lambda/${{AWS::StackName}}-{function.Name}"));
        if (Policies.Attached(id, function, grants.Of(function)) is { } attached)
        {
            yield return attached;
        }
    }

    /// <summary>What of the model has no place on AWS, in sentences.</summary>
    public static IEnumerable<string> Remarks(LambdaFunctionResource function)
    {
        foreach (var (name, value) in Values(function))
        {
            if (Reserved.Contains(name, StringComparer.Ordinal))
            {
                yield return $"{function.Name}: {name} is set by Lambda itself and was left out.";
            }
            else if (value.Contains("127.0.0.1", StringComparison.Ordinal) || value.Contains("localhost", StringComparison.OrdinalIgnoreCase))
            {
                yield return $"{function.Name}: {name} points at this machine ({value}), where Lambda cannot reach it.";
            }
        }

        if (function.AwsProfile is { } profile)
        {
            yield return $"{function.Name}: WithAwsProfile(\"{profile}\") is for this machine; on AWS the function has its role, which may do no more than the references say.";
        }
    }

    private static IEnumerable<(string Name, string Value)> Values(LambdaFunctionResource function) =>
        from variable in function.Environment
        let value = variable.Value()
        where value is not null
        select (variable.Key, value);

    private IEnumerable<(string Name, YamlNode Value)> Variables(LambdaFunctionResource function)
    {
        var own = Values(function)
            .Where(variable => !Reserved.Contains(variable.Name, StringComparer.Ordinal))
            .GroupBy(variable => variable.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => (YamlNode)Text(same.Last().Value), StringComparer.Ordinal);
        return function.StateMachines
            .DistinctBy(machine => machine.Name, StringComparer.Ordinal)
            .Select(machine => (Name: FunctionVariables.StateMachineVariable(machine.Name), Value: StateMachineSection.ArnFor(function, machine, app.Ids)))
            .Where(variable => !own.ContainsKey(variable.Name))
            .Concat(own.Select(variable => (Name: variable.Key, variable.Value)))
            .OrderBy(variable => variable.Name, StringComparer.Ordinal);
    }
}
