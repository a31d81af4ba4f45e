using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Executing;

/// <summary>Moves an execution's clock on. What the move makes due is fired in the same turn, so one record holds both.</summary>
internal static class ClockMoves
{
    /// <summary>Moves to the next timer, and no further than <paramref name="to"/> where there is none before.</summary>
    public static void Skip(Turn turn, DateTimeOffset to) =>
        Move(turn, turn.Execution.NextDue() is { } due && due < to ? due : to);

    /// <summary>What comes from an execution whose clock is ahead is not taken before its time.</summary>
    /// <param name="at">When it happened, by the other's clock; null where it happened in real time.</param>
    public static void CatchUp(Turn turn, DateTimeOffset? at)
    {
        if (at > turn.Now)
        {
            Move(turn, at.Value);
        }
    }

    private static void Move(Turn turn, DateTimeOffset to)
    {
        if (to > turn.Now)
        {
            turn.Emit(new TimeSkipped(to - turn.Now), turn.Execution.Root);
            turn.MoveTo(to);
        }

        DueTimers.Fire(turn);
    }
}
