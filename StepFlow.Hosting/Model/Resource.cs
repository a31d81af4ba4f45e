namespace StepFlow.Hosting;

/// <summary>A part of the application: a function, a state machine, a gateway.</summary>
public interface IResource
{
    string Name { get; }
}

/// <summary>What all resources share.</summary>
public abstract class Resource : IResource
{
    private const int LongestName = 64;

    private protected Resource(string name)
    {
        // The names Aspire accepts: the same model must be right there.
        if (name.Length is 0 or > LongestName
            || !char.IsAsciiLetter(name[0])
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-')
            || name.EndsWith('-')
            || name.Contains("--", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{name}' is no resource name: letters, digits and single hyphens, beginning with a letter, at most {LongestName} characters.", nameof(name));
        }

        Name = name;
    }

    public string Name { get; }
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
