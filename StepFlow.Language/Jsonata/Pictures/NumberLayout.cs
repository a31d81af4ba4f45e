using System.Globalization;

namespace StepFlow.Language.Jsonata;

/// <summary>Writes numbers as one sub-picture says.</summary>
internal sealed class NumberLayout
{
    private readonly SubPicture _picture;
    private readonly NumberSymbols _symbols;
    private readonly int _leastInteger;
    private readonly int _leastFraction;
    private readonly int _mostFraction;
    private readonly int _scaling;

    public NumberLayout(SubPicture picture, NumberSymbols symbols)
    {
        _picture = picture;
        _symbols = symbols;
        _leastInteger = _scaling = picture.Integer.Count(symbols.IsDigit);
        _leastFraction = picture.Fraction.Count(symbols.IsDigit);
        _mostFraction = picture.Fraction.Count(c => symbols.IsDigit(c) || symbols.IsOptionalDigit(c));
        if (_leastInteger is 0 && _mostFraction is 0)
        {
            if (picture.Exponent is not null)
            {
                _leastFraction = _mostFraction = 1;
            }
            else
            {
                _leastInteger = 1;
            }
        }

        if (picture.Exponent is not null && _leastInteger is 0 && picture.Integer.Contains(symbols.Digit, StringComparison.Ordinal))
        {
            _leastInteger = 1;
        }

        if (_leastInteger is 0 && _leastFraction is 0)
        {
            _leastFraction = 1;
        }
    }

    public string Write(double value)
    {
        var mantissa = value * Factor();
        var exponent = 0;
        if (_picture.Exponent is not null)
        {
            (mantissa, exponent) = Normalized(mantissa);
        }

        // 6 to 9
        var text = Plain(Numbers.Round(mantissa, Math.Min(_mostFraction, 100)));
        var point = text.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        var right = text.Length - point - _symbols.DecimalSeparator.Length;
        text = new string(_symbols.Zero, Math.Max(0, _leastInteger - point)) + text + new string(_symbols.Zero, Math.Max(0, _leastFraction - right));
        text = Grouped(text);

        // 12
        point = text.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        if (!_picture.Text.Contains(_symbols.DecimalSeparator, StringComparison.Ordinal) || point == text.Length - 1)
        {
            text = text[..^1];
        }

        if (_picture.Exponent is not null)
        {
            var digits = InDigits(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture)).PadLeft(_picture.Exponent.Count(_symbols.IsDigit), _symbols.Zero);
            text += _symbols.ExponentSeparator + (exponent < 0 ? _symbols.MinusSign : "") + digits;
        }

        return _picture.Prefix + text + _picture.Suffix;
    }

    private double Factor() => _picture.Text.Contains(_symbols.Percent, StringComparison.Ordinal) ? 100
        : _picture.Text.Contains(_symbols.PerMille, StringComparison.Ordinal) ? 1000 : 1;

    /// <summary>5: as many digits before the point as the picture has.</summary>
    private (double Mantissa, int Exponent) Normalized(double number)
    {
        var most = Math.Pow(10, _scaling);
        var least = Math.Pow(10, _scaling - 1);
        var exponent = 0;
        var mantissa = Math.Abs(number);
        if (mantissa == 0 || !double.IsFinite(mantissa))
        {
            return (mantissa, 0);
        }

        for (; mantissa < least; exponent--)
        {
            mantissa *= 10;
        }

        for (; mantissa > most; exponent++)
        {
            mantissa /= 10;
        }

        return (number < 0 ? -mantissa : mantissa, exponent);
    }

    /// <summary>7: digits and a decimal separator, without zeros at either end.</summary>
    private string Plain(double number)
    {
        number = Math.Abs(number);
        var places = Math.Min(_mostFraction, 100);
        var text = number < 1e21 ? number.ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : Numbers.Shortest(number);
        text = InDigits(text);
        text = text.Contains('.', StringComparison.Ordinal) ? text.Replace(".", _symbols.DecimalSeparator, StringComparison.Ordinal) : text + _symbols.DecimalSeparator;
        return text.Trim(_symbols.Zero);
    }

    private string InDigits(string text) => _symbols.Zero is '0'
        ? text
        : string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + _symbols.Zero) : c));

    /// <summary>10 and 11.</summary>
    private string Grouped(string text)
    {
        var point = text.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        var positions = GroupingPositions(_picture.Integer, toTheLeft: false);
        var interval = Spacing.Of(positions);
        if (interval > 0)
        {
            for (var group = 1; group <= (point - 1) / interval; group++)
            {
                text = text.Insert(point - (group * interval), _symbols.GroupingSeparator);
            }
        }
        else
        {
            foreach (var position in positions)
            {
                text = Inserted(text, point - position);
                point++;
            }
        }

        point = text.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        foreach (var position in GroupingPositions(_picture.Fraction, toTheLeft: true))
        {
            text = Inserted(text, Math.Min(text.Length, position + point + 1));
        }

        return text;
    }

    private string Inserted(string text, int at) => text.Insert(at < 0 ? Math.Max(0, text.Length + at) : at, _symbols.GroupingSeparator);

    private int[] GroupingPositions(string part, bool toTheLeft)
    {
        List<int> positions = [];
        for (var at = part.IndexOf(_symbols.GroupingSeparator, StringComparison.Ordinal);
            at >= 0 && at <= part.Length;
            at = at + 1 > _picture.Integer.Length ? -1 : _picture.Integer.IndexOf(_symbols.GroupingSeparator, at + 1, StringComparison.Ordinal))
        {
            var digits = toTheLeft ? part[..at] : part[at..];
            positions.Add(digits.Count(c => _symbols.IsDigit(c) || _symbols.IsOptionalDigit(c)));
        }

        return [.. positions];
    }
}
