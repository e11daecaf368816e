//! The name of a group: the words of a member that says it shortly.

use standpoint_text::LanguageCode;

use super::Demand;

/// A label of fewer words says too little, one of more too much.
const FEWEST_WORDS: usize = 3;
const MOST_WORDS: usize = 14;

/// The words of the shortest clear member, without marks around them: in the preferred language, else in English, else
/// in any.
pub(super) fn label<'a>(members: impl Iterator<Item = &'a Demand>, preferred: Option<LanguageCode>) -> String {
    let english = LanguageCode::new("en");
    members
        .map(|demand| {
            let words = demand.span.as_str().split_whitespace().collect::<Vec<_>>();
            let text = bare(&words.join(" ")).to_owned();
            let language = match demand.language {
                language if language.is_some() && language == preferred => 0,
                language if language.is_some() && language == english => 1,
                _ => 2,
            };
            let is_unclear = !(FEWEST_WORDS..=MOST_WORDS).contains(&words.len());
            ((is_unclear, language, words.len(), text.len()), text)
        })
        .min()
        .map(|(_, text)| text)
        .unwrap_or_default()
}

/// A text without the marks at its ends.
fn bare(text: &str) -> &str {
    let is_mark = |c: char| !(c.is_alphanumeric() || matches!(c, ')' | '(' | '%' | '+' | '€' | '$' | '£'));
    text.trim_matches(is_mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_a_label_are_cut() {
        assert_eq!(bare("“No toll on the bridge!”"), "No toll on the bridge");
        assert_eq!(bare("- **Ferries for all**."), "Ferries for all");
        assert_eq!(bare("Tolls (all of them) out!"), "Tolls (all of them) out");
        assert_eq!(bare("…"), "");
    }
}
