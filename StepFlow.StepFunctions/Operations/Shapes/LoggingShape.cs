using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary><c>loggingConfiguration</c> on the wire.</summary>
internal sealed record LoggingShape(string? Level, bool? IncludeExecutionData, IReadOnlyList<LoggingShape.Destination>? Destinations)
{
    private static readonly EnumValues Levels = new("ALL", "ERROR", "FATAL", "OFF");

    internal static Constraints<LoggingShape> Constraints { get; } = new Constraints<LoggingShape>()
        .OneOf("level", r => r.Level, Levels)
        .Flag("includeExecutionData")
        .List("destinations", r => r.Destinations, new Constraints<Destination>()
            .Structure("cloudWatchLogsLogGroup", d => d.CloudWatchLogsLogGroup, new Constraints<LogGroup>()
                .Text("logGroupArn", g => g.LogGroupArn, 1, 256)));

    public static LoggingShape Of(LoggingConfiguration logging) => new(
        logging.Level.ToString().ToUpperInvariant(),
        logging.IncludeExecutionData,
        logging.LogGroupArns.IsEmpty ? null : [.. logging.LogGroupArns.Select(arn => new Destination(new(arn)))]);

    public LoggingConfiguration Read()
    {
        var level = Level is null ? LogLevel.Off : Enum.Parse<LogLevel>(Level, ignoreCase: true);
        var destinations = Destinations ?? [];
        if (destinations.Count > 1 || (destinations.Count is 0 && level is not LogLevel.Off))
        {
            throw Refusals.InvalidLoggingConfiguration("Must specify exactly one Log Destination.");
        }

        return new(level, IncludeExecutionData ?? false, [.. destinations.Select(ReadDestination)]);
    }

    private static string ReadDestination(Destination destination) =>
        destination.CloudWatchLogsLogGroup?.LogGroupArn
        ?? throw Refusals.InvalidLoggingConfiguration("Must specify exactly one Log Destination.");

    /// <summary>Where the log goes.</summary>
    internal sealed record Destination(LogGroup? CloudWatchLogsLogGroup);

    /// <summary>A log group of CloudWatch Logs.</summary>
    internal sealed record LogGroup(string? LogGroupArn);
}
