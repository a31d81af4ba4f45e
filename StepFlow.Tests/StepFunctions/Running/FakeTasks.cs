using System.Threading.Channels;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Running;

/// <summary>Calls wait here until the test answers them.</summary>
internal sealed class FakeTasks : ITaskIntegrations
{
    private readonly Channel<FakeTask> _calls = Channel.CreateUnbounded<FakeTask>();

    /// <summary>Answers at once instead, where it is set.</summary>
    public Func<TaskCall, TaskOutcome>? Answer { get; set; }

    public int WaitingCount => _calls.Reader.Count;

    public bool IsSupported(TaskResource resource, out string why)
    {
        why = "";
        return true;
    }

    public StatesError? Check(TaskCall call, string field) => null;

    public async Task<TaskOutcome> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        if (Answer is { } answer)
        {
            await Task.Yield();
            return answer(call);
        }

        var task = new FakeTask(call);
        await _calls.Writer.WriteAsync(task, cancellation);
        return await task.Outcome.Task.WaitAsync(cancellation);
    }

    /// <summary>The next call that was made.</summary>
    public async Task<FakeTask> NextAsync() =>
        await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}

internal sealed record FakeTask(TaskCall Call)
{
    public TaskCompletionSource<TaskOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Succeed(string output) => Outcome.SetResult(TaskOutcome.Of(JsonValue.Parse(output)));

    public void Fail(string error, string cause = "because") => Outcome.SetResult(TaskOutcome.Fail(error, cause));
}
