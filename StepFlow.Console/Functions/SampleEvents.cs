using System.Reflection;

namespace StepFlow.ConsoleUI.Functions;

/// <summary>An event to begin with.</summary>
internal sealed record SampleEvent(string Name, string Text);

/// <summary>Events of the services that call functions, as AWS documents them.</summary>
internal static class SampleEvents
{
    public static IReadOnlyList<SampleEvent> All { get; } =
    [
        Read("Empty", "empty.json"),
        Read("Step Functions task", "step-functions-task.json"),
        Read("Step Functions task with a token", "step-functions-token.json"),
        Read("API Gateway REST (1.0)", "api-gateway-rest.json"),
        Read("API Gateway HTTP (2.0)", "api-gateway-http.json"),
    ];

    private static SampleEvent Read(string name, string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream($"samples/{file}") ?? throw new FileNotFoundException($"The assembly has no sample {file}.");
        using var reader = new StreamReader(stream);
        return new(name, reader.ReadToEnd());
    }
}
