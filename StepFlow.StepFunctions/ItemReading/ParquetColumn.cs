using System.Collections.Frozen;
using Parquet;
using Parquet.Schema;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>One column of one row group.</summary>
internal abstract class ParquetColumn(string name)
{
    private delegate Task<ParquetColumn> ReadColumn(ParquetRowGroupReader group, DataField field, CancellationToken cancellation);

    private static readonly FrozenDictionary<Type, ReadColumn> Readers = new Dictionary<Type, ReadColumn>
    {
        [typeof(ReadOnlyMemory<char>)] = TextsAsync,
        [typeof(ReadOnlyMemory<byte>)] = BytesAsync,
        [typeof(bool)] = ValuesAsync<bool>,
        [typeof(sbyte)] = ValuesAsync<sbyte>,
        [typeof(byte)] = ValuesAsync<byte>,
        [typeof(short)] = ValuesAsync<short>,
        [typeof(ushort)] = ValuesAsync<ushort>,
        [typeof(int)] = ValuesAsync<int>,
        [typeof(uint)] = ValuesAsync<uint>,
        [typeof(long)] = ValuesAsync<long>,
        [typeof(ulong)] = ValuesAsync<ulong>,
        [typeof(float)] = ValuesAsync<float>,
        [typeof(double)] = ValuesAsync<double>,
        [typeof(decimal)] = ValuesAsync<decimal>,
        [typeof(DateTime)] = ValuesAsync<DateTime>,
        [typeof(TimeOnly)] = ValuesAsync<TimeOnly>,
        [typeof(Guid)] = ValuesAsync<Guid>,
    }.ToFrozenDictionary();

    public string Name => name;

    public abstract JsonValue At(int row);

    public static Task<ParquetColumn> ReadAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation) =>
        Readers.TryGetValue(field.ClrType, out var read)
            ? read(group, field, cancellation)
            : throw new NotSupportedException($"the column '{field.Name}' has the type {field.ClrType.Name}, which StepFlow does not read.");

    private static async Task<ParquetColumn> TextsAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory()!, cancellationToken: cancellation);
        return new ValueColumn<string>(field, values);
    }

    private static async Task<ParquetColumn> BytesAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
    {
        var values = new byte[]?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory()!, cancellationToken: cancellation);
        return new ValueColumn<byte[]>(field, values);
    }

    private static async Task<ParquetColumn> ValuesAsync<T>(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
        where T : struct
    {
        if (field.IsNullable)
        {
            var optional = new T?[group.RowCount];
            await group.ReadAsync<T>(field, optional.AsMemory(), cancellationToken: cancellation);
            return new ValueColumn<T?>(field, optional);
        }

        var values = new T[group.RowCount];
        await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellation);
        return new ValueColumn<T>(field, values);
    }

    private sealed class ValueColumn<T>(DataField field, T?[] values) : ParquetColumn(field.Name)
    {
        private readonly bool _isDate = field is DateTimeDataField { DateTimeFormat: DateTimeFormat.Date };

        public override JsonValue At(int row) => ParquetValue.ToJson(values[row], _isDate);
    }
}

/// <summary>A column of lists, maps or structures.</summary>
internal sealed class NestedColumn(string name, IList<Dictionary<string, object?>> rows) : ParquetColumn(name)
{
    public override JsonValue At(int row) => ParquetValue.ToJson(rows[row].GetValueOrDefault(Name));
}
