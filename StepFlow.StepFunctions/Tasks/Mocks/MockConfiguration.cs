using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks.Mocks;

/// <summary>
/// The mock file of Step Functions Local (<c>SFN_MOCK_CONFIG</c>): test cases per state machine, each naming the mocked responses of its states.
/// A response is looked at when a state uses it, as Step Functions Local does; <see cref="Problems"/> tells all that is wrong beforehand.
/// </summary>
public sealed class MockConfiguration
{
    private readonly JsonObject _machines;
    private readonly JsonObject _responses;

    private MockConfiguration(JsonObject machines, JsonObject responses)
    {
        _machines = machines;
        _responses = responses;
    }

    /// <summary>Every mistake in the file, each with the place it is at.</summary>
    public IReadOnlyList<string> Problems => [.. MachineProblems(), .. _responses.SelectMany(r => MockedResponse.Read(r.Key, r.Value).Problems)];

    /// <summary>Throws <see cref="FormatException"/> where the text is no mock file at all.</summary>
    public static MockConfiguration Read(string text)
    {
        try
        {
            var root = JsonValue.Parse(text) as JsonObject ?? throw new FormatException("A mock configuration is a JSON object.");
            return new(Section(root, "StateMachines"), root.Has("MockedResponses") ? Section(root, "MockedResponses") : JsonObject.Empty);
        }
        catch (JsonSyntaxException e)
        {
            throw new FormatException($"The mock configuration is not valid JSON: {e.Message}", e);
        }
    }

    /// <summary>Splits <c>arn#TestCase</c>. A bare <c>#</c> runs unmocked.</summary>
    public static (string Arn, string? TestCase) Split(string stateMachineArn)
    {
        var mark = stateMachineArn.IndexOf('#', StringComparison.Ordinal);
        return mark < 0 ? (stateMachineArn, null)
            : mark == stateMachineArn.Length - 1 ? (stateMachineArn[..mark], null)
            : (stateMachineArn[..mark], stateMachineArn[(mark + 1)..]);
    }

    /// <summary>Names of a machine's test cases.</summary>
    public IEnumerable<string> TestCases(string stateMachine) => Cases(stateMachine)?.Names ?? [];

    /// <summary>A test case, or null where the file has none of that name for the machine.</summary>
    public MockedTestCase? TestCase(string stateMachine, string testCase) =>
        Cases(stateMachine)?[testCase] is JsonObject states ? new(stateMachine, testCase, states, _responses) : null;

    /// <summary>What a state's invocation is answered with; null where the test case does not mock the state.</summary>
    /// <param name="stateMachine">Name of the machine.</param>
    /// <param name="testCase">Name of the test case.</param>
    /// <param name="state">Name of the state.</param>
    /// <param name="invocation">How often the state has been invoked in this execution before: retries, loops and iterations all count.</param>
    public MockedAnswer? Find(string stateMachine, string testCase, string state, int invocation) =>
        TestCase(stateMachine, testCase)?.Find(state, invocation);

    private static JsonObject Section(JsonObject root, string name) =>
        root[name] as JsonObject ?? throw new FormatException($"The mock configuration has no object '{name}'.");

    private JsonObject? Cases(string stateMachine) => (_machines[stateMachine] as JsonObject)?["TestCases"] as JsonObject;

    private IEnumerable<string> MachineProblems()
    {
        foreach (var (machine, definition) in _machines)
        {
            if ((definition as JsonObject)?["TestCases"] is not JsonObject cases)
            {
                yield return $"/StateMachines/{machine}: there is no object 'TestCases'.";
                continue;
            }

            foreach (var (name, states) in cases)
            {
                var at = $"/StateMachines/{machine}/TestCases/{name}";
                if (states is not JsonObject mocked)
                {
                    yield return $"{at}: a test case is an object of state names and mocked responses.";
                    continue;
                }

                foreach (var (state, response) in mocked)
                {
                    if (response is not JsonString { Value: var responseName })
                    {
                        yield return $"{at}/{state}: the value must be the name of a mocked response.";
                    }
                    else if (!_responses.Has(responseName))
                    {
                        yield return $"{at}/{state}: there is no mocked response '{responseName}'.";
                    }
                }
            }
        }
    }
}

/// <summary>One test case: which of a machine's states are mocked, and with what.</summary>
public sealed class MockedTestCase(string stateMachine, string name, JsonObject states, JsonObject responses)
{
    public string Name => name;

    public bool Mocks(string state) => states.Has(state);

    /// <summary>The answer of an invocation; null where the state is not mocked. A mistake in the file is an answer too: States.Runtime.</summary>
    public MockedAnswer? Find(string state, int invocation)
    {
        if (states[state] is not { } reference)
        {
            return null;
        }

        if (reference is not JsonString { Value: var responseName } || responses[responseName] is not { } definition)
        {
            return Mistake($"Test case '{name}' of state machine '{stateMachine}' mocks state '{state}' with the response '{Text(reference)}', which does not exist.");
        }

        var response = MockedResponse.Read(responseName, definition);
        return response.Find(invocation) ?? Mistake(response.Problems is [var problem, ..]
            ? $"The mocked response of state '{state}' cannot be used: {problem}"
            : $"The mocked response '{responseName}' of state '{state}' has no entry for invocation {invocation}.");
    }

    private static MockedAnswer.Throw Mistake(string cause) => new(new(StatesError.Runtime, cause));

    private static string Text(JsonValue value) => value is JsonString text ? text.Value : value.ToString();
}
