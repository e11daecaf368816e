//! Whose statement it is, by its own word: "Statement of the Harbour League on …", "We, the Harbour League, declare …", a
//! signature at the end, or the outlet that another outlet took it from.

use standpoint_languages::{Cue, Languages, Meaning, Words};
use standpoint_text::Line;

use super::names::{clean, is_organisation, leading_name};
use super::{fill, Origin, Reading, Told};
use crate::dates::{date_at_end, written_date};
use crate::marks::as_shown;
use crate::paragraph::{is_ended, word_count_up_to, Role};

/// Words of a line that can introduce the sender.
const LONGEST: usize = 40;
/// Words that may stand before "statement of": "A joint …", "Northport toll: …".
const BEFORE: usize = 2;

/// Finds the sender. What a line says outright comes before what a signature or a source says.
pub(super) fn read(reading: &mut Reading) {
    let introduced = introduced(reading);
    let issuer = introduced
        .or_else(|| reading.about.issuer.take())
        .or_else(|| declared(reading))
        .or_else(|| signature(reading))
        .or_else(|| source(reading));
    reading.about.issuer = issuer;
}

/// From the lines above the running text. Of several the longest says most: it gives the short name too.
fn introduced(reading: &mut Reading) -> Option<Told<String>> {
    let mut found: Vec<Told<String>> = Vec::new();
    for number in 0..reading.paragraphs.len() {
        let text = reading.text(number);
        let looks = reading.is_top(number) && reading.paragraphs[number].is_kept();
        if !looks || number > reading.body || word_count_up_to(text, LONGEST + 1) > LONGEST {
            continue;
        }
        let line = as_shown(text);
        let is_title = reading.paragraphs[number].role == Role::Title;
        let name = statement_of(&line, reading.languages);
        if let Some(name) = name {
            let origin = reading.origin(number, Line::Introduction);
            if let Some(date) = date_at_end(line.trim_end_matches(['.', ')']), reading.languages) {
                fill(&mut reading.about.published, date.date, &origin);
            }
            found.push(Told::new(name, origin));
            // The only words of a document are kept, whatever they are.
            let others = reading.paragraphs.iter().filter(|p| p.role == Role::Body).count() > 1;
            if !is_title && others && number < reading.body {
                reading.paragraphs[number].role = Role::Note;
            }
        } else if is_title {
            let name = name_before_statement(&line, reading.languages);
            found.extend(name.map(|name| Told::new(name, reading.origin(number, Line::Title))));
        }
    }
    found.into_iter().max_by_key(|told| told.value.len())
}

/// "Statement of X", at the beginning of a line, of a bracket, or after a colon or dash.
pub(super) fn statement_of(line: &str, languages: &Languages) -> Option<String> {
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return None;
    }
    let phrases = languages.iter().flat_map(|l| &l.document().statement_of);
    let found = phrases.filter_map(|phrase| introduces(&lower, phrase).map(|at| (at, phrase.len())));
    let (at, length) = found.min_by_key(|&(at, length)| (at, std::cmp::Reverse(length)))?;
    leading_name(line[at + length..].trim_start(), languages)
}

/// Where a phrase stands so that it introduces the line.
fn introduces(lower: &str, phrase: &str) -> Option<usize> {
    lower.match_indices(phrase).map(|(at, _)| at).find(|&at| {
        let (before, after) = (&lower[..at], &lower[at + phrase.len()..]);
        let borders = !before.ends_with(char::is_alphanumeric) && after.starts_with([' ', '\u{a0}', ':']);
        let opening = before.rfind(['(', ':', '–', '—', '|', '[', '-']).map_or(before, |i| &before[i..]);
        borders && word_count_up_to(opening, BEFORE + 1) <= BEFORE
    })
}

/// "Harbour League statement on the toll": a title that begins with an organisation's name and goes on with the word for
/// what it is.
fn name_before_statement(title: &str, languages: &Languages) -> Option<String> {
    let words = Words::of(title);
    let is_noun = |word: &str| {
        let phrases = languages.iter().flat_map(|l| &l.document().statement_of);
        word.len() > 4 && phrases.filter_map(|p| p.split(' ').next()).any(|noun| noun == word)
    };
    let at = (1..words.len().min(10)).find(|&w| is_noun(words.get(w)))?;
    let capitals = (0..at).all(|w| words.is_capitalised(w) || words.get(w).len() <= 3);
    let before = &title[..words.bytes(at).start];
    // "The Harbour League's statement".
    let name =
        clean(before.trim_end_matches(' ').trim_end_matches("’s").trim_end_matches("'s").trim_end_matches(['’', '\'']));
    (capitals && is_organisation(&name, languages)).then_some(name)
}

/// "We, the Harbour League, declare", at the beginning of a paragraph.
fn declared(reading: &Reading) -> Option<Told<String>> {
    reading.paragraphs.iter().filter(|p| p.role == Role::Body).find_map(|paragraph| {
        let (we, rest) = paragraph.text(reading.content).split_once(", ")?;
        if we.chars().count() > 9 || we.contains(char::is_whitespace) {
            return None;
        }
        let (name, after) = rest.get(..rest.len().min(160)).unwrap_or(rest).split_once(',')?;
        let says_we = |l: &standpoint_languages::Language| {
            l.marks(&Words::of(we)).iter().any(|m| m.meaning == Meaning::Cue(Cue::We))
        };
        let end = paragraph.bytes.start + we.len() + ", ".len() + name.len();
        let origin = Origin::Text { line: Line::Declaration, span: paragraph.bytes.start..end };
        let name = clean(name);
        let proper = name.chars().next().is_some_and(char::is_uppercase) && name.split_whitespace().count() <= 12;
        let fits = proper && !after.is_empty() && is_organisation(&name, reading.languages);
        (fits && reading.languages.iter().any(says_we)).then(|| Told::new(name, origin))
    })
}

/// An organisation's name alone at the end, with a date in its line or next to it.
fn signature(reading: &mut Reading) -> Option<Told<String>> {
    let last = reading.paragraphs.len().checked_sub(1)?;
    let lowest = reading.body.max(last.saturating_sub(super::TAIL));
    for number in (lowest + 1..=last).rev() {
        if reading.paragraphs[number].role == Role::Title || reading.text(number).len() > 200 {
            continue;
        }
        let line = as_shown(reading.text(number));
        let line = line.trim_end_matches('.');
        let own_date = date_at_end(line, reading.languages);
        let is_date =
            |n: usize| n <= last && written_date(reading.text(n), reading.languages, reading.day_first).is_some();
        let name = own_date.as_ref().map_or(line, |d| &line[..d.bytes.start]).trim_end_matches([',', ' ', '–', '—']);
        let dated = own_date.is_some() || is_date(number - 1) || is_date(number + 1);
        if dated && !name.contains(':') && is_proper_name(name) && is_organisation(name, reading.languages) {
            reading.paragraphs[number].role = Role::Note;
            let origin = reading.origin(number, Line::Signature);
            if let Some(date) = own_date {
                reading.about.signed = Some(Told::new(date.date, origin.clone()));
            }
            return Some(Told::new(clean(name), origin));
        }
    }
    None
}

fn is_proper_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |w: &&&str| w.chars().next().is_some_and(char::is_uppercase);
    let small_are_short = words.iter().all(|w| capital(&w) || w.chars().count() <= 3);
    (2..=10).contains(&words.len())
        && capital(&&words[0])
        && small_are_short
        && !is_ended(name)
        && words.iter().filter(capital).count() >= 2
}

/// The outlet that a copy was taken from, where another outlet publishes it: then the copy is that outlet's statement.
fn source(reading: &Reading) -> Option<Told<String>> {
    let about = &reading.about;
    let other = about.publisher.is_some() && !about.publisher_is_source();
    about.republished_from.clone().filter(|_| other && about.author.is_none())
}
