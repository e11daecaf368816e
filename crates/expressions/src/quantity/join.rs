//! Quantities that belong together: the ends of a range, and money with its small change.

use standpoint_languages::{Exactness, Language, Turn};

use super::scan;
use super::table::Table;
use super::{Quantity, Unit};
use crate::{NumberKind, Qualifier};

/// The longest stretch between the ends of a range, in bytes.
const WIDEST_MIDDLE: usize = 40;
/// The longest turn before a range, in bytes.
const LONGEST_OPENER: usize = 40;

/// Puts together what belongs together.
pub(super) fn join(text: &str, apart: Vec<Quantity>, language: &Language) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::with_capacity(apart.len());
    let mut left = with_change(text, apart, language).into_iter().peekable();
    while let Some(quantity) = left.next() {
        let next = left.peek().map_or(text.len(), |next| next.qualified.start);
        let quantity = qualified_after(text, quantity, next, language);
        match joined.last_mut() {
            Some(lower) if is_range(lower, &quantity) => match opening(text, lower, &quantity, language) {
                Some(start) => widen(lower, quantity, start),
                None => joined.push(quantity),
            },
            _ => joined.push(quantity),
        }
    }
    joined
}

/// Adds small change to the money before it ("5 dollars and 20 cents", "5 dollars 20"), inches to feet, minutes to hours.
pub(super) fn with_change(text: &str, apart: Vec<Quantity>, language: &Language) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::with_capacity(apart.len());
    for quantity in apart {
        let share = joined.last().and_then(|whole| share_of(text, &quantity, whole, language));
        match (joined.last_mut(), share) {
            (Some(whole), Some(share)) => {
                whole.number.value += quantity.number.value * share;
                whole.number.bytes.end = quantity.number.bytes.end;
                whole.bytes.end = quantity.bytes.end;
                whole.qualified.end = quantity.qualified.end;
                whole.number.qualified.end = whole.number.qualified.end.max(quantity.number.bytes.end);
            }
            _ => joined.push(quantity),
        }
    }
    joined
}

/// What one of a quantity's unit is worth in that of the quantity before it, if it is added to it.
fn share_of(text: &str, small: &Quantity, whole: &Quantity, language: &Language) -> Option<f64> {
    let table = Table::built_in();
    let unit = whole.unit.as_ref()?;
    let unnamed = || {
        let money = matches!(unit, Unit::Currency(_)) && !table.is_change(unit);
        let last = small.number.kind == NumberKind::Cardinal && ends_clause(&text[small.bytes.end..]);
        (money && last).then_some(0.01)
    };
    let share = small.unit.as_ref().map_or_else(unnamed, |part| table.share(part, unit))?;
    let value = small.number.value;
    let fits = value >= 1.0
        && value * share < 1.0
        && (value.fract() == 0.0 || small.unit.is_some())
        && whole.number.value.fract() == 0.0
        && whole.number.value_max.is_none()
        && small.number.value_max.is_none()
        && matches!(small.number.kind, NumberKind::Cardinal | NumberKind::Article);
    (fits && are_near(text, whole, small, language)).then_some(share)
}

/// Whether nothing but "and" stands between two quantities.
fn are_near(text: &str, first: &Quantity, second: &Quantity, language: &Language) -> bool {
    let middle = &text[first.bytes.end..second.bytes.start];
    match middle.trim() {
        "" => !middle.contains('\n'),
        word => middle.len() < WIDEST_MIDDLE && is_and(&word.to_lowercase(), language),
    }
}

fn is_and(word: &str, language: &Language) -> bool {
    language.numbers().words.get(word).is_some_and(|word| word.roles.and)
}

fn ends_clause(rest: &str) -> bool {
    rest.trim_start().chars().next().is_none_or(|c| matches!(c, '.' | ',' | ';' | '!' | '?' | ')' | ':'))
}

/// Words after the unit that say how exactly the number is meant: "5 dollars or more". They end where the words of the next
/// quantity begin.
fn qualified_after(text: &str, mut quantity: Quantity, next: usize, language: &Language) -> Quantity {
    let counts = !matches!(quantity.number.kind, NumberKind::Ordinal | NumberKind::Label);
    let open = quantity.number.qualifier == Qualifier::Exact && quantity.qualified.end == quantity.bytes.end;
    if !counts || !open || quantity.unit.is_none() {
        return quantity;
    }
    let Some((start, scan::Joint::Space)) = scan::after_gap(text, quantity.bytes.end) else { return quantity };
    let words = scan::words(text, start);
    let Some(turns) = words.first().and_then(|first| language.numbers().after.get(&first.lower)) else {
        return quantity;
    };
    let stands = |turn: &Turn| turn.len() <= words.len() && turn.iter().zip(&words).all(|(a, b)| *a == b.lower);
    let ends = |turn: &Turn| words[turn.len() - 1].bytes.end;
    let fits = |turn: &Turn| stands(turn) && ends(turn) <= next;
    if let Some(found) = turns.iter().find(|turn| !turn.only_of_many && fits(&turn.turn)) {
        quantity.qualified.end = ends(&found.turn);
        quantity.number.qualifier = match found.exactness {
            Exactness::Order => Qualifier::Order,
            Exactness::About => Qualifier::About,
            Exactness::Over => Qualifier::Over,
            Exactness::Under => Qualifier::Under,
        };
    }
    quantity
}

fn is_range(lower: &Quantity, upper: &Quantity) -> bool {
    let single = |q: &Quantity| {
        q.number.value_max.is_none() && !matches!(q.number.kind, NumberKind::Ordinal | NumberKind::Label)
    };
    lower.unit.is_some()
        && lower.unit == upper.unit
        && single(lower)
        && single(upper)
        && lower.number.value < upper.number.value
        && lower.bytes.end <= upper.qualified.start
        && upper.qualified.start - lower.bytes.end <= WIDEST_MIDDLE
}

/// Where a range of two quantities begins, if they are the ends of one: "between 2 km and 5 km", "2 km – 5 km".
fn opening(text: &str, lower: &Quantity, upper: &Quantity, language: &Language) -> Option<usize> {
    let middle = text[lower.bytes.end..upper.qualified.start].trim();
    if matches!(middle, "-" | "–" | "—" | "\u{2010}" | "\u{2011}" | "−") {
        return Some(lower.qualified.start);
    }
    let middle = middle.to_lowercase();
    language.numbers().ranges.iter().find_map(|frame| {
        let between = middle.split_whitespace().eq(frame.middle.iter().map(String::as_str));
        let start = lower.qualified.start;
        if !between || frame.opener.is_empty() {
            return between.then_some(start);
        }
        opened(text, start, &frame.opener)
    })
}

/// Where a turn begins that ends right before a place.
fn opened(text: &str, end: usize, opener: &Turn) -> Option<usize> {
    let mut at = end;
    for word in opener.iter().rev() {
        let before = scan::word_before(text, scan::before_gap(text, at))?;
        if before.lower != *word || end - before.bytes.start > LONGEST_OPENER {
            return None;
        }
        at = before.bytes.start;
    }
    Some(at)
}

fn widen(lower: &mut Quantity, upper: Quantity, start: usize) {
    lower.bytes.end = upper.bytes.end;
    lower.qualified = start..upper.qualified.end;
    lower.number.value_max = Some(upper.number.value);
    lower.number.qualifier = Qualifier::Range;
    lower.number.bytes.end = upper.number.bytes.end;
    lower.number.qualified = start..upper.number.qualified.end.max(upper.number.bytes.end);
    lower.number.has_digits |= upper.number.has_digits;
}
