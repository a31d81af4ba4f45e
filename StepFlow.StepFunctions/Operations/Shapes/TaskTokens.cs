using System.Diagnostics;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>What the holder of a task token is told when the token is of no use any more.</summary>
internal static class TaskTokens
{
    public static void EnsureAccepted(TaskTokenAnswer answer)
    {
        if (answer is not TaskTokenAnswer.Accepted)
        {
            throw answer switch
            {
                TaskTokenAnswer.Invalid => Refusals.InvalidToken(),
                TaskTokenAnswer.TimedOut => Refusals.TaskTimedOut(),
                TaskTokenAnswer.Unknown => Refusals.TaskDoesNotExist(),
                _ => new UnreachableException($"Unknown answer {answer}"),
            };
        }
    }
}
