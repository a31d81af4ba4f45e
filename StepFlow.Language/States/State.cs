using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>One state: what its JSON says, and what it wants to happen when it runs. Immutable and shared.</summary>
public abstract class State
{
    protected State(string name, FieldReader reader)
    {
        Name = name;
        Language = reader.Language;
        Next = reader.OptionalText("Next");
    }

    public string Name { get; }

    /// <summary>The state's type as AWS writes it: <c>Task</c>, <c>Pass</c>, …</summary>
    public abstract string Type { get; }

    public QueryLanguage Language { get; }

    /// <summary>Where the state leads; null where it ends its branch.</summary>
    public string? Next { get; }

    public virtual IReadOnlyList<Retrier> Retriers => [];

    public virtual IReadOnlyList<Catcher> Catchers => [];

    /// <summary>Runs the state from its start. Throws <see cref="Errors.StatesException"/> where evaluation fails.</summary>
    public abstract Step Enter(StateScope scope);

    /// <summary>Goes on once the work asked for by <see cref="Enter"/> has succeeded.</summary>
    public virtual Step Complete(StateScope scope, JsonValue result) =>
        throw new InvalidOperationException($"A {Type} state asks for no work, so none is ever completed.");

    protected Step Leave(StateResult result) => new Step.Exit(result.Output, Next, result.Assigned);

    /// <summary>The data flow of a state that has the fields of both ends (Pass, Task, Parallel, Map).</summary>
    protected static DataFlow ReadFlow(FieldReader reader, string argumentsField = "Arguments") => reader.IsJsonata
        ? new JsonataDataFlow
        {
            ArgumentsTemplate = reader.Payload(argumentsField),
            Output = reader.Payload("Output"),
            Assign = reader.Payload("Assign"),
        }
        : new JsonPathDataFlow
        {
            InputPath = reader.PathField("InputPath"),
            Parameters = reader.Payload("Parameters"),
            ResultSelector = reader.Payload("ResultSelector"),
            ResultPath = reader.Has("ResultPath") ? reader.At("ResultPath", ResultPathField.Parse) : ResultPathField.Whole,
            Assign = reader.Payload("Assign"),
            OutputPath = reader.PathField("OutputPath"),
        };
}
