using System.Text.Json;
using System.Text.Json.Serialization;
using StepFlow.Gateway;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.Hosting.Described;

/// <summary>
/// An application as data: what <c>stepflow host</c> runs. An AppHost that lives in another process, such as one of .NET Aspire,
/// hands its functions, state machines and gateways over in this form.
/// </summary>
public sealed record AppDescription
{
    /// <summary>The folder that definition paths start from; the description's own folder by default.</summary>
    public string? Directory { get; set; }

    public IReadOnlyList<DescribedFunction> Functions { get; set; } = [];

    public IReadOnlyList<DescribedStateMachine> StateMachines { get; set; } = [];

    public IReadOnlyList<DescribedGateway> Gateways { get; set; } = [];

    /// <param name="json">The description.</param>
    /// <param name="source">Where it comes from, for the message of the <see cref="StartException"/> that a wrong one is.</param>
    public static AppDescription Parse(string json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AppDescriptionJson.Default.AppDescription)
                ?? throw new StartException($"{source}: the application is described by a JSON object, not by null.");
        }
        catch (JsonException e)
        {
            throw new StartException($"{source}({e.LineNumber + 1},{e.BytePositionInLine + 1}): error at {e.Path}: {e.Message}", e);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, AppDescriptionJson.Default.AppDescription);
}

/// <summary>A function. Without a command somebody else starts its process, which asks for events below the function's name.</summary>
public sealed record DescribedFunction(string Name)
{
    public double TimeoutSeconds { get; set; } = 3;

    public int MemoryMegabytes { get; set; } = 128;

    public int EventsPerProcess { get; set; } = 1;

    public int Processes { get; set; } = 1;

    /// <summary>Program and arguments.</summary>
    public IReadOnlyList<string>? Command { get; set; }

    public string? WorkingDirectory { get; set; }

    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of the state machines whose ARNs the function is told.</summary>
    public IReadOnlyList<string> StateMachines { get; set; } = [];
}

/// <param name="Name">The state machine's name.</param>
/// <param name="Definition">A States Language file.</param>
public sealed record DescribedStateMachine(string Name, string Definition)
{
    public StateMachineType Type { get; set; } = StateMachineType.Standard;

    /// <summary>Names of the functions that the definition may name.</summary>
    public IReadOnlyList<string> Functions { get; set; } = [];

    /// <summary>Names of the state machines that the definition may name.</summary>
    public IReadOnlyList<string> StateMachines { get; set; } = [];

    public IReadOnlyDictionary<string, string> Substitutions { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A gateway with its routes.</summary>
public sealed record DescribedGateway(string Name)
{
    public ApiKind Kind { get; set; } = ApiKind.Rest;

    public string? Stage { get; set; }

    public IReadOnlyDictionary<string, string> StageVariables { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<string> BinaryMediaTypes { get; set; } = [];

    public IReadOnlyList<DescribedRoute> Routes { get; set; } = [];
}

/// <param name="Route">Method and path, such as <c>POST /trigger</c>.</param>
/// <param name="Function">Name of the function that answers.</param>
/// <param name="Example">A body to try it with.</param>
public sealed record DescribedRoute(string Route, string Function, string? Example = null);

// Members are settable, because the generated reader would overwrite an init-only one with null where the text has none.
// A misspelt member is refused: what nobody reads would be missed only when something does not work.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AppDescription))]
internal sealed partial class AppDescriptionJson : JsonSerializerContext;
