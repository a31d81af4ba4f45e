using System.Security.Cryptography;
using System.Text;

namespace StepFlow.Hosting.Publishing;

/// <summary>
/// The folder that publish writes to. A list in it, as <c>sha256sum</c> writes one, says which files are ours: those that the next
/// publish does not write any more are removed then, unless somebody has changed them.
/// </summary>
internal sealed class PublishOutput
{
    private const string List = ".stepflow-publish";
    private const string Separator = "  ";

    private readonly string _folder;
    private readonly SortedDictionary<string, string> _written = new(StringComparer.Ordinal);

    private PublishOutput(string folder) => _folder = folder;

    /// <summary>Makes the folder where it is not there; one that cannot be written is a <see cref="StartException"/>.</summary>
    public static PublishOutput Open(string folder)
    {
        try
        {
            if (File.Exists(folder))
            {
                throw new StartException($"'{folder}' (--output) is a file. Name a folder; it is made where it is not there.");
            }

            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, List + ".probe"), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            return new(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotBeWritten(folder, e);
        }
    }

    public static StartException CannotBeWritten(string folder, Exception e) =>
        new($"Nothing can be written to '{folder}' (--output): {e.Message.TrimEnd('.')}. Name another folder, or make it writable.", e);

    /// <param name="name">The file's path below the folder.</param>
    /// <param name="content">What it holds.</param>
    public void Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        _written[name] = HashOf(content);
    }

    /// <summary>Removes what an earlier publish wrote and this one did not, and remembers what this one wrote.</summary>
    /// <returns>The names of the files that are gone.</returns>
    public IReadOnlyCollection<string> RemoveOlder()
    {
        List<string> removed = [];
        foreach (var (name, hash) in Listed())
        {
            var path = Path.GetFullPath(Path.Combine(_folder, name));
            if (_written.ContainsKey(name) || !IsBelow(path) || !File.Exists(path) || HashOf(File.ReadAllBytes(path)) != hash)
            {
                continue;
            }

            File.Delete(path);
            RemoveIfEmpty(Path.GetDirectoryName(path)!);
            removed.Add(name);
        }

        File.WriteAllText(Path.Combine(_folder, List), string.Concat(_written.Select(file => $"{file.Value}{Separator}{file.Key}\n")), new UTF8Encoding(false));
        return removed;
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private IEnumerable<(string Name, string Hash)> Listed()
    {
        var list = Path.Combine(_folder, List);
        return File.Exists(list)
            ? File.ReadAllLines(list).Select(line => line.Split(Separator, 2)).Where(parts => parts.Length is 2).Select(parts => (parts[1], parts[0]))
            : [];
    }

    // A list that came from elsewhere must not reach beyond the folder.
    private bool IsBelow(string path) => path.StartsWith(_folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private void RemoveIfEmpty(string folder)
    {
        if (IsBelow(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            RemoveIfEmpty(Path.GetDirectoryName(folder)!);
        }
    }
}
