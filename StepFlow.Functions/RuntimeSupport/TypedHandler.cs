using StepFlow.Functions.Core;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>Turns a handler over objects into one over streams, with the function's span around the handler.</summary>
internal static class TypedHandler
{
    public static LambdaBootstrapHandler Of<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        async invocation =>
        {
            var input = serializer.Deserialize<TInput>(invocation.InputStream);
            var output = new MemoryStream();
            await FunctionSpans.RunAsync(invocation.LambdaContext, input, async () =>
            {
                var answer = await handler(input!, invocation.LambdaContext);
                serializer.Serialize(answer, output);
                return answer;
            });
            output.Position = 0;
            return new(output);
        };

    public static LambdaBootstrapHandler OfAction<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        async invocation =>
        {
            var input = serializer.Deserialize<TInput>(invocation.InputStream);
            await FunctionSpans.RunAsync<object?>(invocation.LambdaContext, input, async () =>
            {
                await handler(input!, invocation.LambdaContext);
                return null;
            });
            return new(new MemoryStream("null"u8.ToArray(), writable: false));
        };

    public static LambdaBootstrapHandler OfStreams(Func<Stream, ILambdaContext, Task<Stream>> handler) => async invocation =>
        new(await FunctionSpans.RunAsync(invocation.LambdaContext, input: null, () => handler(invocation.InputStream, invocation.LambdaContext)));
}
