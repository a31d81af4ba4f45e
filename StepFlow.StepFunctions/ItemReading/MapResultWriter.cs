using System.Text;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>
/// A ResultWriter at work: collects the children of a Map Run in temporary files, one per status, and puts them into the bucket
/// with a manifest when the run ends. Not for several threads at once.
/// </summary>
/// <param name="objects">Where the files go.</param>
/// <param name="bucket">Bucket of the ResultWriter.</param>
/// <param name="prefix">Prefix of the ResultWriter, or null.</param>
/// <param name="mapRunArn">The Map Run, whose id names the folder.</param>
/// <param name="format">How results are written.</param>
/// <param name="largestFile">Bytes after which a status gets another file: 5 GB on AWS.</param>
public sealed class MapResultWriter(
    IObjectStore objects, string bucket, string? prefix, string mapRunArn, ResultFormat format, long largestFile = 5L << 30) : IAsyncDisposable
{
    private static readonly string[] Statuses = ["FAILED", "PENDING", "SUCCEEDED"];
    private readonly Dictionary<string, List<Spool>> _spools = Statuses.ToDictionary(s => s, _ => new List<Spool>(), StringComparer.Ordinal);

    private string Folder => $"{(string.IsNullOrEmpty(prefix) ? "" : prefix + "/")}{mapRunArn[(mapRunArn.LastIndexOf(':') + 1)..]}";

    /// <summary>Reads Bucket and Prefix from evaluated Parameters or Arguments.</summary>
    public static MapResultWriter For(IObjectStore objects, JsonObject parameters, string mapRunArn, ResultFormat format) => new(
        objects, Tasks.JsonText.Of(parameters["Bucket"]) ?? "", Tasks.JsonText.Of(parameters["Prefix"]), mapRunArn, format);

    /// <summary>Adds a child; TIMED_OUT and ABORTED ones go to the failed.</summary>
    public void Add(ChildResult child)
    {
        var spools = _spools[child.Status is "SUCCEEDED" or "PENDING" ? child.Status : "FAILED"];
        if (spools.Count is 0 || spools[^1].Length >= largestFile)
        {
            spools.Add(new Spool(format.IsJsonLines));
        }

        foreach (var entry in format.Entries(child))
        {
            spools[^1].Write(entry);
        }
    }

    /// <summary>Puts files and manifest, and gives the Map state's result. Fails with States.ResultWriterFailed.</summary>
    public async Task<JsonObject> FinishAsync(CancellationToken cancellation)
    {
        try
        {
            var files = new JsonObjectBuilder();
            foreach (var status in Statuses)
            {
                files.Set(status, JsonArray.Of(await PutAsync(status, cancellation)));
            }

            var manifest = JsonObject.Of(("DestinationBucket", bucket), ("MapRunArn", mapRunArn), ("ResultFiles", files.Build()));
            var key = $"{Folder}/manifest.json";
            using var content = new MemoryStream(JsonWriter.ToUtf8(manifest));
            await objects.PutAsync(new(bucket, key), content, "application/json", cancellation);
            return JsonObject.Of(("MapRunArn", mapRunArn), ("ResultWriterDetails", JsonObject.Of(("Bucket", bucket), ("Key", key))));
        }
        catch (ObjectStoreException e)
        {
            throw new StatesException(new(StatesError.ResultWriterFailed, ItemReaderError.CauseOf(e)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var spool in _spools.Values.SelectMany(s => s))
        {
            await spool.DisposeAsync();
        }
    }

    private async Task<List<JsonValue>> PutAsync(string status, CancellationToken cancellation)
    {
        List<JsonValue> files = [];
        foreach (var (index, spool) in _spools[status].Index())
        {
            var key = $"{Folder}/{status}_{index}.{(format.IsJsonLines ? "jsonl" : "json")}";
            var content = spool.Finish();
            files.Add(JsonObject.Of(("Key", key), ("Size", content.Length)));
            await objects.PutAsync(new(bucket, key), content, "application/json", cancellation);
        }

        return files;
    }

    /// <summary>One result file while it grows.</summary>
    private sealed class Spool(bool isJsonLines) : IAsyncDisposable
    {
        private readonly FileStream _file = new(
            Path.Combine(Path.GetTempPath(), "stepflow-" + Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose);

        private bool _isFirst = true;

        public long Length => _file.Position;

        public void Write(JsonValue entry)
        {
            var text = entry.ToString();
            _file.Write(Encoding.UTF8.GetBytes(isJsonLines ? text + "\n" : (_isFirst ? "[" : ",") + text));
            _isFirst = false;
        }

        public FileStream Finish()
        {
            if (!isJsonLines)
            {
                _file.Write(_isFirst ? "[]"u8 : "]"u8);
            }

            _file.Flush();
            _file.Position = 0;
            return _file;
        }

        public ValueTask DisposeAsync() => _file.DisposeAsync();
    }
}
