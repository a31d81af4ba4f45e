using System.IO.Compression;
using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>
/// Reads the items of a distributed Map one after the other, whatever their number: memory is bounded by the largest item, and of Parquet by a row group.
/// Failures are <see cref="Language.Errors.StatesException"/> with States.ItemReaderFailed.
/// </summary>
public sealed class ItemReader(IObjectStore objects)
{
    public async IAsyncEnumerable<MapItem> ReadAsync(ItemSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var left = source.Limit;
        await using var items = Items(source, cancellation).GetAsyncEnumerator(cancellation);
        while (left-- > 0 && await NextAsync(items))
        {
            yield return items.Current;
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<MapItem> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (ObjectStoreException e)
        {
            throw ItemReaderError.Of(e);
        }
        catch (JsonSyntaxException e)
        {
            throw ItemReaderError.Of($"The data is not valid JSON: {e.Message}");
        }
        catch (InvalidDataException e)
        {
            throw ItemReaderError.Of(e.Message);
        }
    }

    private IAsyncEnumerable<MapItem> Items(ItemSource source, CancellationToken cancellation)
    {
        if (source.Resource.EndsWith(":s3:listObjectsV2", StringComparison.Ordinal))
        {
            return source.Text("Transformation") is "LOAD_AND_FLATTEN" ? Loaded(source, cancellation) : Listed(source, cancellation);
        }

        if (!source.Resource.EndsWith(":s3:getObject", StringComparison.Ordinal))
        {
            throw ItemReaderError.Of($"The resource '{source.Resource}' of the ItemReader is not supported.");
        }

        return source.Text("ManifestType") is "ATHENA_DATA" ? AthenaData(source, cancellation)
            : source.Text("InputType") is "MANIFEST" ? Inventory(source, cancellation)
            : Object(source, source.Object, cancellation);
    }

    /// <summary>The objects of a listing are the items.</summary>
    private async IAsyncEnumerable<MapItem> Listed(ItemSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var bucket = source.Parameter("Bucket") ?? "";
        await foreach (var item in Listing(source, cancellation))
        {
            yield return new(
                JsonObject.Of(
                    ("Etag", item.ETag),
                    ("Key", item.Key),
                    ("LastModified", item.LastModified.ToUnixTimeSeconds()),
                    ("Size", item.Size),
                    ("StorageClass", item.StorageClass)),
                $"S3://{bucket}");
        }
    }

    /// <summary>The contents of the listed objects are the items.</summary>
    private async IAsyncEnumerable<MapItem> Loaded(ItemSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var bucket = source.Parameter("Bucket") ?? "";
        await foreach (var listed in Listing(source, cancellation))
        {
            await foreach (var item in Object(source, new(bucket, listed.Key), cancellation))
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<ObjectListing> Listing(ItemSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = source.Parameter("StartAfter");
        await foreach (var item in objects.ListAsync(source.Parameter("Bucket") ?? "", source.Parameter("Prefix"), cancellation))
        {
            if (after is null || string.CompareOrdinal(item.Key, after) > 0)
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<MapItem> Object(ItemSource source, ObjectAddress address, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var opened = await objects.OpenAsync(address, cancellation);
        await using var content = Unzipped(opened.Content, address.Key);
        var from = $"S3://{address.Bucket}/{address.Key}";
        switch (source.Text("InputType"))
        {
            case "CSV":
                await foreach (var row in CsvItems.ReadAsync(content, CsvFormat.Of(source), cancellation))
                {
                    yield return new(row, from);
                }

                break;
            case "JSONL":
                await foreach (var value in JsonItems.ReadLinesAsync(content, cancellation))
                {
                    yield return new(value, from);
                }

                break;
            case "JSON" or null:
                await foreach (var (key, value) in JsonItems.ReadAsync(content, source.Text("ItemsPointer"), cancellation))
                {
                    yield return new(value, from, key);
                }

                break;
            case "PARQUET":
                await foreach (var row in ParquetItems.ReadAsync(content, cancellation))
                {
                    yield return new(row, from);
                }

                break;
            case var type:
                throw ItemReaderError.Of($"The InputType '{type}' is not supported.");
        }
    }

    /// <summary>An S3 inventory: its manifest names compressed CSV files whose rows are the items.</summary>
    private async IAsyncEnumerable<MapItem> Inventory(ItemSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var manifest = InventoryManifest.Read(await ReadAllAsync(source.Object, cancellation));
        foreach (var file in manifest.Files)
        {
            await using var opened = await objects.OpenAsync(new(manifest.Bucket, file), cancellation);
            await using var content = Unzipped(opened.Content, file);
            await foreach (var row in CsvItems.ReadAsync(content, new(',', manifest.Columns), cancellation))
            {
                yield return new(row, $"S3://{manifest.Bucket}/{file}");
            }
        }
    }

    /// <summary>An Athena manifest: one S3 address per line, each a file of items.</summary>
    private async IAsyncEnumerable<MapItem> AthenaData(ItemSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var line in (await ReadAllAsync(source.Object, cancellation)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(line.Trim('"'), UriKind.Absolute, out var uri) || uri.Scheme is not "s3")
            {
                throw ItemReaderError.Of($"The manifest names '{line}', which is not an S3 address.");
            }

            await foreach (var item in Object(source, new(uri.Host, Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'))), cancellation))
            {
                yield return item;
            }
        }
    }

    private async Task<string> ReadAllAsync(ObjectAddress address, CancellationToken cancellation)
    {
        await using var opened = await objects.OpenAsync(address, cancellation);
        using var text = new StreamReader(opened.Content);
        return await text.ReadToEndAsync(cancellation);
    }

    private static Stream Unzipped(Stream content, string key) =>
        key.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(content, CompressionMode.Decompress) : content;
}
