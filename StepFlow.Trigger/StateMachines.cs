using System.Collections;

namespace StepFlow.Trigger;

/// <summary>
/// The state machines this function may start, by the name they have in the app model. Each comes as a variable
/// <c>StateMachines__name</c> with its ARN; since Lambda allows no hyphen there, hyphen and underscore are the same here.
/// </summary>
public sealed class StateMachines(IReadOnlyDictionary<string, string> arns)
{
    private const string Prefix = "StateMachines__";

    public static StateMachines FromEnvironment() => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value))
        .Where(variable => variable.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(variable.Value))
        .DistinctBy(variable => Normal(variable.Name[Prefix.Length..]), StringComparer.Ordinal)
        .ToDictionary(variable => Normal(variable.Name[Prefix.Length..]), variable => variable.Value!, StringComparer.Ordinal));

    /// <summary>The ARN of a machine that the function was promised.</summary>
    public string Arn(string name) => Find(name) ?? throw new InvalidOperationException(
        $"This function has no state machine '{name}': the variable {Prefix}{Normal(name)} with its ARN is missing. In the AppHost, WithReference sets it.");

    public string? Find(string name) => arns.GetValueOrDefault(Normal(name));

    public IEnumerable<string> Names => arns.Keys.Select(name => name.Replace('_', '-')).Order(StringComparer.Ordinal);

    private static string Normal(string name) => name.Replace('-', '_').ToLowerInvariant();
}
