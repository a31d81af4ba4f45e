using StepFlow.ConsoleUI.Graph;

namespace StepFlow.ConsoleUI.Executions.Following;

/// <summary>How the visits of one state stand: in each branch and iteration the latest counts.</summary>
public sealed class StateTally
{
    // What deserves attention first: one iteration that runs or has failed shows among a hundred that succeeded.
    private static readonly StateStatus[] Order =
        [StateStatus.Running, StateStatus.Waiting, StateStatus.Failed, StateStatus.Caught, StateStatus.Aborted, StateStatus.Succeeded];

    private readonly int[] _counts = new int[Enum.GetValues<StateStatus>().Length];

    internal StateTally(string state) => State = state;

    public string State { get; }

    /// <summary>All visits, repeated ones of a loop too.</summary>
    public int Visits { get; internal set; }

    public StateVisit? Last { get; internal set; }

    public StateStatus Status
    {
        get
        {
            foreach (var status in Order)
            {
                if (_counts[(int)status] > 0)
                {
                    return status;
                }
            }

            return StateStatus.NotEntered;
        }
    }

    public int this[StateStatus status] => _counts[(int)status];

    internal void Count(StateVisit visit, StateStatus? status)
    {
        if (visit.CountedAs is { } before)
        {
            _counts[(int)before]--;
        }

        if (status is { } now)
        {
            _counts[(int)now]++;
        }

        visit.CountedAs = status;
    }
}
