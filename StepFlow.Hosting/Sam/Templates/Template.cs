namespace StepFlow.Hosting.Sam.Templates;

/// <summary>A SAM or CloudFormation template as it was written: nothing is evaluated.</summary>
internal sealed class Template
{
    private const string SamPrefix = "AWS::Serverless::";

    private readonly TemplateMap _root;

    private Template(string file, TemplateMap root)
    {
        File = file;
        _root = root;
        Resources =
        [
            .. Section("Resources").Members
                .Where(member => !IsMacro(member))
                .Select(member => ResourceOf(member)),
        ];
    }

    public string File { get; }

    public string Directory => Path.GetDirectoryName(File)!;

    public IReadOnlyList<TemplateResource> Resources { get; }

    public static Template Parse(string file, string text)
    {
        var root = TemplateReader.Read(file, text) as TemplateMap;
        return root?["Resources"] is TemplateMap
            ? new(file, root)
            : throw new TemplateException(file, root?.Place ?? TemplateMap.Empty.Place, "This is no template: it has no Resources.");
    }

    /// <summary>Functions in the place of resources, such as <c>Fn::ForEach::Tables</c>: what they would make is not there.</summary>
    public IEnumerable<TemplateMember> Macros => Section("Resources").Members.Where(IsMacro);

    public TemplateMap Section(string name) => _root[name] as TemplateMap ?? TemplateMap.Empty;

    public TemplateException Problem(TemplateNode at, string problem) => new(File, at.Place, problem);

    private static bool IsMacro(TemplateMember member) => member.Name.StartsWith("Fn::", StringComparison.Ordinal);

    /// <summary>Globals as SAM merges them: mappings member by member, lists one after the other, and otherwise the resource's own value.</summary>
    private static TemplateNode Merged(TemplateNode global, TemplateNode own) => (global, own) switch
    {
        (TemplateMap all, TemplateMap few) when !all.IsIntrinsic(out _) && !few.IsIntrinsic(out _) => few with
        {
            Members =
            [
                .. all.Members.Select(member => few[member.Name] is { } other ? member with { Value = Merged(member.Value, other) } : member),
                .. few.Members.Where(member => all[member.Name] is null),
            ],
        },
        (TemplateList all, TemplateList few) => few with { Items = [.. all.Items, .. few.Items] },
        _ => own,
    };

    private TemplateResource ResourceOf(TemplateMember member)
    {
        if (member.Value is not TemplateMap map || (map["Type"] as TemplateScalar)?.Text is not { } type)
        {
            throw new TemplateException(File, member.Place, $"The resource '{member.Name}' has no Type.");
        }

        var properties = map["Properties"] as TemplateMap ?? TemplateMap.Empty with { Place = member.Place };
        var globals = type.StartsWith(SamPrefix, StringComparison.Ordinal) ? Section("Globals")[type[SamPrefix.Length..]] : null;
        return new(
            member.Name,
            type,
            member.Place,
            globals is null ? properties : (TemplateMap)Merged(globals, properties),
            map["Condition"] as TemplateScalar,
            map["Metadata"] as TemplateMap ?? TemplateMap.Empty);
    }
}
