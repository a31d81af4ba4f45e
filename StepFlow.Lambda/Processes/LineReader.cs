using System.Text;

namespace StepFlow.Lambda.Processes;

/// <summary>Cuts a process's output into lines; a line without end is cut too, so that nothing grows without bound.</summary>
internal static class LineReader
{
    public const int LongestLine = 64 * 1024;

    public static async Task ReadAsync(TextReader reader, Action<string> line)
    {
        var buffer = new char[4096];
        var pending = new StringBuilder();
        while (await reader.ReadAsync(buffer) is var read and > 0)
        {
            Split(buffer.AsSpan(0, read), pending, line);
        }

        if (pending.Length > 0)
        {
            line(pending.ToString());
        }
    }

    private static void Split(ReadOnlySpan<char> text, StringBuilder pending, Action<string> line)
    {
        while (text.IndexOf('\n') is var end and >= 0)
        {
            pending.Append(text[..end]);
            Emit(pending, line);
            text = text[(end + 1)..];
        }

        pending.Append(text);
        if (pending.Length >= LongestLine)
        {
            Emit(pending, line);
        }
    }

    private static void Emit(StringBuilder pending, Action<string> line)
    {
        if (pending.Length > 0 && pending[^1] == '\r')
        {
            pending.Length--;
        }

        line(pending.ToString());
        pending.Clear();
    }
}
