using System.Collections.Immutable;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>How much of the executions of a state machine is logged.</summary>
public enum LogLevel
{
    Off,
    Fatal,
    Error,
    All,
}

/// <summary>The logging of a state machine, with AWS's defaults filled in.</summary>
/// <param name="LogGroupArns">Where to: kept and answered; what is logged goes to the log of this process.</param>
public sealed record LoggingConfiguration(LogLevel Level, bool IncludeExecutionData, ImmutableArray<string> LogGroupArns)
{
    public static readonly LoggingConfiguration Off = new(LogLevel.Off, IncludeExecutionData: false, []);

    public bool Equals(LoggingConfiguration? other) =>
        other is not null
        && Level == other.Level
        && IncludeExecutionData == other.IncludeExecutionData
        && LogGroupArns.SequenceEqual(other.LogGroupArns, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Level, IncludeExecutionData, LogGroupArns.Length);

    public JsonObject ToJson() => JsonObject.Of(
        ("level", Level.ToString()),
        ("includeExecutionData", IncludeExecutionData),
        ("logGroupArns", JsonArray.Of(LogGroupArns.Select(arn => (JsonValue)arn))));

    public static LoggingConfiguration FromJson(JsonObject json) => new(
        Enum.Parse<LogLevel>(json.Text("level")),
        json.Flag("includeExecutionData"),
        [.. json.Items("logGroupArns").Cast<JsonString>().Select(arn => arn.Value)]);
}
