namespace StepFlow.Cli.Verbs;

/// <summary>Reads <c>--&lt;service&gt;-endpoint URL</c> for any service, and the spellings of Step Functions Local.</summary>
internal static class EndpointFlags
{
    private const string End = "endpoint";

    // As Step Functions Local names them: LAMBDA_ENDPOINT, SAGE_MAKER_ENDPOINT, …
    private static readonly string[] Variables = ["LAMBDA", "BATCH", "DYNAMODB", "ECS", "GLUE", "SAGE_MAKER", "SQS", "SNS", "STEP_FUNCTIONS"];

    public static void ReadVariables(Func<string, string?> variable, Dictionary<string, Uri> endpoints)
    {
        foreach (var name in Variables)
        {
            if (Uri.TryCreate(variable($"{name}_ENDPOINT"), UriKind.Absolute, out var endpoint))
            {
                endpoints[ServiceOf(name)] = endpoint;
            }
        }
    }

    /// <summary>What is wrong with the flags, or null.</summary>
    public static string? Read(IReadOnlyList<string> tokens, Dictionary<string, Uri> endpoints)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var (flag, value) = tokens[i].Split('=', 2) is [var name, var text] ? (name, text) : (tokens[i], null);
            if (!flag.StartsWith('-') || !flag.EndsWith(End, StringComparison.OrdinalIgnoreCase))
            {
                return $"unknown argument '{flag}'. See 'stepflow start --help'.";
            }

            value ??= ++i < tokens.Count ? tokens[i] : null;
            if (!Uri.TryCreate(value, UriKind.Absolute, out var endpoint))
            {
                return $"{flag} needs a URL, for example {flag} http://127.0.0.1:3001";
            }

            endpoints[ServiceOf(flag.Trim('-')[..^End.Length].TrimEnd('-'))] = endpoint;
        }

        return null;
    }

    // -dynamoDBEndpoint, --dynamodb-endpoint and DYNAMODB_ENDPOINT are one; so are --step-functions-endpoint and --sfn-endpoint.
    private static string ServiceOf(string name) => name.ToLowerInvariant().Replace('_', '-') switch
    {
        "stepfunctions" or "step-functions" => "sfn",
        "sage-maker" => "sagemaker",
        var other => other,
    };
}
