using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StepFlow.StepFunctions.Running;

/// <summary>
/// Task tokens carry what they stand for (execution and piece of work) and a checksum, so they stay valid over restarts
/// and a token that was never ours is told from one whose task has ended.
/// </summary>
public static class TaskTokens
{
    private const int ChecksumLength = 12;
    private static readonly byte[] Mark = "AQCEAAAAKgAAAAMAAAAA"u8.ToArray();

    public static string Make(string executionArn, int work)
    {
        var content = Encoding.UTF8.GetBytes($"{executionArn}\n{work}");
        return Encoding.ASCII.GetString(Mark) + Base64Url.EncodeToString([.. Checksum(content), .. content]);
    }

    public static bool TryRead(string token, out string executionArn, out int work)
    {
        executionArn = "";
        work = 0;
        if (!token.StartsWith(Encoding.ASCII.GetString(Mark), StringComparison.Ordinal) || !Base64Url.IsValid(token.AsSpan(Mark.Length)))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(token.AsSpan(Mark.Length));
        if (bytes.Length <= ChecksumLength || !Checksum(bytes[ChecksumLength..]).AsSpan().SequenceEqual(bytes.AsSpan(0, ChecksumLength)))
        {
            return false;
        }

        var content = Encoding.UTF8.GetString(bytes, ChecksumLength, bytes.Length - ChecksumLength).Split('\n');
        executionArn = content[0];
        return content.Length is 2 && int.TryParse(content[1], out work);
    }

    private static byte[] Checksum(byte[] content) => SHA256.HashData([.. Mark, .. content])[..ChecksumLength];
}
