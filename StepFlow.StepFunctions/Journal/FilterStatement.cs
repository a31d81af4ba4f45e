using StepFlow.StepFunctions.Browsing;

namespace StepFlow.StepFunctions.Journal;

/// <summary>
/// The statement that lists executions of all state machines. It first picks sequence numbers, from indexes alone where it can, and reads
/// rows for those of the page only.
/// </summary>
internal static class FilterStatement
{
    // Walks the index of machines from one to the next, so that many executions of few machines cost few steps.
    private const string Machines = """
        WITH RECURSIVE machines (machine) AS (
            SELECT min(machine) FROM execution WHERE map_run IS NULL
            UNION ALL
            SELECT (SELECT min(e.machine) FROM execution e WHERE e.map_run IS NULL AND e.machine > m.machine) FROM machines m WHERE m.machine IS NOT NULL),
        """;

    public static (string Sql, (string Name, object Value)[] Parameters) Of(ExecutionFilter filter)
    {
        List<(string, object)> parameters = [("$limit", filter.Limit)];
        List<string> conditions = [];
        if (filter.Status is { } status)
        {
            conditions.Add("e.status = $status");
            parameters.Add(("$status", status.ToString()));
        }

        if (filter.Before is { } before)
        {
            conditions.Add("e.sequence < $before");
            parameters.Add(("$before", before));
        }

        if (string.IsNullOrEmpty(filter.NamePrefix))
        {
            conditions.Add("e.map_run IS NULL");
            if (filter.StateMachineArn is { } machine)
            {
                conditions.Add("e.machine = $machine");
                parameters.Add(("$machine", machine));
            }

            return (Statement("", "execution e", conditions), [.. parameters]);
        }

        // The ARN ends with the name, so a prefix of names is a range of ARNs in each machine; no ARN of a Map Run's child is in it.
        parameters.Add(("$prefix", filter.NamePrefix));
        conditions.Add("e.arn >= r.first AND e.arn < r.first || char(1114111)");
        var machines = Machines;
        if (filter.StateMachineArn is { } one)
        {
            machines = "WITH machines (machine) AS (SELECT $machine),";
            parameters.Add(("$machine", one));
        }

        const string ranges = "ranges (first) AS (SELECT replace(machine, ':stateMachine:', ':execution:') || ':' || $prefix FROM machines WHERE machine IS NOT NULL)";
        return (Statement(machines + " " + ranges, "ranges r CROSS JOIN execution e", conditions), [.. parameters]);
    }

    private static string Statement(string with, string from, List<string> conditions) => $"""
        {with} SELECT summary FROM execution WHERE sequence IN (
            SELECT e.sequence FROM {from} WHERE {string.Join(" AND ", conditions)} ORDER BY e.sequence DESC LIMIT $limit)
        ORDER BY sequence DESC
        """;
}
