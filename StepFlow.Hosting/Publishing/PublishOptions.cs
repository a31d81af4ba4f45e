namespace StepFlow.Hosting.Publishing;

/// <summary>What <c>publish</c> was asked for on the AppHost's command line.</summary>
internal sealed record PublishOptions
{
    public const string Verb = "publish";

    private const string OutputFlag = "--output";
    private const string ShortOutputFlag = "-o";
    private const string ZipOnlyFlag = "--zip-only";
    private const string ArchitectureFlag = "--architecture";

    /// <summary>The folder to write to, as it was given.</summary>
    public string? Output { get; init; }

    /// <summary>The one function whose zip is wanted, and nothing else.</summary>
    public string? ZipOnly { get; init; }

    /// <summary>The processor of the functions, in AWS's word: x86_64 or arm64.</summary>
    public string Architecture { get; init; } = "x86_64";

    public static bool IsOption(string name) => name is OutputFlag or ShortOutputFlag or ZipOnlyFlag or ArchitectureFlag;

    /// <param name="name">An option.</param>
    /// <param name="value">Its value.</param>
    public PublishOptions With(string name, string value) => name switch
    {
        ZipOnlyFlag => this with { ZipOnly = value },
        ArchitectureFlag => this with { Architecture = value },
        _ => this with { Output = value },
    };

    /// <summary>Throws a <see cref="StartException"/> that says what is missing.</summary>
    public PublishOptions Checked(AppModel model)
    {
        if (string.IsNullOrWhiteSpace(Output))
        {
            throw new StartException($"{Verb} needs a folder to write to: dotnet run -- {Verb} {OutputFlag} out");
        }

        if (Architecture is not ("x86_64" or "arm64"))
        {
            throw new StartException($"{ArchitectureFlag} is '{Architecture}'. Lambda has x86_64 (the default) and arm64.");
        }

        if (ZipOnly is not null && !model.Functions.Any(IsZipped))
        {
            throw new StartException(
                $"{ZipOnlyFlag} names no function of the AppHost: '{ZipOnly}'. There are: {string.Join(", ", model.Functions.Select(f => f.Name))}.");
        }

        return this;
    }

    public bool IsZipped(LambdaFunctionResource function) =>
        ZipOnly is null || string.Equals(function.Name, ZipOnly, StringComparison.OrdinalIgnoreCase);
}
