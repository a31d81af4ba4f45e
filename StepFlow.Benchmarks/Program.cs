using System.Globalization;
using StepFlow.Benchmarks.Jsonata;
using StepFlow.Benchmarks.Traces;

return args switch
{
    ["jsonata", ..] => JsonataCommands.Compare(args),
    ["fuzz-jsonata", ..] => JsonataCommands.Fuzz(args),
    ["trace-cost"] => await TraceCost.RunAsync(executions: 5_000, rounds: 7),
    ["trace-cost", var executions, var rounds] => await TraceCost.RunAsync(int.Parse(executions, CultureInfo.InvariantCulture), int.Parse(rounds, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("""
        jsonata --module PATH                  compare with the JavaScript implementation
        fuzz-jsonata --count N [--seed S]      evaluate N expressions nobody would write
        trace-cost [EXECUTIONS ROUNDS]         what keeping traces costs an execution
        """);
    return 2;
}
