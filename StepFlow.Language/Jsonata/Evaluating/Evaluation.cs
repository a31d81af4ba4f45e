using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>One evaluation under way: what it may look at, and the guards that end it when it goes too deep, too long or too large.</summary>
internal sealed class Evaluation
{
    private const int StepsBetweenLooks = 256;
    private const int MadeWithoutCare = 400;
    private readonly JsonataEnvironment _environment;
    private readonly string[] _globalNames;
    private readonly JsonValue?[] _globals;
    private readonly int _maxDepth;
    private readonly long _maxBytes;
    private readonly TimeSpan _maxTime;
    private long? _began;
    private long _heldInAll;
    private DateTimeOffset? _now;
    private Random? _random;
    private int _made;
    private int _depth;
    private int _stepsLeft = StepsBetweenLooks;

    public Evaluation(JsonataEnvironment environment, JsonValue? input, string[] globalNames, Builtins builtins)
    {
        _environment = environment;
        _globalNames = globalNames;
        _globals = globalNames.Length is 0 ? [] : new JsonValue?[globalNames.Length];
        Builtins = builtins;
        Root = input;
        var limits = environment.Limits;
        _maxDepth = limits.MaxDepth;
        _maxBytes = limits.MaxBytes;
        _maxTime = limits.MaxTime;
    }

    /// <summary>The input document: <c>$$</c>.</summary>
    public JsonValue? Root { get; }

    public Builtins Builtins { get; }

    /// <summary>True when the result may hold something that is not plain JSON.</summary>
    public bool NeedsCleaning { get; set; }

    /// <summary>The call a <see cref="TailCall"/> stands for.</summary>
    public CallNode? PendingCall { get; set; }

    public JsonValue? PendingInput { get; set; }

    public Frame? PendingFrame { get; set; }

    public DateTimeOffset Now => _now ??= _environment.Now ?? _environment.Time.GetUtcNow();

    public Random Random => _random ??= _environment.Random ?? new Random();

    public JsonataEnvironment Environment => _environment;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        var depth = ++_depth;
        if (depth > _maxDepth)
        {
            throw TooDeep();
        }

        if (--_stepsLeft < 0 || (depth & 15) is 0)
        {
            Look();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave() => _depth--;

    /// <summary>To be called in loops that evaluate nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        if (--_stepsLeft < 0)
        {
            Look();
        }
    }

    /// <summary>A variable nobody in the expression has bound: one of the environment, or a built-in function.</summary>
    public JsonValue? Global(int index)
    {
        var value = _globals[index] ??= Find(_globalNames[index]) ?? Unbound.Nothing;
        return ReferenceEquals(value, Unbound.Nothing) ? null : value;
    }

    public JsonValue? Find(string name) => _environment.Variables?.Lookup(name) ?? Builtins.Find(name);

    /// <summary>Counts arrays and objects made: many of them may be nested too deep for whoever reads the result.</summary>
    public void Made(bool isItem)
    {
        if (isItem || ++_made > MadeWithoutCare)
        {
            NeedsCleaning = true;
        }
    }

    public Guid NewGuid()
    {
        if (_environment.NewGuid is not null)
        {
            return _environment.NewGuid();
        }

        Span<byte> bytes = stackalloc byte[16];
        Random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    public JsonNumber Number(double value)
    {
        if (!double.IsFinite(value))
        {
            NeedsCleaning = true;
        }

        return JsonNumber.Of(value);
    }

    public JsonString Text(string text)
    {
        if (text.Length > 1024)
        {
            Hold(text.Length);
        }

        return new(text);
    }

    public Sequence Hold(Sequence sequence)
    {
        if (sequence.Count > 128)
        {
            Hold(sequence.Count * 8L);
        }

        return sequence;
    }

    /// <summary>Asks for room for one value before it is made: eight bytes for an item, one for a character.</summary>
    public void Hold(long bytes) => Hold(bytes, bytes);

    /// <summary>The same for numbers that come into being with their array.</summary>
    public void HoldNumbers(long count) => Hold(count * 8, count * 56);

    /// <summary>To be called between pieces of work that may each take long. The clock starts at the first look: most evaluations are over before it.</summary>
    public void LookAtClock()
    {
        if (_maxTime == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        var now = _environment.Clock.GetTimestamp();
        _began ??= now;
        if (_environment.Clock.GetElapsedTime(_began.Value, now) > _maxTime)
        {
            throw TooLong();
        }
    }

    private void Hold(long bytes, long really)
    {
        _heldInAll += really;
        if (bytes > _maxBytes || _heldInAll > JsonataLimits.MostBytesInAll)
        {
            throw new JsonataException(ErrorCatalog.Guard, ErrorCatalog.TooLarge);
        }
    }

    private void Look()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TooDeep();
        }

        if (_stepsLeft < 0)
        {
            _stepsLeft = StepsBetweenLooks;
            LookAtClock();
        }

    }

    public static JsonataException TooDeep() => new(ErrorCatalog.Guard, ErrorCatalog.TooDeep);

    public static JsonataException TooLong() => new(ErrorCatalog.Guard, ErrorCatalog.TooLong);
}
