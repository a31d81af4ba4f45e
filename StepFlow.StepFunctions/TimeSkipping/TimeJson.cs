using System.Text.Json.Serialization;

namespace StepFlow.StepFunctions.TimeSkipping;

/// <summary>The JSON of <see cref="TimeEndpoints"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WaitingAnswer))]
[JsonSerializable(typeof(SkipRequest))]
[JsonSerializable(typeof(SkipOutcome))]
[JsonSerializable(typeof(RefusedSkip))]
internal sealed partial class TimeJson : JsonSerializerContext;

/// <param name="Waiting">The next timer first, what no time brings last.</param>
/// <param name="Skipped">The last skips, newest first.</param>
internal sealed record WaitingAnswer(IReadOnlyList<Waiting> Waiting, IReadOnlyList<PastSkip> Skipped);

/// <summary>With nothing set: all executions to the first timer of all.</summary>
/// <param name="ExecutionArn">This execution to its next timer.</param>
/// <param name="ToEnd">That execution on and on, until it has ended or waits for somebody outside.</param>
/// <param name="OverCalls">Also while a call is in flight, to have its timeout.</param>
/// <param name="Seconds">All executions on by so many seconds.</param>
internal sealed record SkipRequest(string? ExecutionArn = null, bool ToEnd = false, bool OverCalls = false, double? Seconds = null);

internal sealed record RefusedSkip(string Message);
