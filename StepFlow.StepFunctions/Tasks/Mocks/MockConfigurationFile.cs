namespace StepFlow.StepFunctions.Tasks.Mocks;

/// <summary>A mock file on disk; a changed file is read again when the next execution starts.</summary>
public sealed class MockConfigurationFile(string path)
{
    private readonly Lock _lock = new();
    private MockConfiguration? _configuration;
    private DateTime _readAt;

    public string Path => path;

    /// <summary>Throws <see cref="FormatException"/> or <see cref="IOException"/> with the file's name.</summary>
    public MockConfiguration Current
    {
        get
        {
            lock (_lock)
            {
                var changedAt = File.GetLastWriteTimeUtc(path);
                if (_configuration is null || changedAt != _readAt)
                {
                    _configuration = Read();
                    _readAt = changedAt;
                }

                return _configuration;
            }
        }
    }

    private MockConfiguration Read()
    {
        try
        {
            return MockConfiguration.Read(File.ReadAllText(path));
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }
}
