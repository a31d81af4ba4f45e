using StepFlow.Language.Data;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Language.Definitions;

/// <summary>Reads the fields of one object of a definition and turns them into compiled parts, knowing where it stands.</summary>
public sealed class FieldReader(JsonObject fields, string pointer, QueryLanguage language, QueryLanguage machineLanguage)
{
    public JsonObject Fields { get; } = fields;

    public string Pointer { get; } = pointer;

    public QueryLanguage Language { get; } = language;

    /// <summary>That of the whole state machine: states inside Map and Parallel inherit it, whatever the state around them says.</summary>
    public QueryLanguage MachineLanguage { get; } = machineLanguage;

    public bool IsJsonata => Language is QueryLanguage.Jsonata;

    public bool Has(string name) => Fields.Has(name);

    public DefinitionException Fault(string problem, string? field = null) => new(problem, field is null ? Pointer : $"{Pointer}/{field}");

    public string Text(string name) => Fields[name] is JsonString s ? s.Value : throw Fault($"The field '{name}' must be a string", name);

    public string? OptionalText(string name) => Fields[name] is JsonString s ? s.Value : null;

    public JsonObject Object(string name) => Fields[name] as JsonObject ?? throw Fault($"The field '{name}' must be an object", name);

    public IEnumerable<FieldReader> Objects(string name) => Fields[name] is not JsonArray array ? [] : array.Select((item, i) =>
        new FieldReader(item as JsonObject ?? throw Fault("Must be an object", $"{name}/{i}"), $"{Pointer}/{name}/{i}", Language, MachineLanguage));

    public IReadOnlyList<string> Texts(string name) => Fields[name] is JsonArray array
        ? [.. array.OfType<JsonString>().Select(s => s.Value)]
        : [];

    public FieldReader Inside(string name) => new(Object(name), $"{Pointer}/{name}", Language, MachineLanguage);

    /// <summary>Compiles a part of this object; whatever its compiler objects to is reported at this place.</summary>
    public T At<T>(string name, Func<JsonValue, T> compile)
    {
        try
        {
            return compile(Fields[name]!);
        }
        catch (Exception e) when (e is JsonPathException or Jsonata.JsonataException or Intrinsics.IntrinsicSyntaxException)
        {
            throw Fault(e.Message, name);
        }
    }

    /// <summary>A payload in the object's query language (Parameters, Arguments, Output, Assign, …); null where absent.</summary>
    public Template? Payload(string name) => !Has(name) ? null
        : At(name, value => IsJsonata ? JsonataTemplates.Compile(value, name) : JsonPathTemplates.Compile(value));

    public PathField PathField(string name) => Has(name) ? At(name, Data.PathField.Parse) : Data.PathField.Whole;

    /// <summary>
    /// A value that stands as a literal or JSONata expression in <paramref name="name"/>, or as a path in <c>namePath</c>; null where absent.
    /// </summary>
    public Template? Scalar(string name)
    {
        if (Has(name))
        {
            return At(name, value => IsJsonata ? JsonataTemplates.Compile(value, name) : new ConstantTemplate(value));
        }

        var path = name + "Path";
        return Has(path) ? At(path, value => new PlainPathTemplate(PathExpression.Parse(((JsonString)value).Value))) : null;
    }
}
