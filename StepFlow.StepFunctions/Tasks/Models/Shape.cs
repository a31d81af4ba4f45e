namespace StepFlow.StepFunctions.Tasks.Models;

/// <summary>A type in a service's API. Shapes name one another, so that they may recurse.</summary>
public abstract record Shape(string Name)
{
    public sealed record Structure(string Name, IReadOnlyList<Member> Members) : Shape(Name)
    {
        /// <summary>The member that is the whole body (REST), or null.</summary>
        public Member? Payload { get; } = Members.FirstOrDefault(m => m.IsPayload);
    }

    public sealed record List(string Name, string Item, string? ItemWireName, bool IsFlat, SizeRange Size) : Shape(Name);

    public sealed record Map(string Name, string Value, string KeyWireName, string ValueWireName, bool IsFlat) : Shape(Name);

    public sealed record Text(string Name, SizeRange Size, IReadOnlyList<string> Values) : Shape(Name);

    public sealed record Number(string Name, bool IsWhole, SizeRange Size) : Shape(Name);

    public sealed record Boolean(string Name) : Shape(Name);

    public sealed record Blob(string Name, SizeRange Size) : Shape(Name);

    public sealed record Timestamp(string Name, string? Format) : Shape(Name);

    /// <summary>Any JSON.</summary>
    public sealed record Document(string Name) : Shape(Name);
}

/// <summary>Length of a text, count of a list, or value of a number; null where there is no bound.</summary>
public readonly record struct SizeRange(double? Min, double? Max);

/// <summary>Where a member travels in a REST request or response.</summary>
public enum MemberPlace
{
    Body,
    Uri,
    Query,
    Header,

    /// <summary>A map whose entries are headers with a common prefix.</summary>
    Headers,
    Status,
}

/// <param name="Name">Name in the service's model.</param>
/// <param name="Shape">Name of its shape.</param>
public sealed record Member(string Name, string Shape)
{
    /// <summary>Name on the wire: of the JSON member, element, header or query parameter.</summary>
    public string WireName { get; init; } = Name;

    /// <summary>Name in Step Functions: the model's as the Java SDK spells it, in Pascal case.</summary>
    public string StatesName { get; init; } = MemberNames.ForStates(Name);

    public MemberPlace Place { get; init; }

    public bool IsRequired { get; init; }

    public bool IsPayload { get; init; }

    public bool IsFlat { get; init; }

    public bool IsXmlAttribute { get; init; }

    public string? TimestampFormat { get; init; }
}
