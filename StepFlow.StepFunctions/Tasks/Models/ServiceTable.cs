using System.Collections.Frozen;
using System.Globalization;

namespace StepFlow.StepFunctions.Tasks.Models;

/// <summary>Reads our own table of a service: one line per service, operation and shape (Services/README.md).</summary>
internal static class ServiceTable
{
    public static ServiceModel Read(TextReader text)
    {
        ServiceModel? service = null;
        Dictionary<string, OperationModel> operations = [];
        Dictionary<string, Shape> shapes = [];
        while (text.ReadLine() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case [] or ["#", ..]:
                    break;
                case ["service", var id, var sdk, var protocol, var target, var version, var signing, var endpoint]:
                    service = new(id, sdk, Protocol(protocol), JsonVersion(protocol), target, version, signing, endpoint)
                    {
                        Operations = FrozenDictionary<string, OperationModel>.Empty,
                        Shapes = FrozenDictionary<string, Shape>.Empty,
                    };
                    break;
                case ["answers", var id]:
                    service = new(id, "", WireProtocol.AwsJson, "", "", "", "", "")
                    {
                        Operations = FrozenDictionary<string, OperationModel>.Empty,
                        Shapes = FrozenDictionary<string, Shape>.Empty,
                    };
                    break;
                case ["op", var name, var method, var uri, var input, var output, var errors, .. var options]:
                    operations.Add(name, new(name, method, uri, Name(input), Name(output), Errors(errors), Option(options, "w"), Option(options, "x")));
                    break;
                default:
                    var shape = ReadShape(words, line);
                    shapes.Add(shape.Name, shape);
                    break;
            }
        }

        return (service ?? throw new FormatException("A service table starts with a line 'service'.")) with
        {
            Operations = operations.ToFrozenDictionary(StringComparer.Ordinal),
            Shapes = shapes.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    private static Shape ReadShape(string[] words, string line) => words switch
    {
        ["struct", var name, .. var members] => new Shape.Structure(name, [.. members.Select(ReadMember)]),
        ["list", var name, var item, .. var options] => new Shape.List(name, item, Option(options, "n"), options.Contains("f"), Size(options)),
        ["map", var name, var value, .. var options] =>
            new Shape.Map(name, value, Option(options, "k") ?? "key", Option(options, "v") ?? "value", options.Contains("f")),
        ["string", var name, .. var options] => new Shape.Text(name, Size(options), Values(options)),
        ["integer" or "long", var name, .. var options] => new Shape.Number(name, IsWhole: true, Size(options)),
        ["float" or "double", var name, .. var options] => new Shape.Number(name, IsWhole: false, Size(options)),
        ["boolean", var name] => new Shape.Boolean(name),
        ["blob", var name, .. var options] => new Shape.Blob(name, Size(options)),
        ["document", var name] => new Shape.Document(name),
        ["timestamp", var name, .. var options] => new Shape.Timestamp(name, Option(options, "t")),
        _ => throw new FormatException($"Not a line of a service table: {line}"),
    };

    // Name!:Shape{flags}
    private static Member ReadMember(string word)
    {
        var brace = word.IndexOf('{', StringComparison.Ordinal);
        string[] flags = brace < 0 ? [] : word[(brace + 1)..^1].Split(',');
        var (name, shape) = (brace < 0 ? word : word[..brace]).Split(':') is [var left, var right] ? (left, right) : throw new FormatException(word);
        var isRequired = name.EndsWith('!');
        name = name.TrimEnd('!');
        var member = new Member(name, shape)
        {
            IsRequired = isRequired,
            IsPayload = flags.Contains("p"),
            IsFlat = flags.Contains("f"),
            IsXmlAttribute = flags.Contains("a"),
            TimestampFormat = Option(flags, "t"),
        };
        if (Option(flags, "j") is { } statesName)
        {
            member = member with { StatesName = statesName };
        }

        foreach (var (letter, place) in Places)
        {
            if (Option(flags, letter) is { } wire)
            {
                member = member with { Place = place, WireName = wire };
            }
        }

        return member;
    }

    private static readonly (string Letter, MemberPlace Place)[] Places =
    [
        ("n", MemberPlace.Body), ("u", MemberPlace.Uri), ("q", MemberPlace.Query), ("h", MemberPlace.Header), ("H", MemberPlace.Headers),
        ("s", MemberPlace.Status),
    ];

    private static string? Name(string word) => word is "-" ? null : word;

    private static string? Option(string[] options, string letter) =>
        options.FirstOrDefault(o => o.StartsWith(letter + "=", StringComparison.Ordinal))?[(letter.Length + 1)..];

    private static SizeRange Size(string[] options) => options.FirstOrDefault(o => o.Contains("..", StringComparison.Ordinal))?.Split("..") switch
    {
        [var min, var max] => new(Bound(min), Bound(max)),
        _ => default,
    };

    private static string[] Values(string[] options) =>
        Option(options, "enum")?.Split('|').Select(Uri.UnescapeDataString).ToArray() ?? [];

    private static double? Bound(string text) => text.Length is 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, string> Errors(string word) => word is "-"
        ? FrozenDictionary<string, string>.Empty
        : word.Split(',').Select(e => e.Split('=')).ToFrozenDictionary(e => e[^1], e => e[0], StringComparer.Ordinal);

    private static WireProtocol Protocol(string word) => word switch
    {
        "json1.0" or "json1.1" => WireProtocol.AwsJson,
        "query" => WireProtocol.Query,
        "rest-json" => WireProtocol.RestJson,
        "rest-xml" => WireProtocol.RestXml,
        _ => throw new FormatException($"Unknown protocol '{word}'."),
    };

    private static string JsonVersion(string protocol) => protocol.StartsWith("json", StringComparison.Ordinal) ? protocol[4..] : "";
}
