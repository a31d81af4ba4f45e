using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StepFlow.Aws.Validation;

namespace StepFlow.Aws.Protocol;

/// <summary>One operation of an AWS JSON service: how its request is read and checked, who handles it, how its answer is written.</summary>
public abstract class Operation(string name, IReadOnlyList<Constraint> members)
{
    public string Name { get; } = name;

    /// <summary>The members of the request with their constraints.</summary>
    public IReadOnlyList<Constraint> Members { get; } = members;

    internal abstract ValueTask InvokeAsync(
        ReadOnlySequence<byte> body, AwsCall call, IBufferWriter<byte> output, CancellationToken cancellation);
}

internal sealed class Operation<TRequest, TResponse>(
    string name,
    Constraints<TRequest> constraints,
    JsonTypeInfo<TRequest> requestType,
    JsonTypeInfo<TResponse> responseType,
    Func<TRequest, AwsCall, CancellationToken, ValueTask<TResponse>> handle)
    : Operation(name, constraints.Members)
    where TRequest : class
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = AwsJson.Encoder, SkipValidation = true };

    internal override async ValueTask InvokeAsync(
        ReadOnlySequence<byte> body, AwsCall call, IBufferWriter<byte> output, CancellationToken cancellation)
    {
        var request = Read(body);
        constraints.Ensure(request);
        var response = await handle(request, call, cancellation);
        Write(output, response);
    }

    private TRequest Read(ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            var request = JsonSerializer.Deserialize(ref reader, requestType);
            return request is not null && !reader.Read() ? request : throw SerializationFault.NotAnObject();
        }
        catch (JsonException e)
        {
            throw SerializationFault.Of(e, body, requestType);
        }
    }

    private void Write(IBufferWriter<byte> output, TResponse response)
    {
        using var writer = new Utf8JsonWriter(output, Writing);
        JsonSerializer.Serialize(writer, response, responseType);
    }
}
