namespace StepFlow.StepFunctions.Tasks.Models;

/// <summary>
/// How <c>aws-sdk:</c> integrations spell API names: the Java SDK's accessor with a capital
/// (<c>taskToken</c> is TaskToken, <c>DBInstanceIdentifier</c> is DbInstanceIdentifier, <c>ARN</c> is Arn).
/// </summary>
public static class MemberNames
{
    public static string ForStates(string name)
    {
        var capitals = 0;
        while (capitals < name.Length && char.IsAsciiLetterUpper(name[capitals]))
        {
            capitals++;
        }

        if (capitals is 0)
        {
            return name.Length is 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
        }

        // The last capital of a run starts the next word, unless the run ends the name or a digit follows.
        var word = capitals < name.Length && char.IsAsciiLetterLower(name[capitals]) ? capitals - 1 : capitals;
        return word <= 1 ? name : string.Create(name.Length, (name, word), static (target, source) =>
        {
            source.name.CopyTo(target);
            for (var i = 1; i < source.word; i++)
            {
                target[i] = char.ToLowerInvariant(target[i]);
            }
        });
    }
}
