using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks.Models;

/// <summary>Finds what an operation's input does not have, at any depth, in AWS's words.</summary>
public static class ParameterNames
{
    public static IReadOnlyList<string> Problems(ServiceModel service, OperationModel operation, JsonValue parameters)
    {
        List<string> problems = [];
        if (service.Structure(operation.Input) is { } input)
        {
            Check(service, input, parameters, problems);
            var given = parameters as JsonObject ?? JsonObject.Empty;
            foreach (var member in input.Members.Where(m => m.IsRequired && !Has(given, m) && !given.Has(m.StatesName + ".$")))
            {
                problems.Add($"The field '{member.StatesName}' is required but was missing");
            }
        }
        else if (parameters is JsonObject { Count: > 0 } unexpected)
        {
            problems.AddRange(unexpected.Names.Select(NotSupported));
        }

        return problems;
    }

    /// <summary>The member a parameter stands for: Pascal case, as Step Functions demands it.</summary>
    public static Member? Find(Shape.Structure structure, string name)
    {
        if (name.Length is 0 || char.IsAsciiLetterLower(name[0]))
        {
            return null;
        }

        foreach (var member in structure.Members)
        {
            if (string.Equals(member.StatesName, name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return member;
            }
        }

        return null;
    }

    // A null counts as given: AWS leaves it to the service to refuse it (recorded).
    private static bool Has(JsonObject given, Member member) => given.Any(g =>
        string.Equals(g.Key, member.StatesName, StringComparison.OrdinalIgnoreCase) && !char.IsAsciiLetterLower(g.Key[0]));

    private static void Check(ServiceModel service, Shape shape, JsonValue value, List<string> problems)
    {
        switch (shape, value)
        {
            case (Shape.Structure structure, JsonObject given):
                foreach (var (name, item) in given.Members)
                {
                    var plain = name.EndsWith(".$", StringComparison.Ordinal) ? name[..^2] : name;
                    if (Find(structure, plain) is { } member)
                    {
                        Check(service, service.Shape(member.Shape), item, problems);
                    }
                    else
                    {
                        problems.Add(NotSupported(plain));
                    }
                }

                break;
            case (Shape.List list, JsonArray items):
                foreach (var item in items)
                {
                    Check(service, service.Shape(list.Item), item, problems);
                }

                break;
            case (Shape.Map map, JsonObject entries):
                foreach (var (_, item) in entries.Members)
                {
                    Check(service, service.Shape(map.Value), item, problems);
                }

                break;
        }
    }

    private static string NotSupported(string name) => $"The field \"{name}\" is not supported by Step Functions";
}
