using StepFlow.Functions.Core;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>An event as the Runtime API gave it.</summary>
public sealed class InvocationRequest : IDisposable
{
    public required Stream InputStream { get; init; }

    public required ILambdaContext LambdaContext { get; init; }

    public void Dispose() => InputStream.Dispose();
}

/// <summary>What a handler made of it.</summary>
public sealed class InvocationResponse(Stream outputStream, bool disposeOutputStream = true)
{
    public Stream OutputStream { get; } = outputStream;

    public bool DisposeOutputStream { get; } = disposeOutputStream;
}

public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

/// <summary>Runs once before the first event; false ends the process without taking any.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();
