//! Short lines above and below a statement that are about it: copyright, source, dates, by-lines, the way to the page.

use standpoint_languages::{DocumentWords, Languages};
use standpoint_text::Line;

use super::names::{clean, is_organisation, is_person};
use super::{fill, About, Origin, Reading, Told};
use crate::dates::{date_at_end, date_at_start, of_publication, says_only, written_date};
use crate::marks::as_shown;
use crate::page_matter::page_turns;
use crate::paragraph::{bare_address, is_address, word_count_up_to, Role};

/// Words of a line that can be about the document rather than of it.
const LONGEST: usize = 24;

/// Finds the notes and takes from them what they say.
pub(super) fn read(reading: &mut Reading) {
    for number in 0..reading.paragraphs.len() {
        let text = reading.text(number);
        let near = reading.is_top(number) || reading.is_tail(number);
        if !reading.paragraphs[number].is_kept() || text.len() > 400 || word_count_up_to(text, LONGEST + 1) > LONGEST {
            continue;
        }
        let line = as_shown(text);
        if copyright(reading, number, &line) || (near && note(reading, number, &line)) {
            reading.paragraphs[number].role = Role::Note;
        }
    }
}

/// Whether a line near the top or the end is about the document; what it says goes into what is known of it.
fn note(reading: &mut Reading, number: usize, line: &str) -> bool {
    let languages = reading.languages;
    let marked = reading.paragraphs[number].marked_heading;
    if marked {
        return false;
    }
    is_way_to_page(line)
        || publication(reading, number, line)
        || source(reading, number, line)
        || labelled(line, languages, |d| &d.translated_by).is_some()
        || change(reading, number, line)
        || date(reading, number, line)
        || dated_byline(reading, number, line)
        || signers(reading, number, line)
        || (number > 0 || reading.body > 1 || line.ends_with(')'))
            && reading.is_top(number)
            && byline(line, languages, &reading.origin(number, Line::Byline), &mut reading.about)
        || (number < reading.body && word_count_up_to(line, 9) < 9 && page_turns(line, languages, None) > 0)
}

/// "Publication date: Friday 5 March 2021".
fn publication(reading: &mut Reading, number: usize, line: &str) -> bool {
    let (languages, day_first) = (reading.languages, reading.day_first);
    let found = after_label(line, languages, |d| &d.published)
        .find_map(|rest| date_at_start(rest, languages, day_first))
        .map(|(date, rest)| (date, rest.to_owned()));
    let Some((date, rest)) = found else { return false };
    let origin = reading.origin(number, Line::Publication);
    fill(&mut reading.about.published, date, &origin);
    byline(&rest, languages, &origin, &mut reading.about);
    true
}

/// "Friday 5 March 2021, by Jane Roe", above the running text.
fn dated_byline(reading: &mut Reading, number: usize, line: &str) -> bool {
    let Some((date, rest)) = date_at_start(line, reading.languages, reading.day_first) else { return false };
    let origin = reading.origin(number, Line::Byline);
    let is = number <= reading.body && byline(rest, reading.languages, &origin, &mut reading.about);
    if is {
        fill(&mut reading.about.published, date, &origin);
    }
    is
}

/// "Updated: 6 March 2021", or a date below "Updated:": of the copy, and no date of publication.
fn change(reading: &Reading, number: usize, line: &str) -> bool {
    let above = || number.checked_sub(1).map(|above| reading.text(above));
    let is_label = |above: &str| says_only(above, reading.languages, |words| &words.updated);
    let is_date = written_date(line, reading.languages, reading.day_first).is_some();
    is_date && (of_publication(line, reading.languages).is_none() || above().is_some_and(is_label))
}

/// A line that is a date. Above the running text it says when the copy was published, below it when it was signed.
fn date(reading: &mut Reading, number: usize, line: &str) -> bool {
    let Some(date) = written_date(line, reading.languages, reading.day_first) else { return false };
    let opens =
        number < reading.body || (reading.is_top(number) && reading.runs_after(number) && !reading.is_tail(number));
    let opens = opens && (reading.body < reading.paragraphs.len() || number * 2 < reading.paragraphs.len());
    let origin = reading.origin(number, Line::Date);
    if opens {
        fill(&mut reading.about.published, date, &origin);
    } else {
        // Of several dates at the end the last is the one under the signature.
        reading.about.signed = Some(Told::new(date, origin));
    }
    true
}

/// "Signed: Harbour League", below the running text; the names may stand in the lines after it. One organisation that
/// signs alone is the sender.
fn signers(reading: &mut Reading, number: usize, line: &str) -> bool {
    let languages = reading.languages;
    let whole = format!("{}:", line.trim_end_matches([':', ',']));
    let signed = |l: &'_ str| after_label(l, languages, |d| &d.signed_by).next().map(str::to_owned);
    let label_alone = signed(&whole).is_some_and(|rest| rest.is_empty());
    let named = labelled(line, languages, |d| &d.signed_by).filter(|_| line.contains(':')).map(str::to_owned);
    if number <= reading.body || !(label_alone || named.is_some()) {
        return false;
    }
    let mut names: Vec<(usize, String)> = named.into_iter().map(|name| (number, name)).collect();
    for next in number + 1..reading.paragraphs.len() {
        let text = as_shown(reading.text(next));
        if !label_alone || word_count_up_to(&text, 13) > 12 || text.ends_with(['.', '!', '?', ':']) {
            break;
        }
        reading.paragraphs[next].role = Role::Note;
        names.push((next, text));
    }
    if let [(at, name)] = &names[..] {
        if is_organisation(name, languages) && !name.contains([',', ';']) {
            let origin = reading.origin(*at, Line::Signature);
            fill(&mut reading.about.issuer, clean(name), &origin);
        }
    }
    true
}

/// "Source: Harbour League, 5 March 2021", or a line that says where the statement appeared first.
fn source(reading: &mut Reading, number: usize, line: &str) -> bool {
    let languages = reading.languages;
    let phrase = |d: &DocumentWords| d.source.iter().filter(|s| s.contains(' ')).cloned().collect::<Vec<_>>();
    let named = labelled(line, languages, |d| &d.source).or_else(|| {
        let lower = line.to_lowercase();
        let phrases = languages.iter().flat_map(|l| phrase(l.document()));
        let found = phrases.filter_map(|p| lower.find(&format!(" {p} ")).map(|at| at + p.len() + 2)).min();
        found.filter(|_| lower.len() == line.len()).and_then(|at| line.get(at..))
    });
    let Some(rest) = named else { return false };
    let origin = reading.origin(number, Line::Source);
    if is_address(rest.trim_end_matches('.')) {
        if number < reading.body {
            fill(&mut reading.about.url, bare_address(rest.trim_end_matches('.')).to_owned(), &origin);
        }
        return true;
    }
    let rest = date_at_end(rest, languages).map_or(rest, |d| &rest[..d.bytes.start]);
    let marks = [" | ", " – ", " — ", " - ", ", http", "; ", " http", " on "];
    let end = marks.iter().filter_map(|mark| rest.find(mark)).chain(sentence_end(rest, languages)).min();
    let name = clean(&rest[..end.unwrap_or(rest.len())]);
    let is_name = name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        && !is_address(&name)
        && date_at_start(&name, languages, reading.day_first).is_none();
    if is_name {
        fill(&mut reading.about.republished_from, name, &origin);
    }
    true
}

/// Where the first sentence of a line ends, if another one follows. An initial or an abbreviation of any language ends none.
fn sentence_end(line: &str, languages: &Languages) -> Option<usize> {
    let is_short_for = |word: &str| {
        let lower = word.to_lowercase();
        word.chars().count() < 2 || languages.iter().any(|l| l.sentences().abbreviations.contains(&lower))
    };
    let last_word = |at: usize| line[..at].rsplit(char::is_whitespace).next().unwrap_or("");
    line.match_indices(". ").map(|(at, _)| at).find(|&at| !is_short_for(last_word(at)))
}

/// "- Magazine - 2024 - Issue 12 -" and "Home > News > Statements".
fn is_way_to_page(line: &str) -> bool {
    let pieces = |mark: &str| -> Vec<String> {
        line.split(mark).map(|p| p.trim_matches(['-', ' ']).to_owned()).filter(|p| !p.is_empty()).collect()
    };
    let dashes = pieces(" - ");
    let year = |p: &String| p.len() == 4 && p.bytes().all(|b| b.is_ascii_digit());
    let short = |p: &String| word_count_up_to(p, 6) <= 5;
    if dashes.len() >= 3 && dashes.iter().any(year) && dashes.iter().all(short) {
        return true;
    }
    [" > ", " » ", " › "].iter().any(|mark| {
        let steps = pieces(mark);
        steps.len() >= 2 && steps.iter().take(steps.len() - 1).all(short)
    })
}

/// A copyright line. The outlet it names is taken as the publisher, unless it may be the credit of a picture: what stands
/// above running text has to say "copyright", and what says no year has to be the last line.
fn copyright(reading: &mut Reading, number: usize, line: &str) -> bool {
    let line = line.trim_start();
    let word = line.get(..9).is_some_and(|w| w.eq_ignore_ascii_case("copyright"));
    // A sign in the middle of a word says nothing.
    let sign = line.find(['©', 'ⓒ']).filter(|&at| !line[..at].ends_with(char::is_alphanumeric));
    // "Copyright must be reformed" is no copyright line.
    let after = line.get(9..).unwrap_or("").trim_start();
    let is_line = after.starts_with(|c: char| c.is_ascii_digit() || c == ':' || c == '©')
        || after.starts_with("(c)")
        || after.starts_with("by ");
    let says_so = word && is_line;
    if sign.is_none() && !says_so {
        return false;
    }
    let (before, after) = line.split_at(if says_so { 0 } else { sign.unwrap_or(0) });
    let is_dated = after.contains(|c: char| c.is_ascii_digit());
    let is_last = before.is_empty() && number + 1 == reading.paragraphs.len();
    let of_all = (is_dated || is_last) && !before.contains(['(', '[']) && !reading.runs_after(number);
    if says_so || of_all {
        if let Some(outlet) = outlet(&after[if says_so { 9 } else { 0 }..]) {
            let origin = reading.origin(number, Line::Copyright);
            fill(&mut reading.about.publisher, outlet, &origin);
        }
    }
    true
}

/// The name that begins after the signs and years of a copyright line.
fn outlet(mut rest: &str) -> Option<String> {
    const SIGNS: [&str; 8] = ["(c)", "(C)", "©", "ⓒ", "by ", "Copyright", "copyright", "COPYRIGHT"];
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "-–—:,".contains(c));
        rest = SIGNS.iter().find_map(|sign| rest.strip_prefix(sign)).unwrap_or(rest);
        if rest.len() == before {
            break;
        }
    }
    let end = [" - ", " – ", " — ", " | ", ". ", " · ", ", "].iter().filter_map(|mark| rest.find(mark)).min();
    let name = rest[..end.unwrap_or(rest.len())].trim_end_matches(|c: char| c.is_ascii_digit() || " -–,.".contains(c));
    let name = clean(name);
    let is_name = name.chars().any(char::is_alphabetic) && name.chars().count() < 80;
    (is_name && !name.to_lowercase().starts_with("all rights")).then_some(name)
}

/// "By Jane Roe (Harbour League)": the author, and in brackets or after a comma the organisation. `origin` is where it stands.
pub(crate) fn byline(line: &str, languages: &Languages, origin: &Origin, about: &mut About) -> bool {
    if word_count_up_to(line, 17) > 16 || line.ends_with(['!', '?', ';']) {
        return false;
    }
    after_label(line, languages, |d| &d.written_by).any(|rest| person_line(rest, languages, origin, about))
}

/// "Jane Roe (Harbour League), 5 March 2021", as it stands after "By".
pub(crate) fn person_line(rest: &str, languages: &Languages, origin: &Origin, about: &mut About) -> bool {
    let date = date_at_end(rest, languages);
    let rest =
        date.as_ref().map_or(rest, |d| &rest[..d.bytes.start]).trim_end_matches([' ', ',', '–', '—', '-', '|', '.']);
    let (name, affiliation) = match rest.split_once('(') {
        Some((name, inside)) => (name, inside.split_once(')').map(|(inside, _)| inside)),
        None => rest.split_once([',', '–', '—', '|']).map_or((rest, None), |(name, after)| (name, Some(after))),
    };
    let name = name.trim();
    let affiliation = affiliation.map(clean).filter(|a| a.chars().next().is_some_and(char::is_uppercase));
    if is_organisation(name, languages) && (name.split_whitespace().count() <= 12) {
        fill(&mut about.issuer, clean(name), origin);
    } else if is_person(name) {
        fill(&mut about.author, name.to_owned(), origin);
        // A place may stand in brackets too; an organisation has a telling word, more words, or is an acronym.
        let tells = |a: &String| {
            let bracket = rest.contains('(');
            let acronym = a.chars().filter(|c| c.is_uppercase()).count() > 1;
            is_organisation(a, languages) || bracket && (acronym || a.contains(' '))
        };
        affiliation.filter(tells).into_iter().for_each(|name| fill(&mut about.issuer, name, origin));
    } else {
        return false;
    }
    date.into_iter().for_each(|found| fill(&mut about.published, found.date, origin));
    true
}

/// What stands after each label that the line begins with, longest label first.
fn after_label<'a>(
    line: &'a str,
    languages: &'a Languages,
    labels: impl Fn(&DocumentWords) -> &Vec<String> + 'a,
) -> impl Iterator<Item = &'a str> {
    let lower = line.to_lowercase();
    let same_length = lower.len() == line.len();
    languages.iter().flat_map(move |l| labels(l.document()).clone()).filter_map(move |label| {
        let rest = lower.strip_prefix(label.as_str()).filter(|_| same_length)?;
        let border = rest.starts_with([':', ' ', '：', '\u{a0}']);
        border.then(|| line[line.len() - rest.len()..].trim_start_matches([':', '：', ' ', '\u{a0}']))
    })
}

/// What stands after a label that ends in a colon, or that is more than one word in a short line.
fn labelled<'a>(
    line: &'a str,
    languages: &'a Languages,
    labels: impl Fn(&DocumentWords) -> &Vec<String> + 'a,
) -> Option<&'a str> {
    after_label(line, languages, labels).find(|rest| {
        let label = line[..line.len() - rest.len()].trim_end();
        !rest.is_empty() && (label.ends_with([':', '：']) || (label.contains(' ') && line.len() < 100))
    })
}
