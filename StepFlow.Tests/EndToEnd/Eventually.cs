namespace StepFlow.Tests.EndToEnd;

/// <summary>Asks again until the answer is the one hoped for: processes cannot be given a fake clock.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> isHoped, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (isHoped(answer))
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"After {Patience.TotalSeconds} s the answer is still: {answer}");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }
}
