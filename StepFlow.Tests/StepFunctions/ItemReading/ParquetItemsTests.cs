using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.ItemReading;
using Xunit;

namespace StepFlow.Tests.StepFunctions.ItemReading;

public sealed class ParquetItemsTests
{
    private static readonly JsonObject Config = JsonObject.Of(("InputType", "PARQUET"));
    private readonly MemoryObjectStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rows.parquet")]
    [InlineData("rows.parquet.gz")]
    public async Task Rows_of_all_row_groups_become_objects(string key)
    {
        var file = await FlatAsync(rows: 2, groups: 2);
        _store.With(key, key.EndsWith(".gz", StringComparison.Ordinal) ? await ZipAsync(file) : file);

        var items = await ReadAsync(key);

        Assert.Equal(
            JsonValue.Parse("""
                [{"id":0,"name":"name 0","at":"2026-01-01T12:00:00.5Z","day":"2026-01-01","price":0.25,"share":0.5,"ok":true,"raw":"AQI=","big":9007199254740993},
                 {"id":1,"name":null,"at":null,"day":"2026-01-02","price":null,"share":null,"ok":null,"raw":null,"big":9007199254740994}]
                """),
            JsonArray.Of(items.Take(2)));
        Assert.Equal(4, items.Count);
        Assert.Equal(items[..2], items[2..]);
    }

    [Fact]
    public async Task Only_as_many_as_are_asked_for_are_read()
    {
        _store.With("f", await FlatAsync(rows: 10, groups: 3));

        Assert.Equal(12, (await ReadAsync("f", most: 12)).Count);
    }

    [Fact]
    public async Task Lists_and_structures_are_kept()
    {
        using var file = new MemoryStream();
        await ParquetSerializer.SerializeAsync([new Visit { Id = 1, Tags = ["a", "b"], Place = new() { X = 1.5, Name = "here" } }], file, cancellationToken: Cancellation);
        _store.With("f", file.ToArray());

        Assert.Equal("""[{"Id":1,"Tags":["a","b"],"Place":{"X":1.5,"Name":"here"}}]""", JsonArray.Of(await ReadAsync("f")).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("id,name\n1,a\n")]
    public async Task What_is_no_Parquet_fails_the_reader(string text)
    {
        _store.With("f", text);

        var error = (await Assert.ThrowsAsync<StatesException>(() => ReadAsync("f"))).Error;

        Assert.Equal("States.ItemReaderFailed", error.Name);
        Assert.StartsWith("The object cannot be read as Parquet: ", error.Cause, StringComparison.Ordinal);
    }

    private static async Task<byte[]> FlatAsync(int rows, int groups)
    {
        var schema = new ParquetSchema(
            new DataField<int>("id"),
            new DataField<string>("name"),
            new DataField<DateTime?>("at"),
            new DateTimeDataField("day", DateTimeFormat.Date),
            new DecimalDataField("price", 10, 2, isNullable: true),
            new DataField<double?>("share"),
            new DataField<bool?>("ok"),
            new DataField<byte[]>("raw"),
            new DataField<long>("big"));
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, file, cancellationToken: Cancellation))
        {
            for (var g = 0; g < groups; g++)
            {
                using var group = writer.CreateRowGroup();
                await WriteAsync(group, schema.DataFields, Enumerable.Range(0, rows));
            }
        }

        return file.ToArray();
    }

    // Every second row has nothing but what it must have.
    private static async Task WriteAsync(ParquetRowGroupWriter group, DataField[] fields, IEnumerable<int> rows)
    {
        static T? Even<T>(int i, T value)
            where T : struct => i % 2 is 0 ? value : null;

        await group.WriteAsync<int>(fields[0], rows.ToArray(), cancellationToken: Cancellation);
        await group.WriteAsync(fields[1], rows.Select(i => i % 2 is 0 ? $"name {i}" : null!).ToArray());
        await group.WriteAsync<DateTime>(fields[2], rows.Select(i => Even(i, new DateTime(2026, 1, 1, 12, 0, 0, 500, DateTimeKind.Utc))).ToArray(), cancellationToken: Cancellation);
        await group.WriteAsync<DateTime>(fields[3], rows.Select(i => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i)).ToArray(), cancellationToken: Cancellation);
        await group.WriteAsync<decimal>(fields[4], rows.Select(i => Even(i, i + 0.25m)).ToArray(), cancellationToken: Cancellation);
        await group.WriteAsync<double>(fields[5], rows.Select(i => Even(i, i + 0.5)).ToArray(), cancellationToken: Cancellation);
        await group.WriteAsync<bool>(fields[6], rows.Select(i => Even(i, true)).ToArray(), cancellationToken: Cancellation);
        await group.WriteAsync(fields[7], rows.Select(i => i % 2 is 0 ? new byte[] { 1, 2 } : null!).ToArray());
        await group.WriteAsync<long>(fields[8], rows.Select(i => 9007199254740993 + i).ToArray(), cancellationToken: Cancellation);
    }

    private static async Task<byte[]> ZipAsync(byte[] content)
    {
        using var zipped = new MemoryStream();
        await using (var zip = new GZipStream(zipped, CompressionMode.Compress))
        {
            await zip.WriteAsync(content, Cancellation);
        }

        return zipped.ToArray();
    }

    private async Task<List<JsonValue>> ReadAsync(string key, long? most = null)
    {
        var source = new ItemSource("arn:aws:states:::s3:getObject", JsonObject.Of(("Bucket", "b"), ("Key", key)), Config, most);
        List<JsonValue> items = [];
        await foreach (var item in new ItemReader(_store).ReadAsync(source, Cancellation))
        {
            items.Add(item.Value);
        }

        return items;
    }

    private sealed class Visit
    {
        public int Id { get; set; }

        public List<string> Tags { get; set; } = [];

        public Place? Place { get; set; }
    }

    private sealed class Place
    {
        public double? X { get; set; }

        public string? Name { get; set; }
    }
}
