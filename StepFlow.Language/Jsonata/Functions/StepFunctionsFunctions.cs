using System.Security.Cryptography;
using System.Text;
using StepFlow.Language.Java;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>The functions AWS adds to JSONata, and those it has its own idea of. Whole numbers are asked for by cutting towards zero.</summary>
internal static class StepFunctionsFunctions
{
    private const string CustomError = "D3137";

    /// <summary>As measured: one more is refused.</summary>
    private const long MostRangeItems = 360_145;

    public static readonly Builtin[] All =
    [
        new("partition", "<xn?:a>", 2, Partition),
        new("range", "<nnn?:a>", 3, Range),
        new("hash", "<ss?:s>", 2, Hash),
        new("random", "<n?:n>", 1, (a, run) => JsonNumber.Of(a[0] is null
            ? run.Random.NextDouble()
            : new JavaRandom((long)Math.Truncate(a.Number(0))).NextDouble())),
        new("uuid", "<:s>", 0, (_, run) => (JsonValue)run.NewGuid().ToString()),
        new("parse", "<s-:x>", 1, Parse),
        new("base64encode", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)Convert.ToBase64String(Encoding.UTF8.GetBytes(a.Text(0)))),
        new("base64decode", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)DecodeBase64(a.Text(0))),
    ];

    private static JsonArray? Partition(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null)
        {
            return null;
        }

        if (!Arrays.TryItems(arguments[0], out var items))
        {
            throw new JsonataException("T0412") { Value = arguments[0], Index = 1 };
        }

        var size = Math.Truncate(arguments.NumberOrNull(1) ?? Math.Max(1, items.Length));
        if (size < 0)
        {
            throw new JsonataException(CustomError, "Second argument must be zero or greater");
        }

        if (items.IsEmpty || size == 0)
        {
            return null;
        }

        run.Hold(items.Length * 8L);
        List<JsonValue> chunks = [];
        var step = (int)Math.Min(size, items.Length);
        for (var at = 0; at < items.Length; at += step)
        {
            chunks.Add(JsonArray.Wrap(items.Slice(at, Math.Min(step, items.Length - at)).ToArray()));
        }

        return JsonArray.Wrap([.. chunks]);
    }

    private static Sequence? Range(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null || arguments[1] is null)
        {
            throw new JsonataException("T0410") { Index = arguments[0] is null ? 1 : 2 };
        }

        if (arguments[2] is null)
        {
            return null;
        }

        var (first, last, step) = (Whole(arguments.Number(0)), Whole(arguments.Number(1)), Whole(arguments.Number(2)));
        if (step == 0 || (step > 0 && first > last) || (step < 0 && first < last))
        {
            return null;
        }

        var count = ((last - first) / step) + 1;
        if (count > MostRangeItems)
        {
            throw new JsonataException(ErrorCatalog.Guard, ErrorCatalog.TooLarge);
        }

        var numbers = new Sequence();
        for (var i = 0; i < count; i++)
        {
            numbers.Add(JsonNumber.Of((long)(first + (i * step))));
        }

        return numbers;
    }

    private static Int128 Whole(double number) => (Int128)Math.Clamp(Math.Truncate(number), long.MinValue, 9223372036854774784.0);

    private static JsonString? Hash(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null)
        {
            throw new JsonataException("T0410") { Index = 1 };
        }

        if (arguments.TextOrNull(1) is not { } algorithm)
        {
            return null;
        }

        var data = Encoding.UTF8.GetBytes(arguments.Text(0));
        return new(Convert.ToHexStringLower(Digest(algorithm, data)));
    }

    // The weak ones are on offer because they are on AWS; nothing here is kept safe by them.
#pragma warning disable CA5350, CA5351
    private static byte[] Digest(string algorithm, byte[] data) => algorithm switch
    {
        "MD5" => MD5.HashData(data),
        "SHA-1" => SHA1.HashData(data),
        "SHA-256" => SHA256.HashData(data),
        "SHA-384" => SHA384.HashData(data),
        "SHA-512" => SHA512.HashData(data),
        _ => throw new JsonataException(CustomError, $"Hash algorithm '{algorithm}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5"),
    };
#pragma warning restore CA5350, CA5351

    // Padding may be left out, anything else that is not Base64 is refused.
    private static string DecodeBase64(string text)
    {
        var data = text.TrimEnd('=');
        var isBase64 = data.Length % 4 is not 1 && data.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/');
        return isBase64 ? Encoding.UTF8.GetString(LenientBase64.Decode(data)) : throw new JsonataException(CustomError, "Invalid Base64");
    }

    private static JsonValue? Parse(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null)
        {
            return null;
        }

        try
        {
            var hasDuplicate = false;
            var value = JsonReader.Read(arguments.Text(0), (_, _) => hasDuplicate = true);
            return hasDuplicate || HasInfinity(value) ? throw InvalidJson() : value;
        }
        catch (JsonSyntaxException)
        {
            throw InvalidJson();
        }
    }

    private static JsonataException InvalidJson() => new(CustomError, "Invalid JSON");

    private static bool HasInfinity(JsonValue value) => value switch
    {
        JsonNumber n => !double.IsFinite(n.Value),
        JsonArray a => a.Any(HasInfinity),
        JsonObject o => o.Any(m => HasInfinity(m.Value)),
        _ => false,
    };
}
