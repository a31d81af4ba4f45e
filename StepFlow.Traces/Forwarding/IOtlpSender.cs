namespace StepFlow.Traces.Forwarding;

/// <summary>Sends one request to one target.</summary>
internal interface IOtlpSender : IDisposable
{
    /// <param name="request">An export request of the target's signal.</param>
    /// <param name="cancellation">Gives up; the outcome is then unknown.</param>
    Task<Delivery> SendAsync(byte[] request, CancellationToken cancellation);
}

/// <summary>What became of a request.</summary>
internal abstract record Delivery
{
    private Delivery()
    {
    }

    public sealed record Taken : Delivery
    {
        public static Taken Instance { get; } = new();
    }

    /// <summary>It may be tried again.</summary>
    /// <param name="After">Not before; null where the target does not say.</param>
    public sealed record Failed(string Problem, TimeSpan? After = null) : Delivery;

    /// <summary>It would be refused again.</summary>
    public sealed record Refused(string Problem) : Delivery;
}
