using System.Security.Cryptography;
using System.Text;
using StepFlow.Language.Java;
using StepFlow.Language.Json;

namespace StepFlow.Language.Intrinsics;

/// <summary>StringSplit, Base64Encode, Base64Decode, Hash, UUID.</summary>
internal static class TextFunctions
{
    private const int LongestText = 10_000;

    public static readonly Dictionary<string, IntrinsicFunction> All = new()
    {
        ["StringSplit"] = (arguments, _) => arguments is [JsonString text, JsonString delimiters]
            ? Split(text.Value, delimiters.Value)
            : throw IntrinsicFault.InvalidArguments("StringSplit"),
        ["Base64Encode"] = (arguments, _) => arguments is [JsonString { Value: { Length: <= LongestText } text }]
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text))
            : throw IntrinsicFault.InvalidArguments("Base64Encode"),
        ["Base64Decode"] = (arguments, _) => arguments is [JsonString { Value: { Length: <= LongestText } text }]
            ? Encoding.UTF8.GetString(LenientBase64.Decode(text))
            : throw IntrinsicFault.InvalidArguments("Base64Decode"),
        ["Hash"] = (arguments, _) => arguments is [var data, JsonString algorithm] && JavaText.Of(data) is { Length: <= LongestText } text
            ? Convert.ToHexStringLower(Hash(Encoding.UTF8.GetBytes(text), algorithm.Value))
            : throw IntrinsicFault.InvalidArguments("Hash"),
        ["UUID"] = (arguments, environment) => arguments.IsEmpty
            ? environment.NewGuid().ToString()
            : throw IntrinsicFault.InvalidArguments("UUID"),
    };

    // Every character of the second argument delimits, and empty pieces are dropped.
    private static JsonArray Split(string text, string delimiters) => delimiters.Length is 0
        ? text.Length is 0 ? JsonArray.Empty : JsonArray.Of(text)
        : JsonArray.Of(text.Split(delimiters.ToCharArray(), StringSplitOptions.RemoveEmptyEntries).Select(piece => (JsonValue)piece));

#pragma warning disable CA5350, CA5351 // The user names the algorithm; AWS offers these.
    private static byte[] Hash(byte[] data, string algorithm) => algorithm switch
    {
        "MD5" => MD5.HashData(data),
        "SHA-1" => SHA1.HashData(data),
        "SHA-256" => SHA256.HashData(data),
        "SHA-384" => SHA384.HashData(data),
        "SHA-512" => SHA512.HashData(data),
        _ => throw IntrinsicFault.InvalidArguments("Hash"),
    };
#pragma warning restore CA5350, CA5351
}
