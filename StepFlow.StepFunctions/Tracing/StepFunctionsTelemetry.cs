using System.Diagnostics;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>The names under which the service reports: spans, metrics, and the attributes on both.</summary>
public static class StepFunctionsTelemetry
{
    public const string SourceName = "StepFlow.StepFunctions";

    internal static readonly ActivitySource Source = new(SourceName);

    /// <summary>Attribute names: AWS's and OpenTelemetry's own where they have one, else <c>stepflow.…</c>.</summary>
    internal static class Tags
    {
        public const string StateMachineArn = "aws.step_functions.state_machine.arn";
        public const string ActivityArn = "aws.step_functions.activity.arn";
        public const string ErrorType = "error.type";
        public const string RpcSystem = "rpc.system";
        public const string RpcService = "rpc.service";
        public const string RpcMethod = "rpc.method";
        public const string InvokedName = "faas.invoked_name";
        public const string InvokedProvider = "faas.invoked_provider";

        public const string ExecutionArn = "stepflow.execution.arn";
        public const string ExecutionName = "stepflow.execution.name";
        public const string ExecutionType = "stepflow.execution.type";
        public const string ExecutionStatus = "stepflow.execution.status";
        public const string RedriveCount = "stepflow.execution.redrive_count";
        public const string SpansLeftOut = "stepflow.execution.spans_left_out";
        public const string Unseen = "stepflow.executions_not_traced";
        public const string Cause = "stepflow.cause";

        public const string StateName = "stepflow.state.name";
        public const string StateType = "stepflow.state.type";
        public const string EnteredEventId = "stepflow.state.entered_event_id";
        public const string RetryCount = "stepflow.state.retry_count";
        public const string InputSize = "stepflow.state.input_size";
        public const string OutputSize = "stepflow.state.output_size";
        public const string WaitUntil = "stepflow.state.wait_until";
        public const string Aborted = "stepflow.aborted";

        public const string Resource = "stepflow.task.resource";
        public const string Attempt = "stepflow.task.attempt";
        public const string Worker = "stepflow.task.worker";
        public const string BranchIndex = "stepflow.branch.index";
        public const string MapIndex = "stepflow.map.index";
        public const string MapIterations = "stepflow.map.iterations";
        public const string MapIterationsTraced = "stepflow.map.iterations_traced";
        public const string MapSampling = "stepflow.map.sampling";
        public const string MapRunArn = "stepflow.map_run.arn";
    }
}
