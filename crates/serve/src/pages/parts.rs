//! What the pages share.

use standpoint_compare::Stance;
use standpoint_library::{Cell, Decision, Entry, Event, EventKind, Quote, Ruling, Standing};
use standpoint_report::page::{add, cut, escape, one_line, sign, word};
use standpoint_text::{LanguageCode, Statement, StatementId};

use crate::visit::{digits, in_address, Questions, Visit};

/// How a person would call a statement: the issuer, else the title, else the file's name.
pub(crate) fn name_of(entry: &Entry) -> &str {
    let file = entry.path.rsplit(['/', '\\']).next().unwrap_or(&entry.path);
    entry.issuer.as_deref().or(entry.title.as_deref()).unwrap_or(file)
}

/// A name of a document's own as one line of HTML.
pub(crate) fn name(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(&cut(&one_line(text), 60)))
}

/// Where a statement was found, as it may be shown: files are for others, who need not know the folders of this machine.
pub(crate) fn place<'p>(visit: &Visit<'_>, path: &'p str) -> &'p str {
    let is_whole = path.starts_with('/') || path.get(1..3).is_some_and(|drive| drive.starts_with(':'));
    if visit.is_for_file() && is_whole {
        return path.rsplit(['/', '\\']).next().unwrap_or(path);
    }
    path
}

/// The address of a passage, counted from 1 as people count.
pub(crate) fn passage_address(id: &StatementId, passage: usize) -> String {
    format!("/statement/{}#p{}", digits(id), passage + 1)
}

/// A link to a statement.
pub(crate) fn statement_link(id: &StatementId, text: &str) -> String {
    format!("<a href=\"/statement/{}\">{}</a>", digits(id), name(text))
}

/// The number of the passage that a code point lies in.
pub(crate) fn passage_at(statement: &Statement, start: usize) -> usize {
    let after = statement.passages.partition_point(|passage| passage.span.start() <= start);
    after.saturating_sub(1)
}

/// The language of some words, for whoever reads them aloud or hyphenates them.
pub(crate) fn lang(language: Option<LanguageCode>) -> String {
    language.map(|code| format!(" lang=\"{code}\"")).unwrap_or_default()
}

/// The address of a cell.
pub(crate) fn cell_address(codebook: &str, question: &str, statement: &StatementId) -> String {
    format!(
        "/cell?codebook={}&amp;question={}&amp;statement={}",
        in_address(codebook),
        in_address(question),
        digits(statement)
    )
}

/// A stance by sign and word; colour only repeats them.
pub(crate) fn stance(stance: Stance) -> String {
    let class = if stance == Stance::Silent { "none" } else { stance.as_str() };
    format!("<span class=\"{class}\"><span class=\"sign\">{}</span> {}</span>", sign(stance), word(stance))
}

/// The word for a stance that a person took: where the program leaves it to a person, a person found that it can't be told.
pub(crate) fn persons_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Unclear => "unclear",
        stance => word(stance),
    }
}

/// The stance that an event of a person's decision names.
pub(crate) fn decided_stance(event: &Event) -> Option<Stance> {
    let said = event.detail["stance"].as_str()?;
    Stance::ALL.into_iter().find(|stance| stance.as_str() == said)
}

/// A stance that a person took, or can take.
pub(crate) fn persons_stance(stance: Stance) -> String {
    let class = if stance == Stance::Silent { "none" } else { stance.as_str() };
    format!("<span class=\"{class}\"><span class=\"sign\">{}</span> {}</span>", sign(stance), persons_word(stance))
}

/// What holds in a cell: a person's word where there is one, else the program's. With whether a person said it.
pub(crate) fn held(cell: &Cell) -> Option<(Stance, &[Quote], bool)> {
    match cell.decision.as_ref().map(|decision| &decision.ruling) {
        Some(Ruling::Accept { stance, evidence } | Ruling::Change { stance, evidence }) => {
            Some((*stance, evidence, true))
        }
        Some(Ruling::Reject) => None,
        None => cell.proposal.as_ref().map(|proposal| (proposal.stance, &proposal.evidence[..], false)),
    }
}

/// Why a decision no longer counts as made, if it does not.
pub(crate) fn doubt(decision: &Decision) -> Option<&'static str> {
    match decision.standing {
        Standing::Holds => None,
        Standing::Orphaned => Some("the words it rests on are gone"),
        Standing::QuestionChanged => Some("the question has changed since"),
    }
}

/// A field of a form that is not seen.
pub(crate) fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value))
}

/// The token without which no form is taken.
pub(crate) fn form_token(visit: &Visit<'_>) -> String {
    hidden("form_token", visit.form_token.unwrap_or_default())
}

/// The button that takes back the last decision, and the key for it.
pub(crate) fn undo(visit: &Visit<'_>) -> String {
    if visit.is_for_file() {
        return String::new();
    }
    format!(
        "<form method=\"post\" action=\"/undo\" class=\"inline\">{}<button data-key=\"z\" aria-keyshortcuts=\"z\">Undo my last \
         act<kbd>z</kbd></button></form>",
        form_token(visit)
    )
}

/// The button that takes back one event of a statement.
pub(crate) fn take_back(visit: &Visit<'_>, event: i64, what: &str) -> String {
    if visit.is_for_file() {
        return String::new();
    }
    format!(
        "<form method=\"post\" action=\"/take-back\" class=\"inline\">{}{}<button>{what}</button></form>",
        form_token(visit),
        hidden("event", &event.to_string())
    )
}

/// A link to what only a server can show; as a file its words alone.
pub(crate) fn served_link(visit: &Visit<'_>, address: &str, words: &str) -> String {
    if visit.is_for_file() {
        return words.to_owned();
    }
    format!("<a href=\"{address}\">{words}</a>")
}

/// The choice between codebooks, where there are several.
pub(crate) fn codebook_choice(visit: &Visit<'_>, questions: &Questions, address: &str) -> String {
    if questions.titles.len() < 2 {
        return format!("<p class=\"soft\">Codebook: <bdi>{}</bdi></p>\n", escape(&questions.entry.title));
    }
    if visit.is_for_file() {
        let link = |title: &String| {
            format!("<a href=\"{address}?codebook={}\"><bdi>{}</bdi></a>", in_address(title), escape(title))
        };
        let links: Vec<String> = questions.titles.iter().map(link).collect();
        return format!(
            "<p>Codebook: <bdi>{}</bdi> <span class=\"soft\">(all: {})</span></p>\n",
            escape(&questions.entry.title),
            links.join(", ")
        );
    }
    let mut out = format!("<form class=\"line\" action=\"{address}\"><label>Codebook <select name=\"codebook\">");
    for title in &questions.titles {
        let chosen = if *title == questions.entry.title { " selected" } else { "" };
        add(&mut out, format_args!("<option{chosen}>{}</option>", escape(title)));
    }
    out + "</select></label><button>Show</button></form>\n"
}

/// What a page says where there is no codebook.
pub(crate) const NO_CODEBOOK: &str =
    "<p>There is no codebook in this library yet, so nothing is asked of its statements.</p>\n";

/// The word for an event in sentences.
pub(crate) fn deed(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Added => "came in",
        EventKind::ReadAnew => "was read anew",
        EventKind::Replaced => "was replaced by another document",
        EventKind::Removed => "was taken out",
        EventKind::Codebook => "codebook came in or was edited",
        EventKind::Accepted => "proposal accepted",
        EventKind::Changed => "decided otherwise",
        EventKind::Rejected => "proposal rejected",
        EventKind::Memo => "memo written",
        EventKind::Corrected => "source corrected",
        EventKind::Undone => "undone",
    }
}

/// A time as date and hour in UTC, from milliseconds since 1970.
pub(crate) fn when(milliseconds: i64) -> String {
    let minutes = milliseconds.div_euclid(60_000);
    let (days, minute) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
    // Days to a date of the Gregorian calendar, by eras of 400 years that begin in March (Hinnant 2013).
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02} UTC", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_dates_of_the_calendar() {
        assert_eq!(when(0), "1970-01-01 00:00 UTC");
        assert_eq!(when(951_782_400_000), "2000-02-29 00:00 UTC");
        assert_eq!(when(1_704_067_199_999), "2023-12-31 23:59 UTC");
        assert_eq!(when(-1), "1969-12-31 23:59 UTC");
    }
}
