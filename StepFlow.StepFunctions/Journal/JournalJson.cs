using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Journal;

/// <summary>The JSON of the storage format. Names of events and members are stored: never rename one, add a new one.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(StoredText), typeof(StoredValue), typeof(StoredObject), typeof(StoredArray)])]
[JsonSerializable(typeof(IReadOnlyList<ExecutionEvent>))]
[JsonSerializable(typeof(ExecutionDescription))]
[JsonSerializable(typeof(ExecutionData))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>Events nest values, which nest up to a thousand levels.</summary>
    public const int DeepestNesting = 1_200;

    private static JournalJson? _stored;

    // An encoder cannot be set by attribute; the default one would blow up every quote and every letter beyond ASCII.
    public static JournalJson Stored => _stored ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = DeepestNesting,
    });
}

/// <summary>The parts of an execution's row that lists leave out.</summary>
internal sealed record ExecutionData(string? Input, string? Output);
