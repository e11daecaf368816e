//! Digits in groups: what groups thousands and what marks decimals.

use crate::tokens::{is_apostrophe, TokenKind, Tokens};

/// Digits with what separates them, before anything is decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'t> {
    /// The separator before it; a space stands for every kind of space.
    pub separator: Option<char>,
    pub digits: &'t str,
    pub token: usize,
}

/// Groups of digits looked at together; a longer chain is no number.
pub(super) const MOST_GROUPS: usize = 12;
/// Digits in a group that can still be told apart as a number.
pub(super) const MOST_DIGITS: usize = 30;

pub(super) fn groups_from<'t>(tokens: &Tokens<'t>, at: usize) -> Vec<Group<'t>> {
    let mut groups = vec![Group { separator: None, digits: tokens.written(at), token: at }];
    let mut last = at;
    while groups.len() < MOST_GROUPS {
        let Some((separator, token)) = next_group(tokens, last) else { break };
        let digits = tokens.written(token);
        let spaced = matches!(separator, ' ' | '\'');
        // Spaces and apostrophes only group by thousands, and no decimals stand before them.
        let thousands = digits.len() == 3
            && groups[0].digits.len() <= 3
            && groups.iter().all(|group| group.separator.is_none_or(|s| s == separator));
        if spaced && !thousands {
            break;
        }
        groups.push(Group { separator: Some(separator), digits, token });
        last = token;
    }
    groups
}

pub(super) fn next_group(tokens: &Tokens<'_>, last: usize) -> Option<(char, usize)> {
    if last + 1 >= tokens.len() {
        return None;
    }
    if tokens.kind(last + 1) == TokenKind::Digits {
        let gap = tokens.gap_after(last);
        let one_space = gap.chars().count() == 1 && !matches!(gap, "\n" | "\t" | "\r");
        let free = !(tokens.touches_next(last + 1)
            && tokens.kind(last + 2) == TokenKind::Word
            && tokens.written(last + 2).len() < 3);
        return (one_space && free).then_some((' ', last + 1));
    }
    let joined = tokens.touches_next(last) && tokens.touches_next(last + 1);
    if !joined || tokens.kind(last + 2) != TokenKind::Digits {
        return None;
    }
    match tokens.written(last + 1).chars().next()? {
        mark @ ('.' | ',') => Some((mark, last + 2)),
        mark if is_apostrophe(mark) => Some(('\'', last + 2)),
        _ => None,
    }
}

/// The value of groups of digits, or nothing where they are no one number ("22,24,26").
pub(super) fn value_of(groups: &[Group<'_>], decimal_comma: bool) -> Option<f64> {
    if groups.iter().any(|group| group.digits.len() > MOST_DIGITS) {
        return Some(f64::INFINITY).filter(|_| groups.len() == 1);
    }
    let (whole, decimals) = split_decimals(groups, decimal_comma)?;
    let mut written = String::with_capacity(40);
    whole.iter().for_each(|group| written.push_str(group.digits));
    if let Some(group) = decimals {
        written.push('.');
        written.push_str(group.digits);
    }
    written.parse().ok()
}

/// Which groups are whole thousands, and which are decimals.
pub(super) fn split_decimals<'g, 't>(
    groups: &'g [Group<'t>],
    decimal_comma: bool,
) -> Option<(&'g [Group<'t>], Option<&'g Group<'t>>)> {
    let (last, rest) = groups.split_last()?;
    let Some(mark) = last.separator else { return Some((groups, None)) };
    let alone = groups.iter().filter(|group| group.separator == Some(mark)).count() == 1;
    let point = matches!(mark, '.' | ',');
    let decimal_mark = if decimal_comma { ',' } else { '.' };
    let decimal = point && alone && (rest.len() > 1 || mark == decimal_mark || !is_grouped(groups));
    if decimal {
        return (is_grouped(rest)).then_some((rest, Some(last)));
    }
    is_grouped(groups).then_some((groups, None))
}

/// Whether groups are written as thousands are, or as lakhs and crores.
pub(super) fn is_grouped(groups: &[Group<'_>]) -> bool {
    let Some((first, rest)) = groups.split_first() else { return false };
    let Some((last, between)) = rest.split_last() else { return true };
    let one_separator = rest.iter().all(|group| group.separator == last.separator);
    let inner = |length: usize| between.iter().all(|group| group.digits.len() == length);
    let lakhs = last.separator == Some(',') && inner(2) && first.digits.len() <= 2 && !between.is_empty();
    one_separator
        && last.digits.len() == 3
        && first.digits.len() <= 3
        && !(first.digits.starts_with('0'))
        && (inner(3) || lakhs)
}
