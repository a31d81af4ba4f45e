using StepFlow.Aws;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Running;

/// <summary>Executions started by Tasks (<c>states:startExecution</c>): in process, with the ways of the API.</summary>
public sealed class NestedExecutions(IExecutionTargets targets, IdSource ids)
{
    private IExecutions? _executions;

    /// <summary>Completes the circle: the service runs nested executions with itself.</summary>
    internal void Attach(IExecutions executions) => _executions = executions;

    internal async Task<TaskOutcome> StartAsync(ExecutionRunner parent, WorkScheduled scheduled)
    {
        var request = NestedExecution.RequestOf(scheduled.Arguments);
        try
        {
            var start = targets.Resolve(
                request.StateMachineArn, request.Name ?? NameOf(parent, scheduled), JsonValue.Parse(request.Input), request.Input,
                request.TraceHeader);
            var nested = start with
            {
                Trace = request.TraceHeader ?? parent.TraceHeaderOf(scheduled.Work),
                StartedBy = parent.Execution.Identity.ExecutionArn,
                Ahead = parent.Execution.Skipped,
            };
            var started = await _executions!.StartAsync(nested, CancellationToken.None);
            var answer = NestedExecution.Started(started.ExecutionArn, started.StartDate, parent.Context.Now, ids.NewId());
            return TaskOutcome.Of(answer);
        }
        catch (AwsException e)
        {
            return NestedExecution.Refused(e.Status, e.Code, e.Message, ids.NewId());
        }
        catch (JsonSyntaxException e)
        {
            return NestedExecution.Refused(400, "InvalidExecutionInput", $"Invalid State Machine Execution Input: '{e.Message}'", ids.NewId());
        }
    }

    /// <summary>Waits for the execution that a submitted call started and hands its end over.</summary>
    internal void Follow(ExecutionRunner parent, int work, JsonValue submitted, IntegrationPattern pattern)
    {
        if ((submitted as JsonObject)?["ExecutionArn"] is JsonString arn && pattern is IntegrationPattern.Sync or IntegrationPattern.Sync2)
        {
            _ = FollowAsync(parent, work, arn.Value, pattern);
        }
    }

    private static string Status(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.TimedOut => "TIMED_OUT",
        ExecutionStatus.Aborted => "ABORTED",
        _ => "FAILED",
    };

    // The same call makes the same name, so a call repeated after a crash finds the execution it had started.
    private static string NameOf(ExecutionRunner parent, WorkScheduled scheduled)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes($"{parent.Execution.Identity.ExecutionArn}/{scheduled.Work}"));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }

    private async Task FollowAsync(ExecutionRunner parent, int work, string executionArn, IntegrationPattern pattern)
    {
        var row = await ((ExecutionService)_executions!).WaitAsync(executionArn);
        if (row is null)
        {
            parent.Post(new Arrival.Finished(work, TaskOutcome.Fail(StatesError.TaskFailed, $"Execution {executionArn} is gone.")));
            return;
        }

        StatesError? error = row.Error is null && row.Cause is null ? null : new(row.Error, row.Cause);
        var ended = new NestedExecution.Ended(
            row.ExecutionArn, row.StateMachineArn, row.Name, Status(row.Status), row.StartDate, row.StopDate!.Value,
            row.Input ?? "{}", row.Output, error, row.StateMachineVersionArn, row.StateMachineAliasArn, row.TraceHeader);
        parent.Post(new Arrival.Finished(work, NestedExecution.OutcomeOf(ended, pattern), row.StopDate));
    }
}
