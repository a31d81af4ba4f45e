using StepFlow.Functions.Core;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>Makes a bootstrap out of a handler of any usual form. Names as in Amazon.Lambda.RuntimeSupport.</summary>
public sealed class LambdaBootstrapBuilder
{
    private readonly LambdaBootstrapHandler _handler;
    private LambdaBootstrapInitializer? _initializer;
    private Action? _beforeFreeze;
    private HttpClient? _http;
    private TimeProvider _time = TimeProvider.System;
    private string? _runtimeApi;

    private LambdaBootstrapBuilder(LambdaBootstrapHandler handler) => _handler = handler;

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(TypedHandler.Of(handler, serializer));

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Create<TInput, TOutput>((input, _) => handler(input), serializer);

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Create<TInput, TOutput>((input, context) => Task.FromResult(handler(input, context)), serializer);

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, TOutput> handler, ILambdaSerializer serializer) =>
        Create<TInput, TOutput>((input, _) => Task.FromResult(handler(input)), serializer);

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        new(TypedHandler.OfAction(handler, serializer));

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        Create<TInput>((input, _) => handler(input), serializer);

    public static LambdaBootstrapBuilder Create<TInput>(Action<TInput, ILambdaContext> handler, ILambdaSerializer serializer) =>
        Create<TInput>(
            (input, context) =>
            {
                handler(input, context);
                return Task.CompletedTask;
            },
            serializer);

    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) => new(TypedHandler.OfStreams(handler));

    public static LambdaBootstrapBuilder Create(Func<Stream, Task<Stream>> handler) => Create((input, _) => handler(input));

    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        _initializer = lambdaBootstrapInitializer;
        return this;
    }

    public LambdaBootstrapBuilder UseHttpClient(HttpClient httpClient)
    {
        _http = httpClient;
        return this;
    }

    /// <summary>
    /// Called when an event has been answered, before AWS may freeze the process: the time to send telemetry. A StepFlow host
    /// freezes nothing, so there it is not called. Not in Amazon.Lambda.RuntimeSupport.
    /// </summary>
    public LambdaBootstrapBuilder UseBeforeFreeze(Action beforeFreeze)
    {
        _beforeFreeze = beforeFreeze;
        return this;
    }

    public LambdaBootstrap Build() => new(_handler, _initializer, _beforeFreeze, _http, _runtimeApi, _time);

    /// <summary>Host and port of the Runtime API in place of AWS_LAMBDA_RUNTIME_API.</summary>
    internal LambdaBootstrapBuilder UseRuntimeApi(string address)
    {
        _runtimeApi = address;
        return this;
    }

    internal LambdaBootstrapBuilder UseTime(TimeProvider time)
    {
        _time = time;
        return this;
    }
}
