namespace StepFlow.Aws.Protocol;

/// <summary>One AWS JSON service as the endpoint sees it.</summary>
/// <param name="ErrorNamespace">What stands before the <c>#</c> in <c>__type</c>.</param>
/// <param name="Region">For callers whose credential scope names none.</param>
/// <param name="Account">For callers whose access key names none.</param>
public sealed record AwsJsonService(OperationTable Operations, string ErrorNamespace, string Region, string Account, IdSource Ids);
