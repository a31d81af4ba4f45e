namespace StepFlow.Traces.Spans;

/// <summary>A piece of work, as OpenTelemetry describes it.</summary>
public sealed record TraceSpan
{
    public required TraceId TraceId { get; init; }

    public required SpanId SpanId { get; init; }

    /// <summary>Empty for a root.</summary>
    public SpanId ParentId { get; init; }

    /// <summary>The <c>tracestate</c> of W3C's trace context, which other tracing systems give along; null where there is none.</summary>
    public string? TraceState { get; init; }

    public required string Name { get; init; }

    public SpanKind Kind { get; init; } = SpanKind.Internal;

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public SpanStatus Status { get; init; }

    public string? StatusMessage { get; init; }

    public Attributes Attributes { get; init; } = Attributes.None;

    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    /// <summary>Who did it.</summary>
    public required TelemetryResource Resource { get; init; }

    /// <summary>The library that wrote the span.</summary>
    public string Scope { get; init; } = "";

    /// <summary>
    /// Whether it goes on, its end being the moment it was looked at. Telemetry tells of work that has ended; of what is under way only those know
    /// who do it.
    /// </summary>
    public bool IsUnderWay { get; init; }

    public TimeSpan Duration => End > Start ? End - Start : TimeSpan.Zero;

    public string Service => Resource.Service;

    public bool IsError => Status is SpanStatus.Error;
}

/// <summary>What a span does for whom; the numbers are OTLP's.</summary>
public enum SpanKind
{
    Unspecified = 0,
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}

/// <summary>How a span ended; the numbers are OTLP's.</summary>
public enum SpanStatus
{
    Unset = 0,
    Ok = 1,
    Error = 2,
}

/// <summary>Something that happened in the course of a span.</summary>
public sealed record SpanEvent(DateTimeOffset At, string Name, Attributes Attributes);

/// <summary>A span elsewhere that has to do with this one.</summary>
public sealed record SpanLink(TraceId TraceId, SpanId SpanId, Attributes Attributes);

/// <summary>The process that telemetry comes from.</summary>
/// <param name="Service">Its <c>service.name</c>.</param>
public sealed record TelemetryResource(string Service, Attributes Attributes)
{
    public const string ServiceName = "service.name";

    public static TelemetryResource Of(Attributes attributes) => new(attributes[ServiceName] as string ?? "unknown_service", attributes);
}
