using System.Globalization;
using StepFlow.Benchmarks.Jsonata;
using StepFlow.Benchmarks.Throughput;
using StepFlow.Benchmarks.Traces;

return args switch
{
    ["jsonata", ..] => JsonataCommands.Compare(args),
    ["fuzz-jsonata", ..] => JsonataCommands.Fuzz(args),
    ["trace-cost"] => await TraceCost.RunAsync(executions: 5_000, rounds: 7),
    ["trace-cost", var executions, var rounds] => await TraceCost.RunAsync(int.Parse(executions, CultureInfo.InvariantCulture), int.Parse(rounds, CultureInfo.InvariantCulture)),
    ["throughput", ..] => await ThroughputCommands.RunAsync(args),
    ["queries"] => await QueryTimes.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("""
        jsonata --module PATH                  compare with the JavaScript implementation
        fuzz-jsonata --count N [--seed S]      evaluate N expressions nobody would write
        throughput express                     Express executions with and without their histories kept
        throughput page [--browser PROGRAM]    executions while the console's page of a running one is open, or closed
                        [--page PATH]          another page; {busy} stands for the ARN of the running execution
        queries                                pages of a long history and of a long list, from disk
          throughput: [--rounds N] [--seconds S]     7 interleaved rounds of 5 seconds
        trace-cost [EXECUTIONS ROUNDS]         what keeping traces costs an execution
        """);
    return 2;
}
