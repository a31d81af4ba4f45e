using System.Collections.Frozen;
using StepFlow.Language.Json;

namespace StepFlow.Language.Validation.Schemas;

/// <summary>Looks at one value and reports what is wrong with it.</summary>
internal delegate void FieldCheck(JsonValue value, string path, Judging judging);

/// <summary>The query language in which a field exists.</summary>
internal enum FieldLanguage
{
    Any,
    JsonPathOnly,
    JsonataOnly,
}

/// <summary>A field that an object may have.</summary>
internal sealed record FieldRule(string Name, FieldCheck Check, FieldLanguage Language = FieldLanguage.Any);

/// <summary>The table of what an object of a definition may hold: its fields, which are required, which exclude each other.</summary>
internal sealed class ObjectSchema(params FieldRule[] fields)
{
    private readonly FrozenDictionary<string, FieldRule> _fields = fields.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public string[] Required { get; init; } = [];

    /// <summary>Groups of fields of which at most one may be there.</summary>
    public string[][] AtMostOne { get; init; } = [];

    /// <summary>Groups of fields of which exactly one must be there.</summary>
    public string[][] ExactlyOne { get; init; } = [];

    public IEnumerable<string> FieldNames => fields.Select(f => f.Name);

    public void Check(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonObject o)
        {
            judging.Schema(Messages.ExpectedType("OBJECT"), path);
            return;
        }

        CheckNames(o, path, judging);
        CheckPresence(o, path, judging);
        foreach (var (name, field) in o.Members)
        {
            if (_fields.TryGetValue(name, out var rule) && !IsForeign(rule, judging) && !judging.IsToken(field))
            {
                rule.Check(field, $"{path}/{name}", judging);
            }
        }
    }

    private void CheckNames(JsonObject o, string path, Judging judging)
    {
        foreach (var (name, _) in o.Members)
        {
            if (!_fields.TryGetValue(name, out var rule))
            {
                judging.Schema(Messages.NotSupported(name), path);
            }
            else if (IsForeign(rule, judging) && !judging.IsDowngraded)
            {
                judging.Schema(Messages.WrongLanguage(name, judging.Language), path);
            }
        }
    }

    private void CheckPresence(JsonObject o, string path, Judging judging)
    {
        string[] missing = [.. Required.Where(name => !o.Has(name))];
        if (missing.Length > 0)
        {
            judging.Schema(Messages.Required(missing), path);
        }

        foreach (var group in AtMostOne)
        {
            if (group.Count(o.Has) > 1)
            {
                judging.Schema(Messages.TooMany(group), path);
            }
        }

        foreach (var group in ExactlyOne)
        {
            switch (group.Count(o.Has))
            {
                case 0:
                    judging.Schema(Messages.NoneOf(group), path);
                    break;
                case > 1:
                    judging.Schema(Messages.TooMany(group), path);
                    break;
            }
        }
    }

    private static bool IsForeign(FieldRule rule, Judging judging) => rule.Language switch
    {
        FieldLanguage.JsonPathOnly => judging.IsJsonata,
        FieldLanguage.JsonataOnly => !judging.IsJsonata,
        _ => false,
    };
}
