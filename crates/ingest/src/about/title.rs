//! The title: a heading or a line above the running text.

use standpoint_segment::BlockKind;
use standpoint_text::Line;

use super::{fill, sender, Reading, TOP};
use crate::paragraph::{is_ended, word_count_up_to, Role};

/// Words of a line that can be a title.
const LONGEST: usize = 30;
/// Words of a label that names the section of a page.
const LABEL: usize = 4;

/// What files with a head of their own write before the title.
const LABELS: [&str; 9] = ["title", "titel", "titre", "título", "titolo", "tytuł", "заголовок", "название", "назва"];

/// Finds the title. A text that begins with running sentences has none, and a label above the title is a note.
pub(super) fn read(reading: &mut Reading) {
    if reading.about.title.is_some() {
        return;
    }
    let above: Vec<usize> = (0..reading.body.min(TOP)).filter(|&n| reading.paragraphs[n].role == Role::Body).collect();
    let Some(chosen) = choose(reading, &above) else { return };
    // A lone line is no title of anything.
    if reading.paragraphs.iter().filter(|p| p.role == Role::Body).count() < 2 {
        return;
    }
    strip_label(reading, chosen);
    let text = reading.text(chosen);
    let title = crate::marks::as_shown(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let origin = reading.origin(chosen, Line::Title);
    fill(&mut reading.about.title, title, &origin);
    reading.paragraphs[chosen].role = Role::Title;
    for number in above.into_iter().take_while(|&n| n < chosen) {
        if word_count_up_to(reading.text(number), LABEL + 1) <= LABEL {
            reading.paragraphs[number].role = Role::Note;
        }
    }
}

/// "Title: No toll" is titled "No toll".
fn strip_label(reading: &mut Reading, chosen: usize) {
    let text = reading.text(chosen);
    if let Some((label, rest)) = text.split_once(':') {
        let rest = rest.trim_start();
        if LABELS.contains(&label.trim().to_lowercase().as_str()) && !rest.is_empty() {
            reading.paragraphs[chosen].bytes.start += text.len() - rest.len();
        }
    }
}

fn choose(reading: &Reading, above: &[usize]) -> Option<usize> {
    let first = *above.first()?;
    let can_be = |&&n: &&usize| {
        let text = reading.text(n);
        let words = word_count_up_to(text, LONGEST + 1);
        (1..=LONGEST).contains(&words)
            && reading.paragraphs[n].kind != BlockKind::Item
            && !text.ends_with([':', ',', ';'])
    };
    let marked = above.iter().filter(can_be).find(|&&n| reading.paragraphs[n].marked_heading);
    // A heading counts as the title only above everything that reads like a sentence.
    let opens = |n: usize| !above.iter().take_while(|&&a| a < n).any(|&a| is_sentence(reading, a));
    if let Some(&marked) = marked.filter(|&&n| opens(n)) {
        return Some(marked);
    }
    let first_note = (1..reading.body.min(TOP)).find(|&n| reading.paragraphs[n].role == Role::Note && n > first);
    let before_notes: Vec<usize> =
        above.iter().filter(can_be).copied().filter(|&n| first_note.is_none_or(|note| n < note)).collect();
    let chosen = match before_notes[..] {
        [] => return None,
        // Of the lines above the notes of a page the last is the title, what stands above it names the section.
        [.., last] if first_note.is_some() && before_notes.len() <= 4 => {
            let own: Vec<usize> = before_notes.iter().copied().filter(|&n| !names_sender(reading, n)).collect();
            let speaks = |n: usize| {
                let text = reading.text(n);
                word_count_up_to(text, LABEL + 1) > LABEL || text.ends_with(['!', '?'])
            };
            own.iter().copied().find(|&n| speaks(n)).or(own.last().copied()).unwrap_or(last)
        }
        [label, line, ..] if is_label(reading, label) && word_count_up_to(reading.text(line), 4) >= 4 => line,
        [line, ..] => line,
    };
    (!is_sentence(reading, chosen) && opens(chosen)).then_some(chosen)
}

fn names_sender(reading: &Reading, number: usize) -> bool {
    sender::statement_of(&crate::marks::as_shown(reading.text(number)), reading.languages).is_some()
}

fn is_sentence(reading: &Reading, number: usize) -> bool {
    let text = reading.text(number);
    text.ends_with(['.', '…']) && !reading.paragraphs[number].marked_heading
}

/// One or two words that call out nothing.
fn is_label(reading: &Reading, number: usize) -> bool {
    let text = reading.text(number);
    word_count_up_to(text, 3) <= 2 && !is_ended(text) && text.len() < 30
}
