using StepFlow.Language.Errors;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>A refusal of a service as it came over the wire.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The service's error code, without namespace: <c>ResourceNotFoundException</c>, <c>NoSuchKey</c>.</param>
/// <param name="Message">The service's text.</param>
/// <param name="RequestId">Request id.</param>
/// <param name="ExtendedRequestId">S3's second id, or null.</param>
/// <param name="LegacyCode">The code older SDKs show where the service still sends it (SQS), or null.</param>
public sealed record ServiceError(int Status, string Code, string Message, string RequestId, string? ExtendedRequestId = null, string? LegacyCode = null)
{
    /// <summary>
    /// As an optimized integration shows it: error named by the first Java SDK's exception class, cause in that SDK's style.
    /// </summary>
    /// <param name="prefix"><c>DynamoDB</c>, <c>Lambda</c>, <c>SNS</c></param>
    /// <param name="service">The SDK's name of the service: <c>AmazonDynamoDBv2</c>, <c>AWSLambda</c></param>
    /// <param name="baseException">Class of an error the service's model does not list: <c>AmazonDynamoDBException</c></param>
    /// <param name="exception">The exception the model names for this code, or null.</param>
    public StatesError Optimized(string prefix, string service, string baseException, string? exception) => new(
        $"{prefix}.{(exception is null ? baseException : ExceptionClass(exception))}",
        $"{Message} (Service: {service}; Status Code: {Status}; Error Code: {LegacyCode ?? Code}; Request ID: {RequestId}; Proxy: null)");

    /// <summary>As an <c>aws-sdk:</c> integration shows it: the second Java SDK's names and style.</summary>
    /// <param name="service"><c>DynamoDb</c>, <c>S3</c>, <c>SecretsManager</c></param>
    /// <param name="exception">The exception the model names for this code, or null.</param>
    public StatesError AwsSdk(string service, string? exception)
    {
        var extended = ExtendedRequestId is null ? "" : $", Extended Request ID: {ExtendedRequestId}";
        return new(
            $"{service}.{ExceptionClass(exception ?? service)}",
            $"{Message} (Service: {service}, Status Code: {Status}, Request ID: {RequestId}{extended}) (SDK Attempt Count: 1)");
    }

    private static string ExceptionClass(string name) =>
        name.EndsWith("Exception", StringComparison.Ordinal) ? name
        : name.EndsWith("Error", StringComparison.Ordinal) ? name[..^5] + "Exception"
        : name + "Exception";
}
