using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace StepFlow.ConsoleUI.Serving;

/// <summary>
/// The files for the browser, out of this assembly: they are there wherever the program was started from, and however it was installed.
/// Paths are those of static web assets, so that components which load scripts of their own find them.
/// </summary>
internal sealed class EmbeddedAssets : IFileProvider
{
    private const string FluentScript = "_content/Microsoft.FluentUI.AspNetCore.Components/Microsoft.FluentUI.AspNetCore.Components.lib.module.js";

    private readonly Dictionary<string, IFileInfo> _files;

    /// <param name="applicationName">Blazor looks for the list of scripts to start with under this name.</param>
    public EmbeddedAssets(string applicationName)
    {
        var assembly = typeof(EmbeddedAssets).Assembly;

        // An assembly inside a single-file program has no file of its own.
        var program = assembly.Location is { Length: > 0 } file ? file : Environment.ProcessPath!;
        var builtAt = new DateTimeOffset(File.GetLastWriteTimeUtc(program), TimeSpan.Zero);
        _files = assembly.GetManifestResourceNames()
            .Select(IFileInfo (name) => new EmbeddedFile(assembly, name, builtAt))
            .ToDictionary(file => file.Name, StringComparer.OrdinalIgnoreCase);
        var initializers = $"{applicationName}.modules.json";
        _files[initializers] = new TextFile(initializers, $"[\"{FluentScript}\"]", builtAt);
    }

    public IEnumerable<string> Paths => _files.Keys;

    public IFileInfo GetFileInfo(string subpath) =>
        _files.GetValueOrDefault(subpath.TrimStart('/')) ?? new NotFoundFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class EmbeddedFile(Assembly assembly, string resource, DateTimeOffset builtAt) : IFileInfo
    {
        private long? _length;

        public bool Exists => true;

        public bool IsDirectory => false;

        public DateTimeOffset LastModified => builtAt;

        public long Length => _length ??= MeasureLength();

        /// <summary>The path as asked for; a build on Windows writes backslashes.</summary>
        public string Name { get; } = resource.Replace('\\', '/');

        public string? PhysicalPath => null;

        public Stream CreateReadStream() =>
            assembly.GetManifestResourceStream(resource) ?? throw new FileNotFoundException($"The assembly has no resource {resource}.");

        private long MeasureLength()
        {
            using var stream = CreateReadStream();
            return stream.Length;
        }
    }

    private sealed class TextFile(string name, string text, DateTimeOffset builtAt) : IFileInfo
    {
        private readonly byte[] _bytes = System.Text.Encoding.UTF8.GetBytes(text);

        public bool Exists => true;

        public bool IsDirectory => false;

        public DateTimeOffset LastModified => builtAt;

        public long Length => _bytes.Length;

        public string Name => name;

        public string? PhysicalPath => null;

        public Stream CreateReadStream() => new MemoryStream(_bytes, writable: false);
    }
}
