using StepFlow.Lambda;

namespace StepFlow.Hosting.Embedded;

/// <summary>
/// The start of the functions that run here. Each either asks for an event or says why it cannot: of an optional one that is told, and
/// the rest runs; without the others the application does not start.
/// </summary>
internal sealed class FunctionStart(AppModel model, LambdaService lambda, ConsoleOutput output)
{
    private IEnumerable<LambdaFunctionResource> StartedHere => model.Functions.Where(function => function.Source is not (FunctionSource.Elsewhere or FunctionSource.Unavailable));

    /// <summary>Names of the functions that have neither asked for an event nor failed.</summary>
    public IEnumerable<string> Waiting => StartedHere
        .Where(function => lambda.Describe(function.Name).State is not (FunctionState.Ready or FunctionState.Failing))
        .Select(function => function.Name);

    public async Task RunAsync(CancellationToken cancellation)
    {
        await lambda.StartAsync();
        var errors = (await Task.WhenAll(StartedHere.Select(function => ErrorOfAsync(function, cancellation)))).OfType<string>().ToList();
        if (errors.Count > 0)
        {
            throw new StartException(string.Join(Environment.NewLine, errors));
        }
    }

    private async Task<string?> ErrorOfAsync(LambdaFunctionResource function, CancellationToken cancellation)
    {
        if (await lambda.WaitForInitAsync(function.Name, cancellation) is not { } error)
        {
            return null;
        }

        var sentence = $"error: the function '{function.Name}' cannot start: {error}";
        if (!function.IsOptional)
        {
            return $"{sentence}. Its output above says more.";
        }

        output.WriteLine("host", $"{sentence}. The rest runs, and its init is tried again when it is called.");
        return null;
    }
}
