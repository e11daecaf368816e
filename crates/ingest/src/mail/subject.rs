//! The subject of a message as the title of a statement.

use standpoint_languages::Languages;

/// A subject without the marks of answering and passing on before it ("AW: Fwd: [2]: …"), and, in a message of a mailing
/// list, without the name of the list in brackets.
pub(super) fn title(subject: &str, is_of_list: bool, languages: &Languages) -> Option<String> {
    let mut rest = subject.trim();
    let without_list = |subject: &'_ str| -> Option<usize> {
        let end = subject.strip_prefix('[').filter(|_| is_of_list)?.find(']')?;
        Some(end + 2)
    };
    loop {
        let list = without_list(rest).map(|at| &rest[at..]);
        let Some(after) = list.or_else(|| without_mark(rest, languages)) else { break };
        rest = after.trim_start();
    }
    (!rest.is_empty()).then(|| rest.to_owned())
}

fn without_mark<'s>(subject: &'s str, languages: &Languages) -> Option<&'s str> {
    let (mark, rest) = subject.split_once([':', '：'])?;
    // "Re[2]", "AW (3)": how often.
    let word = mark.trim_end_matches(|c: char| c.is_ascii_digit() || "[]()^ ".contains(c)).trim();
    let word = word.to_lowercase();
    let known = languages.iter().any(|l| l.document().reply_marks.contains(&word));
    known.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        let read = |subject| title(subject, false, Languages::built_in());
        for subject in [
            "Re: Fwd: No toll: now",
            "AW: WG: No toll: now",
            "RE[2]: No toll: now",
            "Отв: TR : No toll: now",
            "RV: RES: No toll: now",
            "SV: VS: No toll: now",
            "Odp: PD: No toll: now",
            "I: R: No toll: now",
        ] {
            assert_eq!(read(subject).as_deref(), Some("No toll: now"), "{subject}");
        }
        let of_list = |subject| title(subject, true, Languages::built_in());
        assert_eq!(of_list("[harbour-news] Re: [harbour-news] No toll [1]").as_deref(), Some("No toll [1]"));
        assert_eq!(read("[Appeal] No toll").as_deref(), Some("[Appeal] No toll"));
        assert_eq!(read("Re:"), None);
        assert_eq!(read("Resolution: no toll").as_deref(), Some("Resolution: no toll"));
    }
}
