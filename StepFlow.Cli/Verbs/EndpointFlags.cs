namespace StepFlow.Cli.Verbs;

/// <summary>Reads <c>--&lt;service&gt;-endpoint URL</c>, for any service.</summary>
internal static class EndpointFlags
{
    private const string End = "-endpoint";

    /// <summary>What is wrong with the flags, or null.</summary>
    public static string? Read(IReadOnlyList<string> tokens, Dictionary<string, Uri> endpoints)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var flag = tokens[i];
            if (!flag.StartsWith('-') || !flag.EndsWith(End, StringComparison.Ordinal))
            {
                return $"stepflow start: unknown argument '{flag}'. See 'stepflow start --help'.";
            }

            if (++i == tokens.Count || !Uri.TryCreate(tokens[i], UriKind.Absolute, out var endpoint))
            {
                return $"stepflow start: {flag} needs a URL, for example {flag} http://127.0.0.1:3001";
            }

            endpoints[flag.TrimStart('-')[..^End.Length]] = endpoint;
        }

        return null;
    }
}
