using System.Diagnostics;
using Amazon.Runtime;
using StepFlow.Functions.StepFunctions.Model;

namespace StepFlow.Functions.StepFunctions.Pipeline;

/// <summary>The span of a call to Step Functions; the execution it starts has it as parent.</summary>
internal static class StepFunctionsSpans
{
    public static Activity? Start(AmazonStepFunctionsRequest request) =>
        FunctionSpans.Source.StartActivity($"SFN.{request.Operation}", ActivityKind.Client)
            ?.SetTag("rpc.system", "aws-api")
            .SetTag("rpc.service", StepFunctionsMetadata.Id)
            .SetTag("rpc.method", request.Operation)
            .SetTag("aws.step_functions.state_machine.arn", request.StateMachine);

    public static void Fail(Activity? activity, AmazonServiceException error) =>
        activity?.SetStatus(ActivityStatusCode.Error, error.Message).SetTag("error.type", error.ErrorCode).SetTag("aws.request_id", error.RequestId);
}
