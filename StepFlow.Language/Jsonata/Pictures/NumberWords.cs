using System.Text.RegularExpressions;

namespace StepFlow.Language.Jsonata;

/// <summary>Numbers in English words, Roman numerals and letters, in both directions. What cannot be read is NaN.</summary>
internal static partial class NumberWords
{
    private static readonly string[] Few =
    [
        "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
    ];

    private static readonly string[] Ordinals =
    [
        "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
        "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth",
    ];

    private static readonly string[] Decades = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety", "Hundred"];
    private static readonly string[] Magnitudes = ["Thousand", "Million", "Billion", "Trillion"];

    private static readonly (int Value, string Numeral)[] Romans =
    [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ];

    private static readonly Dictionary<string, double> Values = WordValues();

    /// <summary>Every word a number may be made of, for a regular expression.</summary>
    public static IEnumerable<string> Vocabulary => Values.Keys;

    public static string ToWords(double number, bool ordinal) => ToWords(number, follows: false, ordinal);

    public static double FromWords(string text)
    {
        List<double> segments = [0];
        foreach (var part in Separators().Split(text))
        {
            var value = Values.GetValueOrDefault(part, double.NaN);
            if (value < 100)
            {
                var top = segments[^1];
                if (top >= 1000)
                {
                    segments.Add(value);
                }
                else
                {
                    segments[^1] = top + value;
                }
            }
            else
            {
                segments[^1] *= value;
            }
        }

        return segments.Sum();
    }

    public static string ToRoman(double number)
    {
        if (number > 10_000_000)
        {
            throw new JsonataException(ErrorCatalog.Guard, ErrorCatalog.TooLarge);
        }

        var text = new System.Text.StringBuilder();
        foreach (var (value, numeral) in Romans)
        {
            for (; number >= value; number -= value)
            {
                text.Append(numeral);
            }
        }

        return text.ToString();
    }

    public static double FromRoman(string text)
    {
        var (number, most) = (0.0, 1.0);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            double value = text[i] switch
            {
                'M' => 1000,
                'D' => 500,
                'C' => 100,
                'L' => 50,
                'X' => 10,
                'V' => 5,
                'I' => 1,
                _ => double.NaN,
            };
            if (value < most)
            {
                number -= value;
            }
            else
            {
                most = value;
                number += value;
            }
        }

        return number;
    }

    public static string ToLetters(double number, char first)
    {
        var letters = new Stack<char>();
        for (; number > 0; number = Math.Floor((number - 1) / 26))
        {
            letters.Push((char)(((number - 1) % 26) + first));
        }

        return string.Concat(letters);
    }

    public static double FromLetters(string text, char first)
    {
        var number = 0.0;
        for (var i = 0; i < text.Length; i++)
        {
            number += (text[text.Length - i - 1] - first + 1) * Math.Pow(26, i);
        }

        return number;
    }

    private static string ToWords(double number, bool follows, bool ordinal)
    {
        if (number <= 19)
        {
            return (follows ? " and " : "") + (ordinal ? Ordinals : Few)[(int)number];
        }

        if (number < 100)
        {
            var ten = (follows ? " and " : "") + Decades[(int)(number / 10) - 2];
            return number % 10 > 0 ? ten + "-" + ToWords(number % 10, follows: false, ordinal) : ordinal ? ten[..^1] + "ieth" : ten;
        }

        if (number < 1000)
        {
            return (follows ? ", " : "") + Few[(int)(number / 100)] + " Hundred" + Rest(number % 100, ordinal);
        }

        var magnitude = Math.Min((int)Math.Floor(Math.Log10(number) / 3), Magnitudes.Length);
        var factor = Math.Pow(10, magnitude * 3);
        var mantissa = Math.Floor(number / factor);
        return (follows ? ", " : "") + ToWords(mantissa, follows: false, ordinal: false) + " " + Magnitudes[magnitude - 1] + Rest(number - (mantissa * factor), ordinal);
    }

    private static string Rest(double rest, bool ordinal) => rest > 0 ? ToWords(rest, follows: true, ordinal) : ordinal ? "th" : "";

    private static Dictionary<string, double> WordValues()
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < Few.Length; i++)
        {
            values[Few[i].ToLowerInvariant()] = i;
        }

        for (var i = 0; i < Ordinals.Length; i++)
        {
            values[Ordinals[i].ToLowerInvariant()] = i;
        }

        for (var i = 0; i < Decades.Length; i++)
        {
            var word = Decades[i].ToLowerInvariant();
            values[word] = (i + 2) * 10;
            values[word[..^1] + "ieth"] = values[word];
        }

        values["hundredth"] = 100;
        for (var i = 0; i < Magnitudes.Length; i++)
        {
            var word = Magnitudes[i].ToLowerInvariant();
            values[word] = Math.Pow(10, (i + 1) * 3);
            values[word + "th"] = values[word];
        }

        return values;
    }

    [GeneratedRegex(@",\s|\sand\s|[\s\\\-]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
