using System.Collections.Immutable;

namespace StepFlow.Hosting.Embedded;

/// <summary>The variables a function gets beyond Lambda's own: where the services are, and which state machines it may start.</summary>
internal static class FunctionVariables
{
    public static ImmutableDictionary<string, string> Of(LambdaFunctionResource function, ServiceAddresses addresses, Arns arns, HostSettings settings)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_REGION"] = function.AwsRegion ?? arns.Region,
            ["AWS_DEFAULT_REGION"] = function.AwsRegion ?? arns.Region,
        };
        var isOnAws = settings.StepFunctions is StepFunctionsHomes.Aws;
        if (!isOnAws)
        {
            variables["AWS_ENDPOINT_URL_SFN"] = addresses.StepFunctions.GetLeftPart(UriPartial.Authority);
            variables["AWS_ENDPOINT_URL_LAMBDA"] = addresses.Lambda.GetLeftPart(UriPartial.Authority);
            variables["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true";
        }

        if ((function.AwsProfile ?? (isOnAws ? settings.AwsProfile : null)) is { } profile)
        {
            variables["AWS_PROFILE"] = profile;
        }
        else if (isOnAws)
        {
            foreach (var (name, value) in Credentials())
            {
                variables[name] = value;
            }

            if (!variables.ContainsKey("AWS_ACCESS_KEY_ID"))
            {
                variables["AWS_PROFILE"] = "default";
            }
        }
        else
        {
            // SDKs refuse to sign without any; nothing local checks them.
            variables["AWS_ACCESS_KEY_ID"] = variables["AWS_SECRET_ACCESS_KEY"] = "test";
        }

        foreach (var stateMachine in function.StateMachines)
        {
            variables[StateMachineVariable(stateMachine.Name)] = arns.Of(stateMachine);
        }

        foreach (var (name, value) in TelemetryVariables.Of(function, addresses.Otlp))
        {
            variables[name] = value;
        }

        foreach (var (name, value) in function.Environment)
        {
            if (value() is { } text)
            {
                variables[name] = ApiUrls.Local(text, addresses.Gateways);
            }
            else
            {
                variables.Remove(name);
            }
        }

        TelemetryVariables.ChooseDoor(variables, addresses.Otlp);
        return variables.ToImmutableDictionary(StringComparer.Ordinal);
    }

    // AWS allows letters, digits and underscores in a variable's name.
    public static string StateMachineVariable(string name) => "StateMachines__" + name.Replace('-', '_');

    // Those of the person who runs the host, who has agreed to their use.
    private static IEnumerable<(string Name, string Value)> Credentials() =>
        from name in (string[])["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]
        let value = Environment.GetEnvironmentVariable(name)
        where !string.IsNullOrEmpty(value)
        select (name, value);
}
