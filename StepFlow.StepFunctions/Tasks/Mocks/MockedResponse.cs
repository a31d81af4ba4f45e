using System.Globalization;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks.Mocks;

/// <summary>A mocked response: answers by invocation, <c>"0"</c> or <c>"1-3"</c>.</summary>
internal sealed class MockedResponse
{
    private readonly List<(int From, int To, MockedAnswer Answer)> _entries = [];
    private readonly List<string> _problems = [];

    private MockedResponse()
    {
    }

    public IReadOnlyList<string> Problems => _problems;

    public static MockedResponse Read(string name, JsonValue definition)
    {
        var response = new MockedResponse();
        var at = $"/MockedResponses/{name}";
        if (definition is not JsonObject entries)
        {
            response._problems.Add($"{at}: a mocked response is an object of invocation numbers.");
            return response;
        }

        foreach (var (key, value) in entries)
        {
            response.Add($"{at}/{key}", key, value);
        }

        return response;
    }

    public MockedAnswer? Find(int invocation)
    {
        foreach (var (from, to, answer) in _entries)
        {
            if (invocation >= from && invocation <= to)
            {
                return answer;
            }
        }

        return null;
    }

    private void Add(string at, string key, JsonValue value)
    {
        if (Range(key) is not (var from, var to))
        {
            _problems.Add($"{at}: '{key}' is neither an invocation number such as \"0\" nor a range such as \"1-3\".");
        }
        else if (_entries.Exists(e => from <= e.To && to >= e.From))
        {
            _problems.Add($"{at}: the invocations overlap with those of another entry.");
        }
        else if (Answer(value) is { } answer)
        {
            _entries.Add((from, to, answer));
        }
        else
        {
            _problems.Add($"{at}: an entry has either 'Return' with any JSON or 'Throw' with the texts 'Error' and 'Cause'.");
        }
    }

    private static MockedAnswer? Answer(JsonValue value) => value switch
    {
        JsonObject { Count: 1 } entry when entry["Return"] is { } result => new MockedAnswer.Return(result),
        JsonObject { Count: 1 } entry when entry["Throw"] is JsonObject thrown
            && thrown["Error"] is JsonString error && (thrown["Cause"] ?? JsonString.Empty) is JsonString cause =>
            new MockedAnswer.Throw(new(error.Value, cause.Value)),
        _ => null,
    };

    private static (int From, int To)? Range(string key) => key.Split('-') switch
    {
        [var single] when Number(single) is { } at => (at, at),
        [var first, var last] when Number(first) is { } from && Number(last) is { } to && from <= to => (from, to),
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
