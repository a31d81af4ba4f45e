namespace StepFlow.Gateway.Events;

/// <summary>What a function answered is no answer a gateway can pass on; the message says why, for the log.</summary>
public sealed class MalformedReplyException(string reason) : Exception(reason);
