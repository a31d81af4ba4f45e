using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Tests.Language.Intrinsics;

internal sealed class TestScope(JsonValue input, JsonObject? variables = null) : IPathScope
{
    public JsonValue Input { get; } = input;

    public JsonValue Context { get; } = JsonObject.Of(("Execution", JsonObject.Of(("Input", input), ("Name", "run"))));

    public JsonValue? Variable(string name) => variables?[name];
}
