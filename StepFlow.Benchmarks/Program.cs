using StepFlow.Benchmarks.Jsonata;

return args switch
{
    ["jsonata", ..] => JsonataCommands.Compare(args),
    ["fuzz-jsonata", ..] => JsonataCommands.Fuzz(args),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("""
        jsonata --module PATH                  compare with the JavaScript implementation
        fuzz-jsonata --count N [--seed S]      evaluate N expressions nobody would write
        """);
    return 2;
}
