using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>Rows of a Parquet file as objects. One row group is in memory at a time, column by column.</summary>
internal static class ParquetItems
{
    /// <summary>What a row group may take uncompressed: memory is bounded by it, whatever the length of the file.</summary>
    public const long LargestRowGroup = 256L << 20;

    public static async IAsyncEnumerable<JsonObject> ReadAsync(Stream content, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The table of contents stands at the end of the file.
        await using var file = content.CanSeek ? content : await SpooledAsync(content, cancellation);
        await using var reader = await Read(() => ParquetReader.CreateAsync(file, leaveStreamOpen: true, cancellationToken: cancellation));
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            var index = i;
            using var group = reader.OpenRowGroupReader(i);
            if (group.RowGroup.TotalByteSize > LargestRowGroup)
            {
                throw new InvalidDataException(
                    $"Row group {i} takes {group.RowGroup.TotalByteSize} bytes, and {LargestRowGroup} are the most that StepFlow holds in memory. Write the file with smaller row groups.");
            }

            var columns = await Read(() => ColumnsAsync(reader.Schema, group, file, index, cancellation));
            for (var row = 0; row < group.RowCount; row++)
            {
                yield return Row(columns, row);
            }
        }
    }

    private static JsonObject Row(ParquetColumn[] columns, int row)
    {
        var item = new JsonObjectBuilder(columns.Length);
        foreach (var column in columns)
        {
            item.Set(column.Name, column.At(row));
        }

        return item.Build();
    }

    private static async Task<ParquetColumn[]> ColumnsAsync(
        ParquetSchema schema, ParquetRowGroupReader group, Stream file, int index, CancellationToken cancellation)
    {
        IList<Dictionary<string, object?>>? rows = null;
        var columns = new ParquetColumn[schema.Fields.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = schema.Fields[i] is DataField { IsArray: false } field
                ? await ParquetColumn.ReadAsync(group, field, cancellation)
                : new NestedColumn(schema.Fields[i].Name, rows ??= await RowsAsync(file, index, cancellation));
        }

        return columns;
    }

    // Lists, maps and structures are put together by the library, as whole rows.
    private static async Task<IList<Dictionary<string, object?>>> RowsAsync(Stream file, int group, CancellationToken cancellation) =>
        (await ParquetSerializer.DeserializeUntypedAsync(file, rowGroupIndex: group, cancellationToken: cancellation)).Data!;

    private static async Task<Stream> SpooledAsync(Stream content, CancellationToken cancellation)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
        await content.CopyToAsync(file, cancellation);
        file.Position = 0;
        return file;
    }

    private static async Task<T> Read<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is ParquetException or IOException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException($"The object cannot be read as Parquet: {e.Message}", e);
        }
    }
}
