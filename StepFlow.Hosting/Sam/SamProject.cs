using System.Collections;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Programs;
using StepFlow.Hosting.Sam.Resources;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam;

/// <summary>A template as an application: what of it runs here becomes resources of the model, of the rest notes are taken.</summary>
internal sealed class SamProject(
    Template template, PseudoParameters pseudo, IReadOnlyDictionary<string, string> parameters, FunctionPrograms programs)
{
    private readonly SamNotes _notes = new();
    private readonly Dictionary<string, LambdaFunctionResource> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StateMachineResource> _stateMachines = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Notes => _notes.All;

    public async Task<IReadOnlyList<IResource>> ResourcesAsync(CancellationToken cancellation)
    {
        var values = new ResourceValues(template, pseudo, parameters);
        var resources = template.Resources.Where(resource => _notes.Try(resource, () => values.Evaluation.Exists(resource), " is left out")).ToList();
        RefuseNestedStacks(resources);
        foreach (var macro in template.Macros)
        {
            _notes.Add($"error: {template.Problem(macro.Value with { Place = macro.Place }, $"{macro.Name} is not carried out here, and the resources it would make are not there. Write them out.").Message}");
        }


        var functions = await FunctionsAsync(values, resources, cancellation);
        var stateMachines = StateMachines(values, resources);
        var apis = new ApiReading(values.Evaluation, new(_functions, _stateMachines), _notes);
        ReadApis(values.Evaluation, apis, resources, functions, stateMachines);
        NameWhatDoesNotRun(resources);
        return [.. functions.Values, .. stateMachines.Values, .. apis.Gateways];
    }

    private void RefuseNestedStacks(IEnumerable<TemplateResource> resources)
    {
        if (resources.FirstOrDefault(resource => resource.Type is "AWS::CloudFormation::Stack" or "AWS::Serverless::Application") is { } nested)
        {
            throw new TemplateException(
                template.File, nested.Place, $"{nested.Id} is a nested stack ({nested.Type}), which is not run here. Run its template by itself, or put its resources into this one.");
        }
    }

    private async Task<Dictionary<TemplateResource, LambdaFunctionResource>> FunctionsAsync(
        ResourceValues values, IEnumerable<TemplateResource> resources, CancellationToken cancellation)
    {
        Dictionary<TemplateResource, LambdaFunctionResource> functions = [];
        var reading = new FunctionReading(values, _notes);
        foreach (var resource in resources.Where(resource => FunctionReading.Takes(resource.Type)))
        {
            if (_notes.Try(resource, () => reading.Read(resource), " does not run") is not { } declaration || !IsOnly(_functions, declaration.Name, resource))
            {
                continue;
            }

            var source = await programs.OfAsync(declaration, cancellation);
            if (source is FunctionSource.Unavailable { Reason: var reason })
            {
                _notes.Add($"error: {resource.Id} does not run: {reason}");
            }

            functions[resource] = _functions[declaration.Name] = FunctionOf(declaration, source);
        }

        foreach (var alias in resources.Where(resource => resource.Type is "AWS::Lambda::Alias"))
        {
            _notes.Try(alias, () => TakeAlias(new(alias.Properties, values.Evaluation)));
        }

        return functions;
    }

    private void TakeAlias(ResourceProperties alias)
    {
        if (_functions.GetValueOrDefault(alias.Text("FunctionName")?.Split(':')[^1] ?? "") is { } function)
        {
            function.Aliases.Add(alias.Text("Name") ?? "");
        }
    }

    // Names are compared as the host compares them.
    private bool IsOnly<T>(Dictionary<string, T> known, string name, TemplateResource resource)
    {
        var isOnly = !known.Keys.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (!isOnly)
        {
            _notes.Add($"error: {resource.Id} is left out: {template.Problem(resource.Properties with { Place = resource.Place }, $"another resource of {resource.Type} has the name '{name}'. Names that differ in case alone are one here.").Message}");
        }

        return isOnly;
    }

    private static LambdaFunctionResource FunctionOf(FunctionDeclaration declaration, FunctionSource source)
    {
        var function = new LambdaFunctionResource(declaration.Name, source)
        {
            IsOptional = true,
            Handler = declaration.Handler,
            Runtime = declaration.Runtime,
            Timeout = declaration.Timeout,
            MemoryMegabytes = declaration.MemoryMegabytes,
            Processes = declaration.Processes,
        };
        if (declaration.Alias is { } alias)
        {
            function.Aliases.Add(alias);
        }

        function.Environment.AddRange(Endpoints().Concat(declaration.Environment).Select(variable => KeyValuePair.Create(variable.Key, (Func<string?>)(() => variable.Value))));
        return function;
    }

    /// <summary>Where other services are, if whoever runs the template has said so.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Endpoints() =>
        from DictionaryEntry variable in Environment.GetEnvironmentVariables()
        let name = (string)variable.Key
        where name.StartsWith("AWS_ENDPOINT_URL", StringComparison.Ordinal) && name is not ("AWS_ENDPOINT_URL_SFN" or "AWS_ENDPOINT_URL_LAMBDA")
        select KeyValuePair.Create(name, (string?)variable.Value ?? "");

    private Dictionary<TemplateResource, StateMachineResource> StateMachines(ResourceValues values, IEnumerable<TemplateResource> resources)
    {
        Dictionary<TemplateResource, StateMachineResource> stateMachines = [];
        var reading = new StateMachineReading(values, _notes);
        foreach (var resource in resources.Where(resource => StateMachineReading.Takes(resource.Type)))
        {
            if (_notes.Try(resource, () => reading.Read(resource), " is not created") is { } stateMachine && IsOnly(_stateMachines, stateMachine.Name, resource))
            {
                stateMachines[resource] = _stateMachines[stateMachine.Name] = stateMachine;
            }
        }

        return stateMachines;
    }

    private void ReadApis(
        Evaluation evaluation,
        ApiReading apis,
        List<TemplateResource> resources,
        Dictionary<TemplateResource, LambdaFunctionResource> functions,
        Dictionary<TemplateResource, StateMachineResource> stateMachines)
    {
        foreach (var resource in resources.Where(resource => ApiReading.Takes(resource.Type)))
        {
            _notes.Try(resource, () => apis.ReadApi(resource));
        }

        foreach (var resource in resources.Where(resource => ApiReading.Takes(resource.Type)))
        {
            _notes.Try(resource, () => apis.ReadPart(resource), " is not served");
        }

        var events = new EventReading(evaluation, apis, _notes);
        foreach (var (resource, function) in functions)
        {
            _notes.Try(resource, () => events.Read(resource, new IntegrationTarget.Function(function, Format: null)));
            _notes.Try(resource, () => ReadFunctionUrl(new(resource.Properties, evaluation), apis, resource, function));
        }

        foreach (var (resource, stateMachine) in stateMachines)
        {
            _notes.Try(resource, () => events.Read(resource, new IntegrationTarget.StateMachine(stateMachine, "StartExecution")));
        }
    }

    private static void ReadFunctionUrl(ResourceProperties properties, ApiReading apis, TemplateResource resource, LambdaFunctionResource function)
    {
        if (properties.Has("FunctionUrlConfig"))
        {
            apis.AddFunctionUrl(resource, function);
        }
    }

    private void NameWhatDoesNotRun(IEnumerable<TemplateResource> resources)
    {
        var others = resources.Where(resource => !IsRun(resource.Type) && !HasNothingToRun(resource.Type)).Select(resource => $"{resource.Id} ({resource.Type})").ToList();
        if (others.Count > 0)
        {
            _notes.Add($"Not run here: {string.Join(", ", others)}. Where another program stands in for such a service, AWS_ENDPOINT_URL_<SERVICE> says where it is.");
        }
    }

    private static bool IsRun(string type) => FunctionReading.Takes(type) || StateMachineReading.Takes(type) || ApiReading.Takes(type);

    // Permissions, logs and what only describes other resources.
    private static bool HasNothingToRun(string type) =>
        type.StartsWith("AWS::IAM::", StringComparison.Ordinal)
        || type.StartsWith("AWS::Logs::", StringComparison.Ordinal)
        || type is "AWS::Lambda::Permission" or "AWS::Lambda::Alias" or "AWS::Lambda::Version" or "AWS::Lambda::LayerVersion" or "AWS::Serverless::LayerVersion"
            or "AWS::Serverless::Connector" or "AWS::CloudFormation::WaitConditionHandle" or "AWS::SQS::QueuePolicy" or "AWS::SNS::TopicPolicy" or "AWS::S3::BucketPolicy";
}
