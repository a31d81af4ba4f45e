using System.Globalization;
using StepFlow.Language.Json;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>Checks of single values.</summary>
internal static class ValueChecks
{
    public static void Anything(JsonValue value, string path, Judging judging)
    {
    }

    public static void Text(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonString)
        {
            judging.Schema(Messages.ExpectedType("STRING"), path);
        }
    }

    public static void Boolean(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonBoolean)
        {
            judging.Schema(Messages.ExpectedType("BOOLEAN"), path);
        }
    }

    public static void Number(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonNumber)
        {
            judging.Schema(Messages.ExpectedNumber("Number"), path);
        }
    }

    public static FieldCheck Integer(long minimum, long maximum = long.MaxValue) => (value, path, judging) =>
    {
        if (value is not JsonNumber { IsInteger: true } number)
        {
            judging.Schema(Messages.ExpectedNumber("Integer"), path);
        }
        else if (number.Value < minimum)
        {
            judging.Schema(Messages.Minimum(minimum.ToString(CultureInfo.InvariantCulture)), path);
        }
        else if (number.Value > maximum)
        {
            judging.Schema(Messages.Maximum(maximum.ToString(CultureInfo.InvariantCulture)), path);
        }
    };

    public static FieldCheck Decimal(double minimum, double maximum = double.MaxValue) => (value, path, judging) =>
    {
        if (value is not JsonNumber number)
        {
            judging.Schema(Messages.ExpectedNumber("Float"), path);
        }
        else if (number.Value < minimum)
        {
            judging.Schema(Messages.Minimum(minimum.ToString("0.0", CultureInfo.InvariantCulture)), path);
        }
        else if (number.Value > maximum)
        {
            judging.Schema(Messages.Maximum(maximum.ToString("0.0", CultureInfo.InvariantCulture)), path);
        }
    };

    public static FieldCheck OneOf(params string[] values) => (value, path, judging) =>
    {
        if (value is not JsonString s)
        {
            judging.Schema(Messages.ExpectedType("STRING"), path);
        }
        else if (!values.Contains(s.Value, StringComparer.Ordinal))
        {
            judging.Schema(Messages.OneOf(values), path);
        }
    };

    public static void Timestamp(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonString s)
        {
            judging.Schema(Messages.ExpectedType("STRING"), path);
        }
        else if (!Rfc3339.IsTimestamp(s.Value))
        {
            judging.Schema(Messages.NotATimestamp, path);
        }
    }

    /// <summary>A list, each item of which is checked; AWS writes its items as <c>Catch[0]</c>.</summary>
    public static FieldCheck List(FieldCheck item, bool mayBeEmpty = false) => (value, path, judging) =>
    {
        if (value is not JsonArray list)
        {
            judging.Schema(Messages.ExpectedType("ARRAY"), path);
            return;
        }

        if (list.Count is 0 && !mayBeEmpty)
        {
            judging.Schema(Messages.Empty, path);
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (!judging.IsToken(list[i]))
            {
                item(list[i], $"{path}[{i}]", judging);
            }
        }
    };
}
