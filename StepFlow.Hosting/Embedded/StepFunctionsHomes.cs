namespace StepFlow.Hosting.Embedded;

/// <summary>Who runs the state machines: <c>StepFlow:StepFunctions</c>.</summary>
internal enum StepFunctionsHomes
{
    /// <summary>StepFlow's own service.</summary>
    StepFlow,

    /// <summary>A LocalStack container; StepFlow answers the Lambda Tasks of its workflows.</summary>
    LocalStack,

    /// <summary>State machines and functions that are deployed in an AWS account already.</summary>
    Aws,
}
