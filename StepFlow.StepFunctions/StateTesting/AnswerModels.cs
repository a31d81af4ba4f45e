using System.Collections.Concurrent;
using System.IO.Compression;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>What operations answer: by models that can also be called, and by the table of all of AWS (Answers/README.md).</summary>
internal sealed class AnswerModels(ServiceModels callable)
{
    private static readonly ConcurrentDictionary<string, ServiceModel?> Tables = new(StringComparer.Ordinal);

    /// <summary>The model and output of an operation; null where neither source knows the operation.</summary>
    public (ServiceModel Model, string? Output)? Find(string service, string action)
    {
        if (callable.TryGet(service, out var model) && model.Operation(action) is { } known)
        {
            return (model, known.Output);
        }

        return Tables.GetOrAdd(service, Read) is { } table && table.Operation(action) is { } operation ? (table, operation.Output) : null;
    }

    private static ServiceModel? Read(string service)
    {
        using var stream = typeof(AnswerModels).Assembly.GetManifestResourceStream("StepFlow.StepFunctions.Answers.zip")!;
        using var archive = new ZipArchive(stream);
        if (archive.GetEntry(service + ".txt") is not { } entry)
        {
            return null;
        }

        using var text = new StreamReader(entry.Open());
        return ServiceTable.Read(text);
    }
}
