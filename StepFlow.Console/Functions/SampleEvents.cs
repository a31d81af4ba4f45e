using System.Reflection;

namespace StepFlow.ConsoleUI.Functions;

/// <summary>An event to begin with.</summary>
internal sealed record SampleEvent(string Name, string Text);

/// <summary>Events of the services that call functions, as AWS documents them.</summary>
internal static class SampleEvents
{
    // The door of the gateway in the files.
    private const string UsualDoor = "127.0.0.1:3000";

    private static readonly IReadOnlyList<SampleEvent> All =
    [
        Read("Empty", "empty.json"),
        Read("Step Functions task", "step-functions-task.json"),
        Read("Step Functions task with a token", "step-functions-token.json"),
        Read("API Gateway REST (1.0)", "api-gateway-rest.json"),
        Read("API Gateway HTTP (2.0)", "api-gateway-http.json"),
    ];

    /// <summary>All samples, as if they had come through the gateway at this address.</summary>
    /// <param name="gateway">Null where none is served.</param>
    public static IEnumerable<SampleEvent> Through(string? gateway) => gateway is null
        ? All
        : All.Select(sample => sample with { Text = sample.Text.Replace(UsualDoor, new Uri(gateway).Authority, StringComparison.Ordinal) });

    private static SampleEvent Read(string name, string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream($"samples/{file}") ?? throw new FileNotFoundException($"The assembly has no sample {file}.");
        using var reader = new StreamReader(stream);
        return new(name, reader.ReadToEnd());
    }
}
