namespace StepFlow.StepFunctions.Operations;

/// <summary>The API: one type for each operation of AWS's service model.</summary>
internal static class AllOperations
{
    public static readonly Type[] Types =
    [
        typeof(CreateActivity),
        typeof(CreateStateMachine),
        typeof(CreateStateMachineAlias),
        typeof(DeleteActivity),
        typeof(DeleteStateMachine),
        typeof(DeleteStateMachineAlias),
        typeof(DeleteStateMachineVersion),
        typeof(DescribeActivity),
        typeof(DescribeExecution),
        typeof(DescribeMapRun),
        typeof(DescribeStateMachine),
        typeof(DescribeStateMachineAlias),
        typeof(DescribeStateMachineForExecution),
        typeof(GetActivityTask),
        typeof(GetExecutionHistory),
        typeof(ListActivities),
        typeof(ListExecutions),
        typeof(ListMapRuns),
        typeof(ListStateMachineAliases),
        typeof(ListStateMachineVersions),
        typeof(ListStateMachines),
        typeof(ListTagsForResource),
        typeof(PublishStateMachineVersion),
        typeof(RedriveExecution),
        typeof(SendTaskFailure),
        typeof(SendTaskHeartbeat),
        typeof(SendTaskSuccess),
        typeof(StartExecution),
        typeof(StartSyncExecution),
        typeof(StopExecution),
        typeof(TagResource),
        typeof(TestState),
        typeof(UntagResource),
        typeof(UpdateMapRun),
        typeof(UpdateStateMachine),
        typeof(UpdateStateMachineAlias),
        typeof(ValidateStateMachineDefinition),
    ];
}
