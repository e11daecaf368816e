//! What an organisation holds over all its statements, where one page does not hold them all.

mod common;

use common::{open, served, Desk};
use standpoint_compare::Stance;
use standpoint_languages::Languages;
use standpoint_library::{Access, Library, Quote, Ruling};

const FOR: &str = "We demand a toll on the bridge.";
const AGAINST: &str = "We reject the toll on the bridge.";

/// Fifty statements of the League, one a year: for the toll until 1999, against it from 2000 on, as a person decided.
fn desk() -> Desk {
    let names: Vec<String> = (1975..2025).map(|year| format!("league-{year}.md")).collect();
    let texts: Vec<String> = (1975..2025)
        .map(|year| {
            let words = if year < 2000 { FOR } else { AGAINST };
            format!("# Toll {year}\n\nStatement of the Harbour League\n\n1 June {year}\n\n{words}\n")
        })
        .collect();
    let files: Vec<(&str, &str)> = names.iter().zip(&texts).map(|(name, text)| (&name[..], &text[..])).collect();
    let desk = Desk::new(&files);
    let mut library = Library::open(&desk.path(), Access::Write, Languages::built_in()).unwrap();
    let codebook = library.codebooks().unwrap().remove(0).title;
    for year in 1975..2025 {
        let id = library.find(&format!("league-{year}.md")).unwrap().id;
        let text = library.statement(&id).unwrap().statement.text;
        let (words, stance) = if year < 2000 { (FOR, Stance::Support) } else { (AGAINST, Stance::Oppose) };
        let start = text.as_str().split(words).next().unwrap().chars().count();
        let quote = Quote { start, end: start + words.chars().count(), text: words.to_owned() };
        let ruling = Ruling::Change { stance, evidence: vec![quote] };
        library.decide(&codebook, "H01", &id, &ruling, None, "ann").unwrap();
    }
    desk
}

#[test]
fn a_turn_is_found_though_no_page_has_both_statements() {
    let desk = desk();
    served(&desk, |browser| {
        let page = browser.page("/matrix?issuer=Harbour%20League");
        assert!(!page.contains("league-2024") && page.contains("Statements 1 to 40 of"), "{page}");
        let turns = &page[page.find("id=\"turns\"").unwrap()..];
        let of_toll = &turns[turns.find("<bdi>Harbour League</bdi> on H01").unwrap()..];
        let of_toll = &of_toll[..of_toll.find("</article>").unwrap()];
        let (before, after) = (of_toll.find("1999-06-01").unwrap(), of_toll.find("2000-06-01").unwrap());
        assert!(before < of_toll.find(FOR).unwrap() && of_toll.find(FOR).unwrap() < after);
        assert!(after < of_toll.find(AGAINST).unwrap() && of_toll.matches("(decided)").count() == 2, "{of_toll}");
        assert_eq!(turns.matches("on H01").count(), 1, "there is one turn, in the year it was taken");
        assert!(!browser.page("/matrix?issuer=Harbour%20League&from=40").contains("id=\"turns\""), "it is said once");
        assert!(browser.page("/matrix").contains("1999-06-01"), "also among all issuers");
    });
}

#[test]
fn the_matrix_is_summed_by_issuer() {
    let desk = desk();
    served(&desk, |browser| {
        let page = browser.page("/matrix");
        assert!(page.contains("&amp;by=issuer\">Summed by issuer</a>"), "{page}");
        let page = browser.page("/matrix?by=issuer");
        let row = &page[page.find("#H01\"").unwrap()..];
        let row = &row[..row.find("</tr>").unwrap()];
        let of_league = &row[row.find("issuer=Harbour%20League\">").unwrap()..];
        let of_league = &of_league[..of_league.find("</td>").unwrap()];
        for (class, sign, count, word) in [("support", "+", 25, "for"), ("oppose", "−", 25, "against")] {
            let told = format!(
                "<span class=\"{class} whole\"><span class=\"sign\">{sign}</span> {count}<span class=\"unseen\"> {word}</span></span>"
            );
            assert!(of_league.contains(&told), "{told} in {of_league}");
        }
        assert!(of_league.contains("50 decided"), "{of_league}");
        // Undone, it is the program's word again.
        let before = open(&desk.path()).by_issuer(&open(&desk.path()).codebooks().unwrap()[0]).unwrap();
        let mut library = Library::open(&desk.path(), Access::Write, Languages::built_in()).unwrap();
        library.undo("ann").unwrap();
        let decided = |page: &str| page.contains("50 decided");
        assert!(!decided(&browser.page("/matrix?by=issuer")));
        assert_eq!(before.held["Harbour League"]["H01"].decided, 50);
    });
}
