namespace StepFlow.Hosting;

/// <summary>A part of the application: a function, a state machine, a gateway.</summary>
public interface IResource
{
    string Name { get; }
}

/// <summary>What all resources share.</summary>
public abstract class Resource : IResource
{
    private protected Resource(string name) => Name = name;

    public string Name { get; }

    /// <summary>The application runs without it where it cannot be had; what is not optional prevents the start.</summary>
    internal bool IsOptional { get; init; }
}

/// <summary>A resource while the application is being described.</summary>
public interface IResourceBuilder<out T>
    where T : IResource
{
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    T Resource { get; }
}

internal sealed record ResourceBuilder<T>(IDistributedApplicationBuilder ApplicationBuilder, T Resource) : IResourceBuilder<T>
    where T : IResource;
