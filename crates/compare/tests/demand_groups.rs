//! The demand groups of a made-up collection: five organisations of Marhaven, four languages, the same demands in other words.
//!
//! Each demand is written with the number of what it demands. Pairs of demands of different statements that stand in one
//! group are counted: how many of them demand the same (precision), and how many of the pairs that do are found (recall).

use standpoint_compare::{compare, Codebook, CountCopies};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_meaning::Encoder;

/// The organisations' demands: what is demanded, by number, and the words. 0 is what only one of them demands.
const STATEMENTS: [&[(u8, &str)]; 5] = [
    &[
        (1, "The council must abolish the bridge toll."),
        (2, "We demand higher wages for the lock keepers."),
        (3, "The school on the island must stay open."),
        (0, "The museum should buy the old lighthouse."),
        (4, "We call for lower rents in the harbour quarter."),
    ],
    &[
        (1, "Wij eisen de afschaffing van de tol op de brug."),
        (2, "De lonen van de sluiswachters moeten omhoog."),
        (5, "De gemeente moet meer geld uittrekken voor het ziekenhuis."),
        (4, "De huren in de havenwijk moeten omlaag."),
        (0, "Het visverbod moet worden opgeheven."),
    ],
    &[
        (1, "Die Brückenmaut muss abgeschafft werden."),
        (3, "Die Schule auf der Insel muss erhalten bleiben."),
        (6, "Wir fordern höhere Steuern für die Reedereien."),
        (4, "Wir fordern niedrigere Mieten im Hafenviertel."),
    ],
    &[
        (2, "Nous exigeons une hausse des salaires des éclusiers."),
        (5, "Il faut plus d'argent pour l'hôpital de la ville."),
        (6, "Les armateurs doivent payer plus d'impôts."),
        (0, "La mairie doit interdire les feux d'artifice sur le quai."),
    ],
    &[
        (1, "We want the toll on the bridge to be scrapped."),
        (5, "The hospital needs to get more money from the council."),
        (7, "The rents in the harbour quarter must be raised."),
        (0, "The wages of the mayor must be cut."),
    ],
];

/// Pairs in one group, those of them that demand the same, and all pairs that demand the same.
fn pairs(encoder: Option<&Encoder>) -> (usize, usize, usize, Vec<String>) {
    let languages = Languages::built_in();
    let statements: Vec<_> = STATEMENTS
        .iter()
        .enumerate()
        .map(|(number, demands)| {
            let lines: Vec<&str> = demands.iter().map(|(_, words)| *words).collect();
            let text = lines.join("\n\n");
            read_statement(&format!("{number}.txt"), text.as_bytes(), languages, &Limits::default()).unwrap()
        })
        .collect();
    let codebook = Codebook { title: "None".into(), language: None, questions: Vec::new() };
    let comparison = compare(Some(codebook), statements, languages, encoder, CountCopies::Once, |_| {});
    let what = |statement: usize, words: &str| {
        STATEMENTS[statement].iter().find(|(_, demand)| demand.contains(words.trim())).map(|(what, _)| *what)
    };
    let (mut together, mut right, mut unlike) = (0, 0, Vec::new());
    for group in &comparison.demand_groups {
        assert!(!group.label.is_empty());
        for (at, (a, a_span)) in group.members.iter().enumerate() {
            for (b, b_span) in group.members[..at].iter().filter(|(b, _)| b != a) {
                together += 1;
                let (a, b) = (what(*a, a_span.as_str()).unwrap(), what(*b, b_span.as_str()).unwrap());
                if a != b || a == 0 {
                    unlike.push(format!("{} / {}", a_span.as_str(), b_span.as_str()));
                }
                right += usize::from(a == b && a > 0);
            }
        }
    }
    let demands = STATEMENTS.iter().enumerate().flat_map(|(s, list)| list.iter().map(move |(what, _)| (s, *what)));
    let of_several: Vec<(usize, u8)> = demands.filter(|(_, what)| *what > 0).collect();
    let mut same = 0;
    for (at, a) in of_several.iter().enumerate() {
        same += of_several[..at].iter().filter(|b| b.1 == a.1 && b.0 != a.0).count();
    }
    (together, right, same, unlike)
}

#[test]
fn the_same_demands_are_grouped_across_languages() {
    let encoder = Encoder::built_in().unwrap();
    let (together, right, same, unlike) = pairs(Some(&encoder));
    assert!(right * 10 >= together * 9, "{right} of {together} pairs are right, not {unlike:?}");
    assert!(right * 2 >= same, "{right} of {same} pairs are found");
}

#[test]
fn words_alone_group_no_unlike_demands() {
    let (together, right, same, unlike) = pairs(None);
    assert!(right * 10 >= together * 9, "{right} of {together} pairs are right, not {unlike:?}");
    assert!(right * 3 >= same, "{right} of {same} pairs are found");
}
