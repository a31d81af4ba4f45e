namespace StepFlow.Functions.Serialization.SystemTextJson;

/// <summary>An event or an answer that could not be converted; its name is the error type the caller sees.</summary>
public sealed class JsonSerializerException(string message, Exception exception) : Exception(message, exception);
