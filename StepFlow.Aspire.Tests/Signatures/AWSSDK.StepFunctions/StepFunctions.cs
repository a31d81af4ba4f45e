// Stand-ins for AWSSDK.StepFunctions 4, which the feeds of the tests do not serve: the signatures that Trigger uses, as they stand in
// aws/aws-sdk-net (sdk/src/Services/StepFunctions/Generated; values are nullable there since version 4). They prove that our code fits the
// recorded signatures; they do nothing.
#nullable disable
namespace Amazon.StepFunctions
{
    /// <summary>Source: Generated/_netstandard/IAmazonStepFunctions.cs.</summary>
    public interface IAmazonStepFunctions : IDisposable
    {
        Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default);

        Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(GetExecutionHistoryRequest request, CancellationToken cancellationToken = default);

        Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default);

        Task<StartSyncExecutionResponse> StartSyncExecutionAsync(StartSyncExecutionRequest request, CancellationToken cancellationToken = default);
    }

    /// <summary>Source: Core/Amazon.Runtime/ClientConfig.cs (DisableHostPrefixInjection), Generated/AmazonStepFunctionsConfig.cs.</summary>
    public class AmazonStepFunctionsConfig
    {
        public bool DisableHostPrefixInjection { get; set; }
    }

    /// <summary>Source: Generated/_netstandard/AmazonStepFunctionsClient.cs.</summary>
    public class AmazonStepFunctionsClient(AmazonStepFunctionsConfig config) : IAmazonStepFunctions
    {
        public AmazonStepFunctionsConfig Config => config;

        public Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(GetExecutionHistoryRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<StartSyncExecutionResponse> StartSyncExecutionAsync(StartSyncExecutionRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public void Dispose() => GC.SuppressFinalize(this);
    }

    /// <summary>Source: Core/Amazon.Runtime/AmazonServiceException.cs (ErrorCode), Generated/AmazonStepFunctionsException.cs.</summary>
    public class AmazonStepFunctionsException(string message) : Exception(message)
    {
        public string ErrorCode { get; set; }
    }

    /// <summary>Source: Generated/ServiceEnumerations.cs; Value is ConstantClass's.</summary>
    public class ExecutionStatus(string value)
    {
        public static readonly ExecutionStatus RUNNING = new("RUNNING");
        public static readonly ExecutionStatus SUCCEEDED = new("SUCCEEDED");

        public string Value => value;
    }

    /// <summary>Source: Generated/ServiceEnumerations.cs.</summary>
    public class SyncExecutionStatus(string value)
    {
        public static readonly SyncExecutionStatus SUCCEEDED = new("SUCCEEDED");
        public static readonly SyncExecutionStatus TIMED_OUT = new("TIMED_OUT");

        public string Value => value;
    }

    /// <summary>Source: Generated/ServiceEnumerations.cs.</summary>
    public class HistoryEventType(string value)
    {
        public static readonly HistoryEventType TaskScheduled = new("TaskScheduled");

        public string Value => value;
    }
}

namespace Amazon.StepFunctions.Model
{
    public class DescribeExecutionRequest
    {
        public string ExecutionArn { get; set; }
    }

    public class DescribeExecutionResponse
    {
        public string ExecutionArn { get; set; }

        public string Name { get; set; }

        public ExecutionStatus Status { get; set; }

        public DateTime? StartDate { get; set; }

        public DateTime? StopDate { get; set; }

        public string Input { get; set; }

        public string Output { get; set; }

        public string Error { get; set; }

        public string Cause { get; set; }
    }

    public class GetExecutionHistoryRequest
    {
        public string ExecutionArn { get; set; }

        public int? MaxResults { get; set; }

        public bool? ReverseOrder { get; set; }
    }

    public class GetExecutionHistoryResponse
    {
        public List<HistoryEvent> Events { get; set; }
    }

    public class HistoryEvent
    {
        public HistoryEventType Type { get; set; }

        public TaskScheduledEventDetails TaskScheduledEventDetails { get; set; }
    }

    public class TaskScheduledEventDetails
    {
        public string Parameters { get; set; }

        public string Resource { get; set; }
    }

    public class StartExecutionRequest
    {
        public string StateMachineArn { get; set; }

        public string Name { get; set; }

        public string Input { get; set; }
    }

    public class StartExecutionResponse
    {
        public string ExecutionArn { get; set; }

        public DateTime? StartDate { get; set; }
    }

    public class StartSyncExecutionRequest
    {
        public string StateMachineArn { get; set; }

        public string Name { get; set; }

        public string Input { get; set; }
    }

    public class StartSyncExecutionResponse
    {
        public SyncExecutionStatus Status { get; set; }

        public string Output { get; set; }

        public string Error { get; set; }

        public string Cause { get; set; }
    }

    public class ExecutionDoesNotExistException(string message) : AmazonStepFunctionsException(message);

    public class InvalidArnException(string message) : AmazonStepFunctionsException(message);
}
