namespace StepFlow.Functions.RuntimeSupport;

/// <summary>Makes the configured memory the limit of the heap, as Lambda's .NET runtime does, so that a leak shows at home.</summary>
internal static class MemoryLimit
{
    public static void Apply()
    {
        if (LambdaEnvironment.MemoryMegabytes is not { } megabytes)
        {
            return;
        }

        try
        {
            AppContext.SetData("GCHeapHardLimit", (ulong)megabytes * 1024 * 1024);
            GC.RefreshMemoryLimit();
        }
        catch (InvalidOperationException)
        {
            // More is in use already than the limit allows; the process goes on without one.
        }
    }
}
