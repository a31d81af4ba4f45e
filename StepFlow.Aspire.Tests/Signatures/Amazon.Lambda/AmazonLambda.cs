// Stand-ins for Amazon.Lambda.Core, .RuntimeSupport, .Serialization.SystemTextJson and .APIGatewayEvents, which the feeds of the tests do
// not serve: the signatures that Trigger and Worker use, as they stand in aws/aws-lambda-dotnet (Libraries/src/<package>, commit 83149216).
// They prove that our code fits the recorded signatures; they do nothing.
#nullable disable
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Core
{
    /// <summary>Source: Amazon.Lambda.Core/ILambdaContext.cs.</summary>
    public interface ILambdaContext
    {
        string AwsRequestId { get; }

        string FunctionName { get; }

        ILambdaLogger Logger { get; }

        TimeSpan RemainingTime { get; }
    }

    /// <summary>Source: Amazon.Lambda.Core/ILambdaLogger.cs, the members for .NET 8 and later.</summary>
    public interface ILambdaLogger
    {
        void LogInformation(string message);

        void LogWarning(string message);

        void LogError(Exception exception, string message, params object[] args);
    }

    /// <summary>Source: Amazon.Lambda.Core/ILambdaSerializer.cs.</summary>
    public interface ILambdaSerializer
    {
        T Deserialize<T>(Stream requestStream);

        void Serialize<T>(T response, Stream responseStream);
    }

    /// <summary>Source: Amazon.Lambda.Core/LambdaTraceProvider.cs.</summary>
    public class LambdaTraceProvider
    {
        public static string CurrentTraceId => throw new NotSupportedException();
    }
}

namespace Amazon.Lambda.RuntimeSupport
{
    using Amazon.Lambda.Core;

    /// <summary>Source: Amazon.Lambda.RuntimeSupport/Bootstrap/LambdaBootstrapBuilder.cs.</summary>
    public class LambdaBootstrapBuilder
    {
        public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
            throw new NotSupportedException();

        public LambdaBootstrap Build() => throw new NotSupportedException();
    }

    /// <summary>Source: Amazon.Lambda.RuntimeSupport/Bootstrap/LambdaBootstrap.cs.</summary>
    public class LambdaBootstrap : IDisposable
    {
        public Task RunAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public void Dispose() => GC.SuppressFinalize(this);
    }
}

namespace Amazon.Lambda.Serialization.SystemTextJson
{
    using Amazon.Lambda.Core;

    /// <summary>Source: Amazon.Lambda.Serialization.SystemTextJson/SourceGeneratorLambdaJsonSerializer.cs.</summary>
    public class SourceGeneratorLambdaJsonSerializer<TSGContext> : ILambdaSerializer
        where TSGContext : JsonSerializerContext
    {
        public T Deserialize<T>(Stream requestStream) => throw new NotSupportedException();

        public void Serialize<T>(T response, Stream responseStream) => throw new NotSupportedException();
    }
}

namespace Amazon.Lambda.APIGatewayEvents
{
    /// <summary>Source: Amazon.Lambda.APIGatewayEvents/APIGatewayProxyRequest.cs.</summary>
    public class APIGatewayProxyRequest
    {
        public string Resource { get; set; }

        public string Path { get; set; }

        public string HttpMethod { get; set; }

        public IDictionary<string, string> Headers { get; set; }

        public IDictionary<string, string> QueryStringParameters { get; set; }

        public IDictionary<string, string> PathParameters { get; set; }

        public ProxyRequestContext RequestContext { get; set; }

        public string Body { get; set; }

        public bool IsBase64Encoded { get; set; }

        public class ProxyRequestContext
        {
            public string Path { get; set; }

            public string Stage { get; set; }

            public string DomainName { get; set; }
        }
    }

    /// <summary>Source: Amazon.Lambda.APIGatewayEvents/APIGatewayProxyResponse.cs.</summary>
    public class APIGatewayProxyResponse
    {
        public int StatusCode { get; set; }

        public IDictionary<string, string> Headers { get; set; }

        public string Body { get; set; }

        public bool IsBase64Encoded { get; set; }
    }
}
