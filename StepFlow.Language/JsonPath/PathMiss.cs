namespace StepFlow.Language.JsonPath;

/// <summary>Why a path found nothing, in the words of the library that AWS uses.</summary>
/// <param name="Message">For instance <c>No results for path: $['a']</c>.</param>
/// <param name="IndexOutOfRange">An array was there, but shorter: payload templates take that as null.</param>
public sealed record PathMiss(string Message, bool IndexOutOfRange = false);
