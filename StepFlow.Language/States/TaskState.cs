using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>Task: asks for its resource to be called, once per attempt.</summary>
public sealed class TaskState : State
{
    private readonly DataFlow _flow;
    private readonly WholeNumberField? _timeout;
    private readonly WholeNumberField? _heartbeat;
    private readonly Template? _credentials;

    private TaskState(string name, FieldReader reader)
        : base(name, reader)
    {
        Resource = reader.Text("Resource");
        _flow = ReadFlow(reader);
        _timeout = WholeNumberField.Read(reader, "TimeoutSeconds");
        _heartbeat = WholeNumberField.Read(reader, "HeartbeatSeconds");
        _credentials = reader.Payload("Credentials");
        Retriers = Retrier.ReadAll(reader);
        Catchers = Catcher.ReadAll(reader);
    }

    public override string Type => "Task";

    public string Resource { get; }

    public override IReadOnlyList<Retrier> Retriers { get; }

    public override IReadOnlyList<Catcher> Catchers { get; }

    public static TaskState Read(string name, FieldReader reader) => new(name, reader);

    public override Step Enter(StateScope scope)
    {
        var input = _flow.EffectiveInput(scope);
        var selected = scope.With(input);
        var arguments = _flow.Arguments(scope, input);
        var timeout = (int?)_timeout?.Evaluate(selected, 1);
        var heartbeat = (int?)_heartbeat?.Evaluate(selected, 1);
        var role = (_credentials?.Evaluate(selected) as JsonObject)?["RoleArn"] as JsonString;
        return timeout is { } t && heartbeat is { } h && h >= t && (_timeout!.IsDynamic || _heartbeat!.IsDynamic)
            ? throw StatesException.Runtime($"TimeoutSeconds ({t}) must be greater than HeartbeatSeconds ({h}).")
            : new Step.CallTask(arguments, timeout, heartbeat, role?.Value);
    }

    public override Step Complete(StateScope scope, JsonValue result) => Leave(_flow.Finish(scope, result));
}
