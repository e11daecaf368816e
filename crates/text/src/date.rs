use std::fmt;
use std::str::FromStr;

/// A day, a month or a year of the common calendar, as precise as a text gives it. It prints as ISO 8601
/// (`2024-02-24`, `2024-02`, `2024`), and a date that can't be (30 February) can't be made.
///
/// ```
/// use standpoint_text::CalendarDate;
/// assert_eq!(CalendarDate::new(2024, Some(2), Some(29)).unwrap().to_string(), "2024-02-29");
/// assert!(CalendarDate::new(2023, Some(2), Some(29)).is_none());
/// assert!(CalendarDate::new(2023, None, Some(1)).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl CalendarDate {
    /// The date, or `None` where there is no such day or month. Years run from 1 to 9999.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let month_is_real = month.is_none_or(|m| (1..=12).contains(&m));
        let day_is_real = match (month, day) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(m), Some(d)) => d >= 1 && month_is_real && d <= days_in_month(year, m),
        };
        let year_is_real = (1..=9999).contains(&year);
        (year_is_real && month_is_real && day_is_real).then_some(Self { year, month, day })
    }

    /// The year, from 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1 to 12, if the text gives one.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// How many days another date is later than this one (negative where it is earlier); `None` where either gives no day.
    ///
    /// ```
    /// use standpoint_text::CalendarDate;
    /// let [february, march] = ["2024-02-29", "2024-03-01"].map(|iso| iso.parse::<CalendarDate>().unwrap());
    /// assert_eq!((february.days_until(march), march.days_until(february)), (Some(1), Some(-1)));
    /// assert_eq!(february.days_until("2024-03".parse().unwrap()), None);
    /// ```
    pub fn days_until(self, later: Self) -> Option<i64> {
        Some(later.day_number()? - self.day_number()?)
    }

    /// Days since 1 January of the year 1.
    fn day_number(self) -> Option<i64> {
        let (month, day) = (self.month?, self.day?);
        let years = i64::from(self.year) - 1;
        let months: i64 = (1..month).map(|m| i64::from(days_in_month(self.year, m))).sum();
        Some(years * 365 + years / 4 - years / 100 + years / 400 + months + i64::from(day) - 1)
    }

    /// The day of the month, from 1, if the text gives one.
    pub fn day(self) -> Option<u8> {
        self.day
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for CalendarDate {
    type Err = ();

    /// Reads `2024`, `2024-02`, `2024-02-24`, and the date part of an ISO date and time.
    fn from_str(written: &str) -> Result<Self, ()> {
        let date = written.trim().split(['T', ' ']).next().unwrap_or("");
        let mut parts = date.split('-');
        let year = number(parts.next(), 4)?.ok_or(())?;
        let month = number(parts.next(), 2)?;
        let day = number(parts.next(), 2)?;
        if parts.next().is_some() {
            return Err(());
        }
        Self::new(year, month.map(|m| m as u8), day.map(|d| d as u8)).ok_or(())
    }
}

fn number(part: Option<&str>, digits: usize) -> Result<Option<u16>, ()> {
    match part {
        None => Ok(None),
        Some(p) if p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()) => p.parse().map(Some).map_err(|_| ()),
        Some(_) => Err(()),
    }
}

/// What a calendar expression says: a date, a day or month without its year, or a span of time between two of either. It
/// prints as ISO 8601: `2024-02-24`, `--02-24`, `--02`, `2021/2022`, `--02-24/--02-26`.
///
/// ```
/// use standpoint_text::{CalendarDate, DateValue};
/// assert_eq!(DateValue::yearless(2, Some(29)).unwrap().to_string(), "--02-29");
/// assert!(DateValue::yearless(2, Some(30)).is_none());
/// let year = |y| CalendarDate::new(y, None, None).unwrap();
/// assert_eq!(DateValue::interval(year(2021), year(2022)).unwrap().to_string(), "2021/2022");
/// assert!(DateValue::interval(year(2022), year(2021)).is_none());
/// assert_eq!(DateValue::yearless_interval((2, Some(24)), (2, Some(26))).unwrap().to_string(), "--02-24/--02-26");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateValue(Shape);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Shape {
    Date(CalendarDate),
    Interval(CalendarDate, CalendarDate),
    Yearless(u8, Option<u8>),
    YearlessInterval((u8, Option<u8>), (u8, Option<u8>)),
}

impl DateValue {
    /// A month, or a day of a month, of a year that is not said; `None` where there is no such day.
    pub fn yearless(month: u8, day: Option<u8>) -> Option<Self> {
        // 2000 was a leap year: 29 February can be.
        CalendarDate::new(2000, Some(month), day).map(|_| Self(Shape::Yearless(month, day)))
    }

    /// From the one date to the other, both included; `None` where they are out of order.
    pub fn interval(from: CalendarDate, to: CalendarDate) -> Option<Self> {
        (from <= to).then_some(Self(Shape::Interval(from, to)))
    }

    /// From one month or day to another of a year that is not said; `None` where there is no such day. It may go over the
    /// turn of the year.
    pub fn yearless_interval(from: (u8, Option<u8>), to: (u8, Option<u8>)) -> Option<Self> {
        let is_real = |(month, day)| Self::yearless(month, day).is_some();
        (is_real(from) && is_real(to)).then_some(Self(Shape::YearlessInterval(from, to)))
    }

    /// Whether the year is not said.
    pub fn is_yearless(self) -> bool {
        self.start().is_none()
    }

    /// The date, or the first date of an interval; `None` where the year is not said.
    pub fn start(self) -> Option<CalendarDate> {
        match self.0 {
            Shape::Date(date) | Shape::Interval(date, _) => Some(date),
            Shape::Yearless(..) | Shape::YearlessInterval(..) => None,
        }
    }

    /// The last date of an interval.
    pub fn end(self) -> Option<CalendarDate> {
        match self.0 {
            Shape::Interval(_, end) => Some(end),
            _ => None,
        }
    }
}

impl From<CalendarDate> for DateValue {
    fn from(date: CalendarDate) -> Self {
        Self(Shape::Date(date))
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shape::Date(date) => write!(f, "{date}"),
            Shape::Interval(from, to) => write!(f, "{from}/{to}"),
            Shape::Yearless(month, day) => write_yearless(f, month, day),
            Shape::YearlessInterval(from, to) => {
                write_yearless(f, from.0, from.1)?;
                write!(f, "/")?;
                write_yearless(f, to.0, to.1)
            }
        }
    }
}

impl FromStr for DateValue {
    type Err = ();

    /// Reads what it prints.
    ///
    /// ```
    /// use standpoint_text::DateValue;
    /// for iso in ["2024-02-24", "2024", "--02-24", "--02", "2021/2022-03", "--12-24/--01-02"] {
    ///     assert_eq!(iso.parse::<DateValue>().unwrap().to_string(), iso);
    /// }
    /// assert!("2022/2021".parse::<DateValue>().is_err());
    /// ```
    fn from_str(written: &str) -> Result<Self, ()> {
        let yearless = |written: &str| -> Result<Option<(u8, Option<u8>)>, ()> {
            let Some(rest) = written.strip_prefix("--") else { return Ok(None) };
            let mut parts = rest.split('-');
            let month = number(parts.next(), 2)?.ok_or(())? as u8;
            let day = number(parts.next(), 2)?.map(|day| day as u8);
            if parts.next().is_some() {
                return Err(());
            }
            Ok(Some((month, day)))
        };
        let value = match written.split_once('/') {
            None => match yearless(written)? {
                Some((month, day)) => Self::yearless(month, day),
                None => Some(Self::from(written.parse::<CalendarDate>()?)),
            },
            Some((from, to)) => match (yearless(from)?, yearless(to)?) {
                (Some(from), Some(to)) => Self::yearless_interval(from, to),
                (None, None) => Self::interval(from.parse()?, to.parse()?),
                _ => None,
            },
        };
        value.ok_or(())
    }
}

fn write_yearless(f: &mut fmt::Formatter<'_>, month: u8, day: Option<u8>) -> fmt::Result {
    match day {
        None => write!(f, "--{month:02}"),
        Some(day) => write!(f, "--{month:02}-{day:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints_iso() {
        for iso in ["2024-02-24", "2024-02", "2024"] {
            assert_eq!(iso.parse::<CalendarDate>().unwrap().to_string(), iso);
        }
        assert_eq!("2024-02-24T10:00:00Z".parse::<CalendarDate>().unwrap().to_string(), "2024-02-24");
    }

    #[test]
    fn refuses_what_cannot_be() {
        for wrong in ["2024-13", "2024-02-30", "24-02-2024", "", "2024-2-4", "0000", "2024-02-24-01"] {
            assert!(wrong.parse::<CalendarDate>().is_err(), "{wrong}");
        }
    }
}
