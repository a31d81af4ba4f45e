using System.Buffers.Binary;
using System.IO.Compression;

namespace StepFlow.Hosting.Publishing;

/// <summary>
/// Writes a folder as a zip for Lambda: the same files give the same bytes on every run, and every file has the Unix mode it
/// needs there, whatever system wrote it.
/// </summary>
internal static class UnixZip
{
    private const int RegularFile = 0x8000;
    private const int ReadableByAll = 0x1A4; // rw-r--r--
    private const int ExecutableByAll = 0x1ED; // rwxr-xr-x
    private const byte MadeByUnix = 3;

    // The first moment that a zip can hold.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: file, Name: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, name) in files)
            {
                var content = File.ReadAllBytes(path);
                var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
                entry.LastWriteTime = NoTime;
                entry.ExternalAttributes = (RegularFile | ModeOf(name, content)) << 16;
                using var target = entry.Open();
                target.Write(content);
            }
        }

        var archive = bytes.ToArray();
        SayMadeByUnix(archive);
        return archive;
    }

    /// <summary>Programs, by what they begin with, may be executed; everything else may only be read. NuGet's own modes mean nothing.</summary>
    internal static int ModeOf(string name, ReadOnlySpan<byte> content) =>
        content.StartsWith("#!"u8) || (content.StartsWith("\u007fELF"u8) && !name.EndsWith(".so", StringComparison.Ordinal)) ? ExecutableByAll : ReadableByAll;

    // Modes count only in an archive that says it was made on Unix; .NET says so only where it runs on it.
    private static void SayMadeByUnix(Span<byte> archive)
    {
        const int endLength = 22;
        const uint directoryEntry = 0x02014b50;
        var end = archive[^endLength..];
        var at = BinaryPrimitives.ReadInt32LittleEndian(end[16..]);
        while (BinaryPrimitives.ReadUInt32LittleEndian(archive[at..]) is directoryEntry)
        {
            var entry = archive[at..];
            entry[5] = MadeByUnix;
            at += 46
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }
    }
}
