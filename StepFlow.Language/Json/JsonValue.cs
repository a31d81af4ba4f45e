using System.Runtime.CompilerServices;

namespace StepFlow.Language.Json;

/// <summary>
/// An immutable JSON value. Values are shared, never cloned; changing one rebuilds only the spine above the change.
/// Numbers keep the text they arrived with, objects keep the order of their members.
/// </summary>
public abstract class JsonValue : IEquatable<JsonValue>
{
    private int _utf8Length = -1;

    private protected JsonValue()
    {
    }

    public static JsonValue Null => JsonNull.Instance;

    public static JsonValue True => JsonBoolean.True;

    public static JsonValue False => JsonBoolean.False;

    /// <summary>The word JSON uses for this kind of value: object, array, string, number, boolean or null.</summary>
    public abstract string Kind { get; }

    /// <summary>Length of the compact text of this value in UTF-8 bytes; computed once.</summary>
    public int Utf8Length
    {
        get
        {
            if (_utf8Length < 0)
            {
                _utf8Length = MeasureUtf8();
            }

            return _utf8Length;
        }
    }

    /// <summary>
    /// How deep arrays and objects are nested in this value: 0 for a scalar, 1 for an array of scalars. <see cref="int.MaxValue"/> stands for
    /// what is too deep for any recursion.
    /// </summary>
    public virtual int Depth => 0;

    public static implicit operator JsonValue(string text) => new JsonString(text);

    public static implicit operator JsonValue(bool value) => JsonBoolean.Of(value);

    public static implicit operator JsonValue(int value) => JsonNumber.Of(value);

    public static implicit operator JsonValue(long value) => JsonNumber.Of(value);

    public static implicit operator JsonValue(double value) => JsonNumber.Of(value);

    public static bool operator ==(JsonValue? left, JsonValue? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(JsonValue? left, JsonValue? right) => !(left == right);

    /// <summary>Reads one JSON text. Throws <see cref="JsonSyntaxException"/> with line and column.</summary>
    public static JsonValue Parse(string text) => JsonReader.Read(text);

    /// <summary>Reads one JSON text in UTF-8. Throws <see cref="JsonSyntaxException"/> with line and column.</summary>
    public static JsonValue Parse(ReadOnlySpan<byte> utf8) => JsonReader.Read(utf8);

    /// <summary>Same kind and same content. Numbers compare by value (1 equals 1.0), members without regard to order.</summary>
    public abstract bool Equals(JsonValue? other);

    public override bool Equals(object? obj) => obj is JsonValue other && Equals(other);

    public abstract override int GetHashCode();

    /// <summary>The compact JSON text of this value.</summary>
    public override string ToString() => JsonWriter.ToText(this);

    private protected abstract int MeasureUtf8();

    private protected static int DepthOf(JsonValue inner) => RuntimeHelpers.TryEnsureSufficientExecutionStack() ? inner.Depth : int.MaxValue;

    private protected static int Around(int depth) => depth is int.MaxValue ? depth : depth + 1;
}

public sealed class JsonNull : JsonValue
{
    internal static readonly JsonNull Instance = new();

    private JsonNull()
    {
    }

    public override string Kind => "null";

    public override bool Equals(JsonValue? other) => other is JsonNull;

    public override int GetHashCode() => 0;

    private protected override int MeasureUtf8() => 4;
}

public sealed class JsonBoolean : JsonValue
{
    internal static new readonly JsonBoolean True = new(value: true);
    internal static new readonly JsonBoolean False = new(value: false);

    private JsonBoolean(bool value) => Value = value;

    public bool Value { get; }

    public override string Kind => "boolean";

    public static JsonBoolean Of(bool value) => value ? True : False;

    public override bool Equals(JsonValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Value ? 1 : 2;

    private protected override int MeasureUtf8() => Value ? 4 : 5;
}

public sealed class JsonString(string value) : JsonValue
{
    public static readonly JsonString Empty = new("");

    public string Value { get; } = value;

    public override string Kind => "string";

    public override bool Equals(JsonValue? other) => other is JsonString s && string.Equals(s.Value, Value, StringComparison.Ordinal);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    private protected override int MeasureUtf8() => JsonWriter.MeasureString(Value);
}
