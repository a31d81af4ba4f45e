using System.Globalization;
using System.Text;

namespace StepFlow.Aws.Validation;

/// <summary>
/// The members of a request with their constraints, in the order in which they are checked. Stands beside its operation; a test
/// compares all of them with the service model.
/// </summary>
public sealed class Constraints<T>
{
    private delegate void Check(T value, string prefix, Violations violations);

    private readonly List<Constraint> _members = [];
    private readonly List<Check> _checks = [];
    private Func<T, string?>[] _arns = [];

    public IReadOnlyList<Constraint> Members => _members;

    /// <summary>Throws what AWS answers to a request that breaks the model.</summary>
    public void Ensure(T request)
    {
        // AWS looks at ARNs before anything else, for it needs them to authorize the call.
        foreach (var get in _arns)
        {
            if (get(request) is { Length: > 0 } arn && !arn.StartsWith(Arns.Arn.Prefix, StringComparison.Ordinal))
            {
                throw new AwsException("InvalidArn", $"Invalid Arn: 'Invalid ARN prefix: {arn}'");
            }
        }

        var violations = new Violations();
        Apply(request, "", violations);
        violations.Throw();
    }

    public Constraints<T> Text(
        string name, Func<T, string?> get, int min = 0, int max = int.MaxValue, bool required = false, TextPattern? pattern = null, bool sensitive = false)
    {
        Declare(new(name, MemberKind.Text, required, Min(min), Max(max), Sensitive: sensitive, Pattern: pattern?.Text), (request, prefix, violations) =>
        {
            if (Present(get(request), required, prefix, name, violations) is { } text)
            {
                CheckText(text, min, max, pattern, sensitive, prefix + name, violations);
            }
        });
        return this;
    }

    /// <summary>The ARN of the resource that the call is about; its form is checked before all constraints.</summary>
    public Constraints<T> Arn(string name, Func<T, string?> get, int max = 256, bool required = true)
    {
        _arns = [.. _arns, get];
        return Text(name, get, 1, max, required);
    }

    /// <summary>Data of the user: limited in bytes, and never repeated.</summary>
    public Constraints<T> Data(string name, Func<T, string?> get, int max, bool required = false)
    {
        Declare(new(name, MemberKind.Text, required, Max: max, Bytes: true, Sensitive: true), (request, prefix, violations) =>
        {
            if (Present(get(request), required, prefix, name, violations) is { } text
                && text.Length > max / 3 && Encoding.UTF8.GetByteCount(text) > max)
            {
                violations.Add(prefix + name, null, $"have size less than or equal to {max} bytes in UTF-8 encoding");
            }
        });
        return this;
    }

    public Constraints<T> OneOf(string name, Func<T, string?> get, EnumValues values, bool required = false)
    {
        Declare(new(name, MemberKind.Text, required, Values: values), (request, prefix, violations) =>
        {
            if (Present(get(request), required, prefix, name, violations) is { } text && !values.Contains(text))
            {
                violations.Add(prefix + name, text, $"satisfy enum value set: [{values.Listed}]");
            }
        });
        return this;
    }

    public Constraints<T> Integer(string name, Func<T, long?> get, long min = long.MinValue, long max = long.MaxValue, bool required = false)
    {
        Declare(new(name, MemberKind.Integer, required, min is long.MinValue ? null : min, max is long.MaxValue ? null : max), (request, prefix, violations) =>
        {
            if (get(request) is { } value)
            {
                CheckRange(value, min, max, value.ToString(CultureInfo.InvariantCulture), prefix + name, violations);
            }
            else if (required)
            {
                violations.AddNull(prefix + name);
            }
        });
        return this;
    }

    public Constraints<T> Real(string name, Func<T, double?> get, double min, double max)
    {
        Declare(new(name, MemberKind.Real, Min: min, Max: max), (request, prefix, violations) =>
        {
            if (get(request) is { } value)
            {
                CheckRange(value, min, max, value.ToString("0.0################", CultureInfo.InvariantCulture), prefix + name, violations);
            }
        });
        return this;
    }

    /// <summary>A member that only has to be of its kind, which the reader of the request has seen to.</summary>
    public Constraints<T> Flag(string name)
    {
        _members.Add(new(name, MemberKind.Flag));
        return this;
    }

    public Constraints<T> Structure<TInner>(string name, Func<T, TInner?> get, Constraints<TInner> inner, bool required = false)
        where TInner : class
    {
        Declare(new(name, MemberKind.Structure, required, Members: inner.Members), (request, prefix, violations) =>
        {
            if (Present(get(request), required, prefix, name, violations) is { } structure)
            {
                inner.Apply(structure, $"{prefix}{name}.", violations);
            }
        });
        return this;
    }

    public Constraints<T> List<TItem>(
        string name, Func<T, IReadOnlyList<TItem>?> get, Constraints<TItem> item, int min = 0, int max = int.MaxValue, bool required = false)
    {
        Declare(new(name, MemberKind.List, required, Min(min), Max(max), Members: item.Members), (request, prefix, violations) =>
        {
            if (Present(get(request), required, prefix, name, violations) is not { } list)
            {
                return;
            }

            CheckLength(list.Count, min, max, $"[{string.Join(", ", list)}]", prefix + name, violations);
            for (var i = 0; i < list.Count; i++)
            {
                item.Apply(list[i], $"{prefix}{name}.{i + 1}.member.", violations);
            }
        });
        return this;
    }

    public Constraints<T> TextList(string name, Func<T, IReadOnlyList<string>?> get, int min, int max, bool required = false)
    {
        Declare(new(name, MemberKind.List, required, Members: [new("member", MemberKind.Text, Min: Min(min), Max: max)]), (request, prefix, violations) =>
        {
            if (Present(get(request), required, prefix, name, violations) is not { } list)
            {
                return;
            }

            for (var i = 0; i < list.Count; i++)
            {
                CheckText(list[i], min, max, null, sensitive: false, $"{prefix}{name}.{i + 1}.member", violations);
            }
        });
        return this;
    }

    private static TValue? Present<TValue>(TValue? value, bool required, string prefix, string name, Violations violations)
        where TValue : class
    {
        if (value is null && required)
        {
            violations.AddNull(prefix + name);
        }

        return value;
    }

    private static void CheckText(string text, int min, int max, TextPattern? pattern, bool sensitive, string path, Violations violations)
    {
        if (pattern is not null && !pattern.Matches(text))
        {
            violations.Add(path, sensitive ? null : text, $"satisfy regular expression pattern: {pattern.Text}");
        }

        CheckLength(text.Length, min, max, sensitive ? null : text, path, violations);
    }

    private static void CheckLength(int length, int min, int max, string? shown, string path, Violations violations)
    {
        if (length > max)
        {
            violations.Add(path, shown, $"have length less than or equal to {max}");
        }
        else if (length < min)
        {
            violations.Add(path, shown, $"have length greater than or equal to {min}");
        }
    }

    private static void CheckRange(double value, double min, double max, string shown, string path, Violations violations)
    {
        if (value > max)
        {
            violations.Add(path, shown, $"have value less than or equal to {max.ToString(CultureInfo.InvariantCulture)}");
        }
        else if (value < min)
        {
            violations.Add(path, shown, $"have value greater than or equal to {min.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static double? Min(int min) => min is 0 ? null : min;

    private static double? Max(int max) => max is int.MaxValue ? null : max;

    private void Declare(Constraint member, Check check)
    {
        _members.Add(member);
        _checks.Add(check);
    }

    private void Apply(T value, string prefix, Violations violations)
    {
        foreach (var check in _checks)
        {
            check(value, prefix, violations);
        }
    }
}
