//! From the lists of a language file to what its words mean in numbers.

use foldhash::HashMap;
use serde::Deserialize;

use super::{
    Cardinal, ClockWords, Exactness, NumberWord, NumberWords, QualifyingTurn, RangeFrame, Roles, Scale, Turn, Unless,
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {
    decimal_mark: String,
    cardinals: Vec<String>,
    scales: Vec<String>,
    groups: Vec<String>,
    scale_marks: Vec<String>,
    long_scale_marks: Vec<String>,
    money_scale_marks: Vec<String>,
    ordinals: Vec<String>,
    ordinal_marks: String,
    multiple_marks: String,
    case_marks: String,
    shares: Vec<String>,
    parts: Vec<String>,
    orders: Vec<String>,
    multiples: Vec<String>,
    times: String,
    articles: String,
    bare_articles: String,
    and: String,
    with_part: String,
    of: String,
    minus: String,
    point: String,
    point_at_end: String,
    only_inside: String,
    only: String,
    inverted: bool,
    scores: bool,
    and_sets_apart: bool,
    one_makes_parts: bool,
    part_without_and: bool,
    share_words: String,
    inverted_and: String,
    glued: bool,
    glued_cardinals: Vec<String>,
    glued_scales: Vec<String>,
    glued_and: String,
    glued_ordinal_endings: String,
    glued_share_endings: String,
    glued_multiple_endings: String,
    about_before: String,
    over_before: String,
    under_before: String,
    several: String,
    about_after: String,
    over_after: String,
    under_after: String,
    clock_before: String,
    clock_after: String,
    clock_after_hour: String,
    half_before_hour: bool,
    definite_articles: String,
    ranges: Vec<String>,
    out_of: String,
    few_in: String,
    divided_by: String,
    unless: Vec<String>,
    counted_in_compounds: String,
    labels: String,
}

impl NumberWords {
    pub(crate) fn read(written: &Written) -> Result<Self, String> {
        let words = read_words(written)?;
        let pieces = if written.glued { read_pieces(written, &words)? } else { HashMap::default() };
        Ok(Self {
            decimal_comma: written.decimal_mark == ",",
            words,
            scale_marks: read_marks(&written.scale_marks)?,
            long_scale_marks: read_marks(&written.long_scale_marks)?,
            money_scale_marks: read_marks(&written.money_scale_marks)?,
            ordinal_marks: list(&written.ordinal_marks),
            multiple_marks: list(&written.multiple_marks),
            case_marks: list(&written.case_marks),
            pieces,
            inverted: written.inverted,
            scores: written.scores,
            and_sets_apart: written.and_sets_apart,
            one_makes_parts: written.one_makes_parts,
            part_without_and: written.part_without_and,
            before: read_exactness(written, true),
            after: read_exactness(written, false),
            clock: ClockWords {
                before: list(&written.clock_before),
                after: list(&written.clock_after),
                after_hour: turns(&written.clock_after_hour),
            },
            half_before_hour: written.half_before_hour,
            definite_articles: list(&written.definite_articles),
            ranges: read_ranges(&written.ranges),
            out_of: turns(&written.out_of),
            few_in: turns(&written.few_in),
            divided_by: turns(&written.divided_by),
            only: list(&written.only),
            unless: read_unless(&written.unless)?,
            counted_in_compounds: list(&written.counted_in_compounds),
            labels: list(&written.labels),
        })
    }
}

/// What one line of a list says: "10 about: dizaine, dizaines".
struct Line<'w> {
    value: f64,
    /// What stands between the value and the colon.
    remark: &'w str,
    words: Vec<String>,
}

fn read_line(line: &str) -> Result<Line<'_>, String> {
    let (head, words) = line.split_once(':').ok_or_else(|| format!("{line:?} has no colon"))?;
    let (value, remark) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
    let value = value.parse().map_err(|_| format!("{value:?} is no number"))?;
    Ok(Line { value, remark: remark.trim(), words: list(words) })
}

/// How much may be added to a number: less than its own last place, or what the file says ("60 +20").
fn room(line: &Line<'_>) -> Result<f64, String> {
    if let Some(written) = line.remark.strip_prefix('+') {
        return written.parse().map_err(|_| format!("{written:?} is no number"));
    }
    let value = line.value;
    Ok(match value {
        v if v < 20.0 => 1.0,
        v if v < 100.0 && v % 10.0 == 0.0 => 10.0,
        v if v >= 100.0 && v % 100.0 == 0.0 => 100.0,
        _ => 1.0,
    })
}

type Words = HashMap<String, NumberWord>;

fn read_words(written: &Written) -> Result<Words, String> {
    let mut words = Words::default();
    add_cardinals(&mut words, &written.cardinals)?;
    add_scales(&mut words, &written.scales, false)?;
    add_scales(&mut words, &written.groups, true)?;
    type Set = fn(&mut NumberWord, f64);
    let valued: [(&[String], Set); 5] = [
        (&written.shares, |word, value| word.share = Some(value)),
        (&written.ordinals, |word, value| word.ordinal = Some(value)),
        (&written.parts, |word, value| word.part = Some(value)),
        (&written.orders, |word, value| word.order = Some(value)),
        (&written.multiples, |word, value| word.multiple = Some(value)),
    ];
    for (lines, set) in valued {
        for line in lines {
            let line = read_line(line)?;
            for word in &line.words {
                set(words.entry(word.clone()).or_default(), line.value);
            }
        }
    }
    type Mark = fn(&mut Roles);
    let roles: [(&str, Mark); 10] = [
        (&written.articles, |roles| roles.article = true),
        (&written.bare_articles, |roles| roles.bare_article = true),
        (&written.and, |roles| roles.and = true),
        (&written.inverted_and, |roles| roles.inverted_and = true),
        (&written.with_part, |roles| roles.with_part = true),
        (&written.times, |roles| roles.times = true),
        (&written.minus, |roles| roles.minus = true),
        (&written.point, |roles| roles.point = true),
        (&written.point_at_end, |roles| roles.point_at_end = true),
        (&written.of, |roles| roles.of = true),
    ];
    for (list_of_words, mark) in roles {
        add_role(&mut words, list_of_words, mark);
    }
    add_role(&mut words, &written.share_words, |roles| roles.share_word = true);
    add_role(&mut words, &written.only_inside, |roles| roles.only_inside = true);
    Ok(words)
}

fn add_role(words: &mut Words, written: &str, mark: fn(&mut Roles)) {
    for word in list(written) {
        mark(&mut words.entry(word).or_default().roles);
    }
}

fn add_cardinals(words: &mut Words, lines: &[String]) -> Result<(), String> {
    for line in lines {
        let line = read_line(line)?;
        let cardinal = Cardinal { value: line.value, room: room(&line)? };
        for word in line.words {
            words.entry(word).or_default().cardinal = Some(cardinal);
        }
    }
    Ok(())
}

fn add_scales(words: &mut Words, lines: &[String], group: bool) -> Result<(), String> {
    for line in lines {
        let line = read_line(line)?;
        let scale = Scale { value: line.value, about: line.remark == "about", group };
        for word in line.words {
            words.entry(word).or_default().scale = Some(scale);
        }
    }
    Ok(())
}

/// The pieces of compounds: whole words, and what stands in compounds only.
fn read_pieces(written: &Written, words: &Words) -> Result<HashMap<char, Vec<(String, NumberWord)>>, String> {
    let mut all = words.clone();
    all.retain(|_, word| {
        word.cardinal.is_some()
            || word.scale.is_some()
            || word.share.is_some()
            || word.ordinal.is_some()
            || word.part.is_some()
            || word.order.is_some()
    });
    add_cardinals(&mut all, &written.glued_cardinals)?;
    add_scales(&mut all, &written.glued_scales, false)?;
    add_role(&mut all, &written.glued_and, |roles| {
        roles.and = true;
        roles.inverted_and = true;
    });
    add_role(&mut all, &written.glued_ordinal_endings, |roles| roles.ordinal_ending = true);
    add_role(&mut all, &written.glued_share_endings, |roles| roles.share_ending = true);
    add_role(&mut all, &written.glued_multiple_endings, |roles| roles.multiple_ending = true);
    let mut pieces: HashMap<char, Vec<(String, NumberWord)>> = HashMap::default();
    for (piece, word) in all {
        if let Some(first) = piece.chars().next() {
            pieces.entry(first).or_default().push((piece, word));
        }
    }
    for list in pieces.values_mut() {
        list.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    }
    Ok(pieces)
}

fn read_marks(lines: &[String]) -> Result<HashMap<String, f64>, String> {
    let mut marks = HashMap::default();
    for line in lines {
        let line = read_line(line)?;
        marks.extend(line.words.into_iter().map(|word| (word, line.value)));
    }
    Ok(marks)
}

fn read_exactness(written: &Written, before: bool) -> HashMap<String, Vec<QualifyingTurn>> {
    let nothing = String::new();
    let lists = if before {
        [&written.about_before, &written.over_before, &written.under_before, &written.several]
    } else {
        [&written.about_after, &written.over_after, &written.under_after, &nothing]
    };
    let mut by_word: HashMap<String, Vec<QualifyingTurn>> = HashMap::default();
    for (written, exactness) in
        lists.into_iter().zip([Exactness::About, Exactness::Over, Exactness::Under, Exactness::Order])
    {
        for written in list(written) {
            let (words, only_of_many) = written.strip_suffix(" 10+").map_or((written.as_str(), false), |w| (w, true));
            let turn = turn(words);
            let key = if before { turn.last() } else { turn.first() };
            if let Some(key) = key.cloned() {
                by_word.entry(key).or_default().push(QualifyingTurn { turn, exactness, only_of_many });
            }
        }
    }
    for list in by_word.values_mut() {
        list.sort_by_key(|qualifying| std::cmp::Reverse(qualifying.turn.len()));
    }
    by_word
}

fn read_ranges(lines: &[String]) -> Vec<RangeFrame> {
    let mut frames: Vec<RangeFrame> = lines
        .iter()
        .map(|line| {
            let (opener, middle) = line.split_once("..").unwrap_or(("", line));
            RangeFrame { opener: turn(opener), middle: turn(middle) }
        })
        .collect();
    frames.sort_by_key(|frame| (frame.opener.is_empty(), std::cmp::Reverse(frame.middle.len())));
    frames
}

/// "sei: tu, che | un, una": no number after the words before the bar and before those after it.
fn read_unless(lines: &[String]) -> Result<HashMap<String, Unless>, String> {
    let mut all: HashMap<String, Unless> = HashMap::default();
    for line in lines {
        let (words, contexts) = line.split_once(':').ok_or_else(|| format!("{line:?} has no colon"))?;
        let (before, after) = contexts.split_once('|').unwrap_or((contexts, ""));
        for word in list(words) {
            let unless = all.entry(word).or_default();
            unless.before.extend(list(before));
            unless.after.extend(list(after));
            unless.at_end = unless.after.iter().any(|word| word == ".");
        }
    }
    Ok(all)
}

fn list(written: &str) -> Vec<String> {
    written.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn turns(written: &str) -> Vec<Turn> {
    written.split(',').map(turn).filter(|turn| !turn.is_empty()).collect()
}

/// The words of a turn, cut as the texts are: hyphens and apostrophes are words of their own.
fn turn(written: &str) -> Turn {
    let mut turn = Turn::new();
    let mut open = false;
    for c in written.chars() {
        let letter = c.is_alphanumeric();
        match turn.last_mut().filter(|_| open && letter) {
            Some(word) => word.push(c),
            None if c.is_whitespace() => {}
            None => turn.push(c.to_string()),
        }
        open = letter;
    }
    turn
}
