using System.IO.Compression;
using System.Text;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.ItemReading;
using Xunit;

namespace StepFlow.Tests.StepFunctions.ItemReading;

public sealed class ItemReaderTests
{
    private const string GetObject = "arn:aws:states:::s3:getObject";
    private const string Csv = "Value1,Value2,Value3\nValue4,Value5,Value6\n,,,\ntrue,1,'HelloWorld'\nNull,None,\n   \n";
    private readonly MemoryObjectStore _store = new();

    [Theory]
    [InlineData("""["H1","H2","H3"]""", Csv, """
        [{"H1":"Value1","H2":"Value2","H3":"Value3"},{"H1":"Value4","H2":"Value5","H3":"Value6"},{"H1":"","H2":"","H3":""},
         {"H1":"true","H2":"1","H3":"'HelloWorld'"},{"H1":"Null","H2":"None","H3":""},{"H1":"   ","H2":"","H3":""}]
        """)]
    [InlineData("""["H1"]""", Csv, """[{"H1":"Value1"},{"H1":"Value4"},{"H1":""},{"H1":"true"},{"H1":"Null"},{"H1":"   "}]""")]
    [InlineData(null, "H1,\nValue4,Value5,Value6\n,,,\n", """[{"":"Value5","H1":"Value4"},{"":"","H1":""}]""")]
    [InlineData(null, "0,True,{}\nValue4,Value5,Value6\n", """[{"0":"Value4","{}":"Value6","True":"Value5"}]""")]
    [InlineData(null, "a,b\n\"x,\"\"y\"\"\",\"1\n2\"\r\n\n3,4", """[{"a":"x,\"y\"","b":"1\n2"},{"a":"3","b":"4"}]""")]
    [InlineData(null, "a,b\n1\\,2,\\\\d\\\"\\x", """[{"a":"1,2","b":"\\d\"x"}]""")]
    [InlineData(null, "a,b\n", "[]")]
    public async Task Rows_become_objects_of_texts(string? headers, string text, string items)
    {
        _store.With("f.csv", text);
        var config = headers is null
            ? """{"InputType":"CSV","CSVHeaderLocation":"FIRST_ROW"}"""
            : $$"""{"InputType":"CSV","CSVHeaderLocation":"GIVEN","CSVHeaders":{{headers}}}""";

        Assert.Equal(JsonValue.Parse(items), await ReadAsync("f.csv", config));
    }

    [Theory]
    [InlineData("TAB", "\t")]
    [InlineData("PIPE", "|")]
    [InlineData("SEMICOLON", ";")]
    [InlineData("SPACE", " ")]
    public async Task Other_delimiters(string name, string delimiter)
    {
        _store.With("f.csv", $"\uFEFFa{delimiter}b\n1{delimiter}2,\n");

        Assert.Equal(
            JsonValue.Parse("""[{"a":"1","b":"2,"}]"""),
            await ReadAsync("f.csv", $$"""{"InputType":"CSV","CSVHeaderLocation":"FIRST_ROW","CSVDelimiter":"{{name}}"}"""));
    }

    [Fact]
    public async Task Headers_must_differ()
    {
        _store.With("f.csv", Csv);

        var error = await FailAsync("f.csv", """{"InputType":"CSV","CSVHeaderLocation":"GIVEN","CSVHeaders":["H1","H1","H3"]}""");

        Assert.Equal(new StatesError("States.ItemReaderFailed", "CSV headers cannot contain duplicates."), error);
    }

    [Theory]
    [InlineData(0L, 3)]
    [InlineData(2L, 2)]
    [InlineData(100_000_001L, 3)]
    public async Task MaxItems_limits_and_zero_does_not(long most, int count)
    {
        _store.With("f.json", "[1,2,3]");

        Assert.Equal(count, ((JsonArray)await ReadAsync("f.json", """{"InputType":"JSON"}""", most)).Count);
    }

    [Fact]
    public async Task A_negative_MaxItems_fails()
    {
        _store.With("f.json", "[1]");

        Assert.Equal(new StatesError("States.ItemReaderFailed", "field MaxItems must be positive"), await FailAsync("f.json", """{"InputType":"JSON"}""", -1));
    }

    [Theory]
    [InlineData(""" [ {"a" : "}]\" ,"} , [1.0, [ ]] , "x", 12 , null ] """, null, """[{"a":"}]\" ,"},[1.0,[]],"x",12,null]""")]
    [InlineData("[]", null, "[]")]
    [InlineData("""{"skip":{"deep":[{"x":"]"}]},"n":1.5,"data":{"items":[1,2]},"rest":[3]}""", "/data/items", "[1,2]")]
    [InlineData("""{"d~/x":[[0],[{"a":1}]]}""", "/d~0~1x/1", """[{"a":1}]""")]
    public async Task An_array_is_read_item_by_item(string text, string? pointer, string items)
    {
        _store.With("f.json", text);
        var config = pointer is null ? """{"InputType":"JSON"}""" : $$"""{"InputType":"JSON","ItemsPointer":"{{pointer}}"}""";

        Assert.Equal(items, (await ReadAsync("f.json", config)).ToString());
    }

    [Fact]
    public async Task Items_larger_than_the_buffer_are_whole()
    {
        var large = new string('x', 200_000);
        _store.With("f.json", $"[\"{large}\",{{\"k\":\"{large}\"}},7]");

        var items = (JsonArray)await ReadAsync("f.json", """{"InputType":"JSON"}""");

        Assert.Equal(JsonArray.Of(large, JsonObject.Of(("k", large)), 7), items);
    }

    [Fact]
    public async Task Members_of_an_object_carry_their_names()
    {
        _store.With("f.json", """{"a":1,"b":[2]}""");
        List<MapItem> items = [];
        await foreach (var item in Items("f.json", """{"InputType":"JSON"}""", null))
        {
            items.Add(item);
        }

        Assert.Equal([new(1, "S3://b/f.json", "a"), new(JsonArray.Of(2), "S3://b/f.json", "b")], items);
    }

    [Theory]
    [InlineData("12", "Attempting to map over non-iterable node.")]
    [InlineData("[1,2", "The data ends within the items.")]
    [InlineData("[1,", "The data ends within a value.")]
    [InlineData("[{]", "The data is not valid JSON: Expected a member name in double quotes at line 1, column 2")]
    public async Task What_is_no_array_fails(string text, string cause)
    {
        _store.With("f.json", text);

        Assert.Equal(new StatesError("States.ItemReaderFailed", cause), await FailAsync("f.json", """{"InputType":"JSON"}"""));
    }

    [Fact]
    public async Task A_missing_object_fails_in_S3s_words() => Assert.Equal(
        new StatesError("States.ItemReaderFailed", "The specified key does not exist. (Service: S3, Status Code: 404, Request ID: r)"),
        await FailAsync("none.json", """{"InputType":"JSON"}"""));

    [Fact]
    public async Task Lines_of_JSON()
    {
        _store.With("f.jsonl", "{\"a\":1}\n\n[2]\r\n\"x\"");

        Assert.Equal("""[{"a":1},[2],"x"]""", (await ReadAsync("f.jsonl", """{"InputType":"JSONL"}""")).ToString());
    }

    [Fact]
    public async Task A_listing_gives_its_objects()
    {
        _store.With("p/1", "abc").With("q/2", "");

        Assert.Equal(
            JsonValue.Parse("""[{"Etag":"\"e\"","Key":"p/1","LastModified":1668699881,"Size":3,"StorageClass":"STANDARD"}]"""),
            await ReadAsync(new ItemSource("arn:aws:states:::s3:listObjectsV2", JsonObject.Of(("Bucket", "b"), ("Prefix", "p/")), null)));
    }

    [Fact]
    public async Task A_listing_can_be_loaded()
    {
        _store.With("p/1", "[1,2]").With("p/2", "[3]");
        var source = new ItemSource(
            "arn:aws:states:::s3:listObjectsV2",
            JsonObject.Of(("Bucket", "b"), ("Prefix", "p/")),
            JsonObject.Of(("InputType", "JSON"), ("Transformation", "LOAD_AND_FLATTEN")));

        Assert.Equal("[1,2,3]", (await ReadAsync(source)).ToString());
    }

    [Fact]
    public async Task An_inventory_gives_the_rows_of_its_files()
    {
        _store.With("data/1.csv.gz", Zip("\"bucket\",\"a.txt\",\"3\"\n"));
        _store.With("manifest.json", """
            {"sourceBucket":"bucket","destinationBucket":"arn:aws:s3:::b","fileFormat":"CSV","fileSchema":"Bucket, Key, Size",
             "files":[{"key":"data/1.csv.gz","size":10,"MD5checksum":"x"}]}
            """);

        Assert.Equal(JsonValue.Parse("""[{"Bucket":"bucket","Key":"a.txt","Size":"3"}]"""), await ReadAsync("manifest.json", """{"InputType":"MANIFEST"}"""));
    }

    [Fact]
    public async Task An_Athena_manifest_gives_the_items_of_its_files()
    {
        _store.With("1.jsonl", "1\n2\n").With("manifest.csv", "s3://b/1.jsonl\ns3://b/1.jsonl\n");

        Assert.Equal("[1,2,1,2]", (await ReadAsync("manifest.csv", """{"InputType":"JSONL","ManifestType":"ATHENA_DATA"}""")).ToString());
    }

    private static byte[] Zip(string text)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionMode.Compress))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return zipped.ToArray();
    }

    private IAsyncEnumerable<MapItem> Items(string key, string config, long? most) => new ItemReader(_store).ReadAsync(
        new(GetObject, JsonObject.Of(("Bucket", "b"), ("Key", key)), (JsonObject)JsonValue.Parse(config), most), TestContext.Current.CancellationToken);

    private async Task<JsonValue> ReadAsync(string key, string config, long? most = null) => await CollectAsync(Items(key, config, most));

    private async Task<JsonValue> ReadAsync(ItemSource source) =>
        await CollectAsync(new ItemReader(_store).ReadAsync(source, TestContext.Current.CancellationToken));

    private static async Task<JsonValue> CollectAsync(IAsyncEnumerable<MapItem> items)
    {
        List<JsonValue> values = [];
        await foreach (var item in items)
        {
            values.Add(item.Value);
        }

        return JsonArray.Of(values);
    }

    private Task<StatesError> FailAsync(string key, string config, long? most = null) => FailAsync(_store, key, config, most);

    private async Task<StatesError> FailAsync(MemoryObjectStore _, string key, string config, long? most = null) =>
        (await Assert.ThrowsAsync<StatesException>(() => ReadAsync(key, config, most))).Error;
}
