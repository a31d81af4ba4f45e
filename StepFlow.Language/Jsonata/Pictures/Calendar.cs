namespace StepFlow.Language.Jsonata;

/// <summary>A point in time taken apart, in UTC, for any year JavaScript can count.</summary>
internal readonly struct Moment
{
    private const double Farthest = 8.64e15;
    private const long Day = 86_400_000;
    private readonly long _millis;
    private readonly long _days;

    private Moment(long millis)
    {
        _millis = millis;
        _days = Math.DivRem(millis, Day) is var (days, rest) && rest < 0 ? days - 1 : days;
        (Year, Month, DayOfMonth) = Calendar.Civil(_days);
    }

    public long Year { get; }

    /// <summary>From 1.</summary>
    public int Month { get; }

    public int DayOfMonth { get; }

    public int DayOfYear => (int)(_days - Calendar.Days(Year, 1, 1) + 1);

    /// <summary>Monday is 1, Sunday is 7.</summary>
    public int DayOfWeek => Calendar.DayOfWeek(_days);

    public int Hour => (int)(TimeOfDay / 3_600_000);

    public int Minute => (int)(TimeOfDay / 60_000 % 60);

    public int Second => (int)(TimeOfDay / 1000 % 60);

    public int Millisecond => (int)(TimeOfDay % 1000);

    public long Days => _days;

    private long TimeOfDay => _millis - (_days * Day);

    public static Moment Of(double millis) => double.IsNaN(millis) || Math.Abs(millis) > Farthest
        ? throw new JsonataException("D1001") { Value = Json.JsonNumber.Of(millis) }
        : new((long)Math.Truncate(millis));
}

/// <summary>Days, weeks and years of the Gregorian calendar; days are counted from 1 January 1970.</summary>
internal static class Calendar
{
    public static readonly string[] DayNames = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static readonly string[] MonthNames =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>The day of a date; months beyond 12 and days beyond the month's end go on into what follows.</summary>
    public static long Days(long year, long month, long day)
    {
        var months = month - 1;
        year += months >= 0 ? months / 12 : -((11 - months) / 12);
        month = ((months % 12) + 12) % 12;

        // Years begin in March here, so that the leap day is their last.
        var shifted = month < 2 ? year - 1 : year;
        var era = (shifted >= 0 ? shifted : shifted - 399) / 400;
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = ((153 * (month < 2 ? month + 10 : month - 2)) + 2) / 5;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468 + day - 1;
    }

    public static (long Year, int Month, int Day) Civil(long days)
    {
        days += 719_468;
        var era = (days >= 0 ? days : days - 146_096) / 146_097;
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var part = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(part < 10 ? part + 3 : part - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (((153 * part) + 2) / 5) + 1));
    }

    public static int DayOfWeek(long days) => (int)(((days + 3) % 7 + 7) % 7) + 1;

    /// <summary>The Monday of the week that holds the first Thursday of the month.</summary>
    public static long StartOfFirstWeek(long year, int month)
    {
        var first = Days(year, month, 1);
        var weekday = DayOfWeek(first);
        return weekday > 4 ? first + 8 - weekday : first - (weekday - 1);
    }

    public static int WeekOfYear(Moment moment)
    {
        var week = Weeks(StartOfFirstWeek(moment.Year, 1), moment.Days);
        if (week > 52)
        {
            return moment.Days >= StartOfFirstWeek(moment.Year + 1, 1) ? 1 : week;
        }

        return week < 1 ? Weeks(StartOfFirstWeek(moment.Year - 1, 1), moment.Days) : week;
    }

    public static int WeekOfMonth(Moment moment)
    {
        var week = Weeks(StartOfFirstWeek(moment.Year, moment.Month), moment.Days);
        if (week > 4)
        {
            return moment.Days >= StartOfFirstWeek(moment.Year, moment.Month + 1) ? 1 : week;
        }

        return week < 1 ? Weeks(StartOfFirstWeek(moment.Year, moment.Month - 1), moment.Days) : week;
    }

    /// <summary>The year the week belongs to.</summary>
    public static long YearOfWeek(Moment moment) => moment.Days < StartOfFirstWeek(moment.Year, 1) ? moment.Year - 1
        : moment.Days >= StartOfFirstWeek(moment.Year + 1, 1) ? moment.Year + 1
        : moment.Year;

    /// <summary>The month the week belongs to.</summary>
    public static int MonthOfWeek(Moment moment) => moment.Days < StartOfFirstWeek(moment.Year, moment.Month) ? (moment.Month is 1 ? 12 : moment.Month - 1)
        : moment.Days >= StartOfFirstWeek(moment.Year, moment.Month + 1) ? (moment.Month is 12 ? 1 : moment.Month + 1)
        : moment.Month;

    private static int Weeks(long start, long day) => (int)Math.Floor((day - start) / 7.0) + 1;
}
