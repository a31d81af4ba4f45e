using System.Text;
using System.Text.Json;
using StepFlow.Cli.Launching;
using StepFlow.Functions.Core;
using Xunit;

namespace StepFlow.Tests.Cli.Launching;

public sealed class HandlerMethodTests
{
    [Theory]
    [InlineData(nameof(Handlers.Value), "2", "4")]
    [InlineData(nameof(Handlers.Later), "2", "\"2 for doubler\"")]
    [InlineData(nameof(Handlers.Nothing), "2", "null")]
    [InlineData(nameof(Handlers.NothingLater), "2", "null")]
    [InlineData(nameof(Handlers.Bytes), "[1,2]", "[1,2]")]
    [InlineData(nameof(Handlers.Fixed), "2", "7")]
    [InlineData(nameof(Handlers.Own), "2", "\"doubler\"")]
    [InlineData("Static", "2", "3")]
    public async Task Handlers_of_every_form_are_called(string method, string input, string expected) => Assert.Equal(expected, await CallAsync(method, input));

    [Fact]
    public async Task What_a_handler_throws_is_what_the_caller_sees() =>
        Assert.Equal("as asked", (await Assert.ThrowsAsync<InvalidOperationException>(() => CallAsync(nameof(Handlers.Throws), "1"))).Message);

    [Theory]
    [InlineData("Missing", "has no method 'Missing'")]
    [InlineData(nameof(Handlers.Twice), "has several methods 'Twice'")]
    [InlineData(nameof(Handlers.Two), "takes 2 values; a handler takes one")]
    [InlineData(nameof(Handlers.Unserialized), "needs a serializer, as on AWS")]
    public void What_cannot_be_called_is_said_in_a_sentence(string method, string problem) =>
        Assert.Contains(problem, Assert.Throws<HandlerException>(() => Find(method)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Assembly")]
    [InlineData("Assembly::Type")]
    [InlineData("Assembly::Type::")]
    public void A_handler_has_three_parts(string handler) => Assert.Throws<HandlerException>(() => HandlerName.Parse(handler));

    private static HandlerMethod Find(string method) => HandlerMethod.Find(typeof(Handlers).Assembly, new("StepFlow.Tests", typeof(Handlers).FullName!, method));

    private static async Task<string> CallAsync(string method, string input)
    {
        await using var output = await Find(method).CallAsync(new MemoryStream(Encoding.UTF8.GetBytes(input)), new Context());
        using var reader = new StreamReader(output);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void What_a_constructor_throws_is_the_error_of_the_init()
    {
        var handler = HandlerName.Parse($"any::{typeof(WithoutDatabase).FullName}::Handle");

        Assert.Equal("no database here", Assert.Throws<InvalidOperationException>(() => HandlerMethod.Find(typeof(WithoutDatabase).Assembly, handler)).Message);
    }

    private sealed class WithoutDatabase
    {
        public WithoutDatabase() => throw new InvalidOperationException("no database here");

        public Stream Handle(Stream input) => input;
    }

    private sealed class Context : ILambdaContext
    {
        public string AwsRequestId => "id";

        public IClientContext? ClientContext => null;

        public string FunctionName => "doubler";

        public string FunctionVersion => "1";

        public ICognitoIdentity? Identity => null;

        public string InvokedFunctionArn => "arn";

        public ILambdaLogger Logger { get; } = new SilentLogger();

        public string? LogGroupName => null;

        public string? LogStreamName => null;

        public int MemoryLimitInMB => 128;

        public TimeSpan RemainingTime => TimeSpan.FromSeconds(1);
    }

    private sealed class SilentLogger : ILambdaLogger
    {
        public void Log(string message)
        {
        }

        public void LogLine(string message)
        {
        }
    }

    private sealed class Json : ILambdaSerializer
    {
        public T? Deserialize<T>(Stream requestStream) => JsonSerializer.Deserialize<T>(requestStream);

        public void Serialize<T>(T response, Stream responseStream) => JsonSerializer.Serialize(responseStream, response);
    }

    private sealed class Handlers
    {
        [LambdaSerializer(typeof(Json))]
        public static int Static(int value) => value + 1;

        [LambdaSerializer(typeof(Json))]
        public int Value(int value) => value * 2;

        [LambdaSerializer(typeof(Json))]
        public async Task<string> Later(int value, ILambdaContext context)
        {
            await Task.Yield();
            return $"{value} for {context.FunctionName}";
        }

        [LambdaSerializer(typeof(Json))]
        public void Nothing(int value)
        {
        }

        [LambdaSerializer(typeof(Json))]
        public Task NothingLater(int value) => Task.CompletedTask;

        public Stream Bytes(Stream input) => input;

        [LambdaSerializer(typeof(Json))]
        public int Fixed() => 7;

        [LambdaSerializer(typeof(Json))]
        public string Own(Theirs.ILambdaContext context)
        {
            context.Logger.LogInformation("from a library with interfaces of its own");
            context.Logger.Log(Theirs.LogLevel.Warning, "with its own levels");
            Assert.Null(context.SomethingNew);
            return context.FunctionName;
        }

        [LambdaSerializer(typeof(Json))]
        public int Throws(int value) => throw new InvalidOperationException("as asked");

        public int Twice() => 1;

        public int Twice(int value) => value;

        [LambdaSerializer(typeof(Json))]
        public int Two(int a, int b) => a + b;

        public int Unserialized(int value) => value;
    }
}
