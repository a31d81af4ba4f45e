using System.Text;

namespace StepFlow.Hosting.Sam.Programs;

/// <summary>Splits a command into words: blanks separate, single and double quotes hold together.</summary>
internal static class CommandWords
{
    public static IReadOnlyList<string> Of(string command)
    {
        List<string> words = [];
        var word = new StringBuilder();
        char? quote = null;
        var isOpen = false;
        foreach (var c in command)
        {
            if (quote is null && char.IsWhiteSpace(c))
            {
                Close();
            }
            else if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is '\'' or '"')
            {
                (quote, isOpen) = (c, true);
            }
            else
            {
                word.Append(c);
                isOpen = true;
            }
        }

        Close();
        return words;

        void Close()
        {
            if (isOpen)
            {
                words.Add(word.ToString());
                word.Clear();
                isOpen = false;
            }
        }
    }
}
