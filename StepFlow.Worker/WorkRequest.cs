using System.Text.Json.Serialization;

namespace StepFlow.Worker;

/// <summary>What a Task state asks of the worker. All but the value is optional; most of it is there to go wrong on demand.</summary>
public sealed record WorkRequest
{
    [JsonPropertyName("input_value")]
    public decimal? InputValue { get; init; }

    /// <summary>double (the default), square, increment or negate.</summary>
    [JsonPropertyName("operation")]
    public string? Operation { get; init; }

    /// <summary>Name of the error to fail with, one of <see cref="WorkErrors"/>.</summary>
    [JsonPropertyName("fail")]
    public string? Fail { get; init; }

    /// <summary>The text of that error.</summary>
    [JsonPropertyName("cause")]
    public string? Cause { get; init; }

    /// <summary>Fail only so many attempts; without it, always. The worker remembers nothing: see <see cref="RetryCount"/>.</summary>
    [JsonPropertyName("fail_times")]
    public int? FailTimes { get; init; }

    /// <summary>How often this has been tried before: the state machine passes <c>$$.State.RetryCount</c>.</summary>
    [JsonPropertyName("retry_count")]
    public int RetryCount { get; init; }

    /// <summary>Work this long, to run into a timeout.</summary>
    [JsonPropertyName("stall_seconds")]
    public double StallSeconds { get; init; }

    /// <summary>Throw an exception that nobody foresaw.</summary>
    [JsonPropertyName("throw")]
    public bool Throw { get; init; }

    /// <summary>End the process with this exit code.</summary>
    [JsonPropertyName("exit")]
    public int? Exit { get; init; }

    /// <summary>Token of a <c>.waitForTaskToken</c> state. The worker only takes note of it: somebody else answers.</summary>
    [JsonPropertyName("task_token")]
    public string? TaskToken { get; init; }
}

/// <summary>What the worker made of it.</summary>
public sealed record WorkResponse
{
    [JsonPropertyName("input_value")]
    public required decimal InputValue { get; init; }

    [JsonPropertyName("operation")]
    public required string Operation { get; init; }

    [JsonPropertyName("result")]
    public required decimal Result { get; init; }

    /// <summary>1 for the first attempt.</summary>
    [JsonPropertyName("attempt")]
    public required int Attempt { get; init; }
}

[JsonSerializable(typeof(WorkRequest))]
[JsonSerializable(typeof(WorkResponse))]
internal sealed partial class WorkerJson : JsonSerializerContext;
