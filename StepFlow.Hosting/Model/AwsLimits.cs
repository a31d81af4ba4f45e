using System.Text.RegularExpressions;
using StepFlow.Gateway;
using StepFlow.Gateway.Routes;
using StepFlow.Lambda;

namespace StepFlow.Hosting;

/// <summary>What AWS refuses of functions and gateways. Every home refuses it before it starts or builds anything.</summary>
internal static partial class AwsLimits
{
    /// <summary>Throws a <see cref="StartException"/> that says all that is wrong.</summary>
    /// <param name="model">The application.</param>
    /// <param name="isDeployed">Whether it is to be deployed: a gateway that answers nothing is of no use here, but an error there.</param>
    public static void Check(AppModel model, bool isDeployed = false)
    {
        List<string> problems =
        [
            .. model.Functions.SelectMany(Problems),
            .. model.Gateways.SelectMany(gateway => Problems(gateway, isDeployed)),
        ];
        if (problems.Count > 0)
        {
            throw new StartException(string.Join(Environment.NewLine, problems));
        }
    }

    private static IEnumerable<string> Problems(LambdaFunctionResource function)
    {
        var configuration = new FunctionConfiguration(function.Name)
        {
            Timeout = function.Timeout,
            MemoryMegabytes = function.MemoryMegabytes,
            EventsPerProcess = function.EventsPerProcess,
            Processes = function.Processes,
        };
        foreach (var (setting, value, allowed) in configuration.BeyondLimits())
        {
            yield return $"The function '{function.Name}': {setting} is {value}, and must be {allowed}; it is set with {MethodOf(setting)}.";
        }

        foreach (var (name, _) in function.Environment.Where(variable => !VariableName().IsMatch(variable.Key)))
        {
            yield return $"The function '{function.Name}': '{name}' is no name of a variable on Lambda: letters, digits and '_', at least two, beginning with a letter.";
        }
    }

    private static string MethodOf(string setting) => setting is "Timeout" or "Memory" ? $"With{setting}(…)" : "WithConcurrency(…)";

    private static IEnumerable<string> Problems(ApiGatewayResource gateway, bool isDeployed)
    {
        if (RoutesProblem(gateway) is { } problem)
        {
            yield return problem;
        }

        if (isDeployed && gateway.Routes.Count is 0)
        {
            yield return $"The gateway '{gateway.Name}' has no route, and API Gateway deploys no API without one. Add WithRoute(…), or leave the gateway out.";
        }

        if (gateway.Stage is { } stage && !(StageName().IsMatch(stage) || (gateway.Kind is ApiKind.Http && stage is GatewayApi.DefaultStage)))
        {
            yield return $"The gateway '{gateway.Name}': '{stage}' is no name of a stage: letters, digits, '-' and '_', at most 128 characters"
                + $"{(gateway.Kind is ApiKind.Http ? $"; or {GatewayApi.DefaultStage}" : "")}.";
        }

        foreach (var (name, _) in gateway.StageVariables.Where(variable => !StageVariableName().IsMatch(variable.Key)))
        {
            yield return $"The gateway '{gateway.Name}': '{name}' is no name of a stage variable: letters, digits and '_'.";
        }
    }

    private static string? RoutesProblem(ApiGatewayResource gateway)
    {
        try
        {
            _ = new RouteTable(new(gateway.Name, gateway.Kind, [
                .. gateway.Routes.Select(route => Route.Parse(route.Route, route.Function.Name)),
                .. gateway.StateMachineRouteList.Select(route => Route.Parse(route.Route, route.StateMachine.Name))]));
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    // https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html
    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_]+$", RegexOptions.ExplicitCapture)]
    private static partial Regex VariableName();

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,128}$", RegexOptions.ExplicitCapture)]
    private static partial Regex StageName();

    [GeneratedRegex("^[A-Za-z0-9_]+$", RegexOptions.ExplicitCapture)]
    private static partial Regex StageVariableName();
}
