using Microsoft.Extensions.Logging;
using StepFlow.Hosting.Embedded;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.LocalStack;

/// <summary>Takes the tasks of activities that stand for functions, calls the functions, and gives their answers back.</summary>
internal sealed class ActivityWorkers : IAsyncDisposable
{
    private const string WorkerName = "stepflow";
    private const int LongestCause = 32768;
    private const int LongestError = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _pollers = [];
    private readonly StepFunctionsClient _client;
    private readonly ITaskIntegrations _functions;
    private readonly string _region;
    private readonly string _account;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="client">The service whose activities are polled.</param>
    /// <param name="functions">Calls Lambda and gives its answers the shape that Step Functions gives them.</param>
    /// <param name="region">Region of the activities and functions.</param>
    /// <param name="account">Account of the activities and functions.</param>
    /// <param name="time">Clock for the pause after a failed poll.</param>
    /// <param name="logger">Told of polls that fail.</param>
    public ActivityWorkers(StepFunctionsClient client, ITaskIntegrations functions, string region, string account, TimeProvider time, ILogger logger)
    {
        (_client, _functions, _region, _account, _time, _logger) = (client, functions, region, account, time, logger);
    }

    /// <summary>Creates the activity where it is not there yet, and answers its tasks from now on.</summary>
    public async Task AddAsync(LambdaActivity activity, CancellationToken cancellation)
    {
        var created = await _client.CallAsync("CreateActivity", new JsonObjectBuilder().Set("name", activity.Name).Build(), cancellation);
        if (created.Error is not null)
        {
            throw new StartException($"The activity '{activity.Name}' that stands for {activity.Resource.Arn} cannot be created: {created.Error}: {created.Message}");
        }

        _pollers.Add(PollAsync(activity));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_pollers);
        _stopping.Dispose();
    }

    private async Task PollAsync(LambdaActivity activity)
    {
        var request = new JsonObjectBuilder().Set("activityArn", activity.ArnIn(_region, _account)).Set("workerName", WorkerName).Build();
        var isAway = false; // said once, however long it lasts
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var answer = await _client.CallAsync("GetActivityTask", request, _stopping.Token);
                if (answer.Error is not null)
                {
                    isAway = SayAway(activity, isAway, $"{answer.Error}: {answer.Message}");
                    await Task.Delay(Pause, _time, _stopping.Token);
                    continue;
                }

                if (isAway)
                {
                    isAway = false;
                    _logger.ActivityPolledAgain(activity.Name);
                }

                if (StepFunctionsClient.Text(answer.Body, "taskToken") is { Length: > 0 } token)
                {
                    // The next task does not wait for this one: a Map sends many at a time.
                    _ = AnswerAsync(activity, token, StepFunctionsClient.Text(answer.Body, "input") ?? "{}");
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonSyntaxException)
            {
                isAway = SayAway(activity, isAway, e.Message);
                await Task.Delay(Pause, _time, _stopping.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    private bool SayAway(LambdaActivity activity, bool isSaid, string problem)
    {
        if (!isSaid)
        {
            _logger.ActivityPollFailed(activity.Name, problem);
        }

        return true;
    }

    private async Task AnswerAsync(LambdaActivity activity, string token, string input)
    {
        try
        {
            var outcome = await CallAsync(activity, TaskTokenPlaceholder.Fill(JsonValue.Parse(input), token));
            if (Report(activity, token, outcome) is not var (operation, request))
            {
                return;
            }

            var answer = await _client.CallAsync(operation, request, _stopping.Token);
            if (answer.Error is not null)
            {
                // Mostly TaskTimedOut: the state has given up waiting.
                _logger.ActivityAnswerRefused(activity.Name, operation, $"{answer.Error}: {answer.Message}");
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The task stays open at the service: a timeout of the state or its next start decides about it.
        }
        catch (Exception e)
        {
            _logger.ActivityAnswerRefused(activity.Name, "answer", e.Message);
        }
    }

    private async Task<TaskOutcome> CallAsync(LambdaActivity activity, JsonValue input)
    {
        var call = new TaskCall(activity.Resource, input, _region, _account, ExecutionArn: "", StateName: activity.Name);
        return _functions.Check(call, "Parameters") is { } refusal ? new TaskOutcome.Failed(refusal) : await _functions.CallAsync(call, _stopping.Token);
    }

    private static (string Operation, JsonObject Request)? Report(LambdaActivity activity, string token, TaskOutcome outcome) => outcome switch
    {
        TaskOutcome.Succeeded when activity.WaitsForTaskToken => null, // whoever holds the token will say it
        TaskOutcome.Succeeded success => ("SendTaskSuccess", JsonObject.Of(("taskToken", token), ("output", success.Output.ToString()))),
        TaskOutcome.Failed failure => ("SendTaskFailure", Failure(token, failure.Error)),
        _ => null,
    };

    private static JsonObject Failure(string token, StatesError error) => new JsonObjectBuilder()
        .Set("taskToken", token)
        .SetIf("error", Cut(error.Name, LongestError))
        .SetIf("cause", Cut(error.Cause, LongestCause))
        .Build();

    private static JsonValue? Cut(string? text, int longest) => text is null ? null : (JsonValue)(text.Length > longest ? text[..longest] : text);
}
