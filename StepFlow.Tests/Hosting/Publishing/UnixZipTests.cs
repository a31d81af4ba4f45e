using System.IO.Compression;
using StepFlow.Hosting.Publishing;
using Xunit;

namespace StepFlow.Tests.Hosting.Publishing;

public sealed class UnixZipTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-zip-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_files_give_the_same_bytes_whenever_and_in_whatever_order_they_were_written()
    {
        Write("b.dll", "two");
        Write("a/c.json", "one");
        var first = UnixZip.Of(_folder);
        File.Delete(Path.Combine(_folder, "b.dll"));
        Write("b.dll", "two");
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "b.dll"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        Assert.Equal(first, UnixZip.Of(_folder));
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.Equal(["a/c.json", "b.dll"], zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void Programs_may_be_executed_and_everything_else_is_readable_by_all()
    {
        Write("bootstrap", "#!/bin/sh\nexec ./Function\n");
        Write("Function", "\u007fELF and so on");
        Write("libnative.so", "\u007fELF and so on");
        Write("Function.dll", "MZ");

        using var zip = new ZipArchive(new MemoryStream(UnixZip.Of(_folder)));

        Assert.Equal(
            [("Function", 0x81ED), ("Function.dll", 0x81A4), ("bootstrap", 0x81ED), ("libnative.so", 0x81A4)],
            zip.Entries.Select(entry => (entry.FullName, (int)((uint)entry.ExternalAttributes >> 16))));
    }

    [Fact]
    public void Every_entry_says_that_it_was_made_on_unix_because_modes_count_only_there()
    {
        Write("a", "1");
        Write("b", "2");
        var bytes = UnixZip.Of(_folder);

        byte[] directoryEntry = [0x50, 0x4b, 0x01, 0x02];
        var at = bytes.AsSpan().IndexOf(directoryEntry);
        var next = at + 4 + bytes.AsSpan(at + 4).IndexOf(directoryEntry);

        Assert.Equal((3, 3), (bytes[at + 5], bytes[next + 5]));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
