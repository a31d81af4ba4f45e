using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using StepFlow.Aws.Validation;

namespace StepFlow.Aws.Protocol;

/// <summary>The operations of one AWS JSON service, by the name in <c>X-Amz-Target</c>.</summary>
public sealed class OperationTable(string targetPrefix)
{
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Operation> Operations => _operations.Values;

    public OperationTable Add<TRequest, TResponse>(
        string name,
        Constraints<TRequest> constraints,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TRequest, AwsCall, CancellationToken, ValueTask<TResponse>> handle)
        where TRequest : class
    {
        _operations.Add($"{targetPrefix}.{name}", new Operation<TRequest, TResponse>(name, constraints, request, response, handle));
        return this;
    }

    internal bool TryFind(string target, [NotNullWhen(true)] out Operation? operation) => _operations.TryGetValue(target, out operation);
}
