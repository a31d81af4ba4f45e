namespace StepFlow.Aws.Validation;

/// <summary>Collects what is wrong with a request, in AWS's words.</summary>
public sealed class Violations
{
    private List<string>? _found;

    /// <summary>Throws one ValidationException for all that was found.</summary>
    public void Throw()
    {
        if (_found is not null)
        {
            throw new AwsException(
                "ValidationException",
                $"{_found.Count} validation error{(_found.Count is 1 ? "" : "s")} detected: {string.Join("; ", _found)}");
        }
    }

    internal void Add(string path, string? value, string constraint) =>
        (_found ??= []).Add($"Value {(value is null ? "" : $"'{value}' ")}at '{path}' failed to satisfy constraint: Member must {constraint}");

    internal void AddNull(string path) =>
        (_found ??= []).Add($"Value null at '{path}' failed to satisfy constraint: Member must not be null");
}
