using System.Text.RegularExpressions;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.LocalStack;

/// <summary>
/// Stands for the task token in the parameters of a rewritten <c>.waitForTaskToken</c> Task. An activity's own token is known only
/// when its task is taken, so whoever takes it puts the token in the place of this text.
/// </summary>
internal static partial class TaskTokenPlaceholder
{
    public const string Text = "stepflow:task-token";

    private const string TokenPath = "$$.Task.Token";

    /// <summary>The parameters with every plain use of the token replaced; other uses are reported with their place.</summary>
    public static JsonValue PutInto(JsonValue parameters, bool jsonata, string pointer, Action<string, string> report) => parameters switch
    {
        JsonObject members => JsonObject.Of(members.Select(member => Member(member, jsonata, $"{pointer}/{member.Key}", report))),
        JsonArray items => JsonArray.Of(items.Select((item, i) => PutInto(item, jsonata, $"{pointer}[{i}]", report))),
        JsonString text when jsonata => Expression(text, pointer, report),
        _ => parameters,
    };

    /// <summary>The input of a task with the token where the placeholder stands.</summary>
    public static JsonValue Fill(JsonValue input, string token) => input switch
    {
        JsonObject members => JsonObject.Of(members.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value, token)))),
        JsonArray items => JsonArray.Of(items.Select(item => Fill(item, token))),
        JsonString { Value: Text } => token,
        _ => input,
    };

    private static KeyValuePair<string, JsonValue> Member(
        KeyValuePair<string, JsonValue> member, bool jsonata, string pointer, Action<string, string> report)
    {
        if (jsonata || !member.Key.EndsWith(".$", StringComparison.Ordinal) || member.Value is not JsonString { Value: var path })
        {
            return KeyValuePair.Create(member.Key, PutInto(member.Value, jsonata, pointer, report));
        }

        if (path is TokenPath)
        {
            return KeyValuePair.Create(member.Key[..^2], (JsonValue)Text);
        }

        if (path is "$$" || path.Contains("$$.Task", StringComparison.Ordinal))
        {
            report(pointer, $"'{path}' takes the task token in a way that an activity cannot give it. Write \"{member.Key}\": \"{TokenPath}\" alone.");
        }

        return member;
    }

    private static JsonValue Expression(JsonString text, string pointer, Action<string, string> report)
    {
        if (PlainToken().IsMatch(text.Value))
        {
            return Text;
        }

        if (AnyToken().IsMatch(text.Value))
        {
            report(pointer, $"'{text.Value}' takes the task token in a way that an activity cannot give it. Write \"{{% $states.context.Task.Token %}}\" alone.");
        }

        return text;
    }

    [GeneratedRegex(@"^\{%\s*\$states\.context\.Task\.Token\s*%\}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainToken();

    // The whole context object holds the token too.
    [GeneratedRegex(@"^\{%.*\$states\.context(\.Task\b|(?!\s*\.)).*%\}$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyToken();
}
