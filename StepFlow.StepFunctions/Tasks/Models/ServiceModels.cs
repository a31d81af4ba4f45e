using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace StepFlow.StepFunctions.Tasks.Models;

/// <summary>The services that can be called: our own tables, and models the user gave.</summary>
public sealed class ServiceModels(IEnumerable<ServiceModel> given)
{
    private static readonly Assembly Home = typeof(ServiceModels).Assembly;
    private static readonly ConcurrentDictionary<string, ServiceModel?> Own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ServiceModel> _given = given.ToDictionary(m => m.Id, StringComparer.Ordinal);

    /// <summary>Only our own tables.</summary>
    public static ServiceModels BuiltIn { get; } = new([]);

    /// <summary>The model behind <c>aws-sdk:<paramref name="service"/></c>; a given model comes before our own.</summary>
    public bool TryGet(string service, [NotNullWhen(true)] out ServiceModel? model)
    {
        var id = service is "events" or "cloudwatchevents" ? "eventbridge" : service;
        if (!_given.TryGetValue(id, out model))
        {
            model = Own.GetOrAdd(id, Load);
        }

        return model is not null;
    }

    private static ServiceModel? Load(string id)
    {
        using var stream = Home.GetManifestResourceStream($"StepFlow.StepFunctions.Services.{id}.txt");
        if (stream is null)
        {
            return null;
        }

        using var text = new StreamReader(stream);
        return ServiceTable.Read(text);
    }
}
