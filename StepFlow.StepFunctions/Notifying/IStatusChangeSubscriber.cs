using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Notifying;

/// <summary>Takes the status changes of Standard executions, in the form of EventBridge events. Register any number as services.</summary>
public interface IStatusChangeSubscriber
{
    /// <summary>For the log.</summary>
    string Name { get; }

    /// <summary>Takes one event, in order; the next one waits until it is done. What is thrown is logged, and the event is lost.</summary>
    Task TakeAsync(JsonObject statusChange, CancellationToken cancellation);
}
