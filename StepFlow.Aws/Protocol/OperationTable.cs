using System.Buffers;
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

    /// <summary>Calls an operation in this process: its request is read and checked, and refused, as one from the wire.</summary>
    /// <param name="name">The operation without the prefix, such as <c>StartExecution</c>.</param>
    /// <param name="request">The JSON object in UTF-8.</param>
    /// <returns>The JSON object of the answer.</returns>
    /// <exception cref="AwsException">The refusal, with AWS's code and text.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> InvokeAsync(
        string name, ReadOnlyMemory<byte> request, AwsCall call, CancellationToken cancellation)
    {
        if (!TryFind($"{targetPrefix}.{name}", out var operation))
        {
            throw new AwsException("UnknownOperationException", message: null);
        }

        var output = new ArrayBufferWriter<byte>();
        await operation.InvokeAsync(new ReadOnlySequence<byte>(request), call, output, cancellation);
        return output.WrittenMemory;
    }

    internal bool TryFind(string target, [NotNullWhen(true)] out Operation? operation) => _operations.TryGetValue(target, out operation);
}
