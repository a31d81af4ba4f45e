namespace Aspire.Hosting.ApplicationModel;

/// <summary>How the executions of a state machine are kept.</summary>
public enum StateMachineType
{
    /// <summary>Durable, with a history.</summary>
    Standard,

    /// <summary>In memory, fast, and answered synchronously where wanted.</summary>
    Express,
}
