namespace StepFlow.Worker;

/// <summary>Computes, or goes wrong in the way it is asked to.</summary>
public sealed class WorkHandler(TimeProvider time)
{
    public async Task<WorkResponse> HandleAsync(WorkRequest request, ILambdaContext context)
    {
        if (request.StallSeconds > 0)
        {
            context.Logger.LogInformation($"Stalling for {request.StallSeconds} s, {context.RemainingTime.TotalSeconds:F1} s are left");
            await Task.Delay(TimeSpan.FromSeconds(request.StallSeconds), time);
        }

        if (request.Exit is { } code)
        {
            context.Logger.LogInformation($"Ending the process with exit code {code}");
            Environment.Exit(code);
        }

        if (request.Throw)
        {
            throw new InvalidOperationException(request.Cause ?? "The worker was asked to throw.");
        }

        if (request.Fail is { } error && request.RetryCount < (request.FailTimes ?? int.MaxValue))
        {
            context.Logger.LogWarning($"Failing attempt {request.RetryCount + 1} with {error}");
            throw WorkErrors.Create(error, request.Cause ?? $"Attempt {request.RetryCount + 1} failed as asked.");
        }

        if (request.TaskToken is not null)
        {
            context.Logger.LogInformation("Took note of a task token; the state goes on when somebody sends its success");
        }

        return Compute(request);
    }

    private static WorkResponse Compute(WorkRequest request)
    {
        var value = request.InputValue ?? throw new InvalidWorkError("'input_value' is missing: the worker computes from a number.");
        var operation = request.Operation ?? "double";
        return new()
        {
            InputValue = value,
            Operation = operation,
            Attempt = request.RetryCount + 1,
            Result = operation switch
            {
                "double" => value * 2,
                "square" => value * value,
                "increment" => value + 1,
                "negate" => -value,
                _ => throw new InvalidWorkError($"'operation' may be double, square, increment or negate, not '{operation}'."),
            },
        };
    }
}
