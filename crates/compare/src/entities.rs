//! One entity for all spellings of a name in a collection.
//!
//! Places and organisations of the open data have one name already. People are brought together by what their surnames sound
//! like in the language of each statement, in every case that language has: "Ilse Torvaan" in a Dutch statement, «Торваан» in a
//! Russian one. Two full names are of one person where their surnames meet and their given names begin with the same
//! consonant; a surname alone belongs to the only full name it meets.

use std::collections::HashMap;

use standpoint_gazetteer::Skeleton;
use standpoint_languages::{Language, Languages};
use standpoint_reading::{surname_skeletons, Findings, NameKind};
use standpoint_text::{LanguageCode, Statement};

/// A name as one statement has it.
struct Node {
    entity: String,
    kind: NameKind,
    statement: usize,
    mentions: Vec<usize>,
    surname: Vec<Skeleton>,
    /// The first consonant of the given name; `None` for a surname alone.
    given: Option<String>,
    is_english: bool,
}

/// What the mentions of one entity are called, and where they stand: the number of the statement, and that of the name in it.
struct Named {
    entity: String,
    mentions: Vec<(usize, usize)>,
}

/// Gives all mentions of one entity the same name.
pub(crate) fn unify(statements: &[Statement], findings: &mut [Findings], languages: &Languages) {
    let nodes = nodes(statements, findings, languages);
    let entities: Vec<Named> = group(&nodes).iter().map(|group| named(group, &nodes)).collect();
    name_speakers(&entities, findings);
    for entity in &entities {
        for &(statement, name) in &entity.mentions {
            findings[statement].names[name].entity = Some(entity.entity.clone());
        }
    }
}

/// Calls the speakers of quotations what their names are called; `findings` still hold each statement's own entities.
fn name_speakers(entities: &[Named], findings: &mut [Findings]) {
    let mut called: HashMap<(usize, String), &str> = HashMap::new();
    for entity in entities {
        for &(statement, name) in &entity.mentions {
            let mention = &findings[statement].names[name];
            let names = [Some(mention.span.as_str()), mention.entity.as_deref()];
            for name in names.into_iter().flatten() {
                called.insert((statement, name.to_owned()), &entity.entity);
            }
        }
    }
    for (statement, findings) in findings.iter_mut().enumerate() {
        for speaker in findings.quotations.iter_mut().filter_map(|quotation| quotation.speaker.as_mut()) {
            if let Some(&name) = called.get(&(statement, speaker.clone())) {
                *speaker = name.to_owned();
            }
        }
    }
}

fn nodes(statements: &[Statement], findings: &[Findings], languages: &Languages) -> Vec<Node> {
    let english = LanguageCode::new("en");
    let mut nodes: Vec<Node> = Vec::new();
    for (number, (statement, findings)) in statements.iter().zip(findings).enumerate() {
        let language = statement.metadata.language().and_then(|code| languages.get(code));
        let mut here: HashMap<(NameKind, &str), usize> = HashMap::new();
        for (name, mention) in findings.names.iter().enumerate() {
            let Some(entity) = mention.entity.as_deref() else { continue };
            let node = *here.entry((mention.kind, entity)).or_insert_with(|| {
                nodes.push(Node {
                    entity: entity.to_owned(),
                    kind: mention.kind,
                    statement: number,
                    mentions: Vec::new(),
                    surname: Vec::new(),
                    given: None,
                    is_english: statement.metadata.language() == english,
                });
                nodes.len() - 1
            });
            let node = &mut nodes[node];
            node.mentions.push(name);
            if let Some(language) = language.filter(|_| mention.kind == NameKind::Person) {
                take_up(node, mention.span.as_str(), language, languages);
            }
        }
    }
    nodes
}

/// Adds what a person's name sounds like as written here, and as its Latin form is read in English.
fn take_up(node: &mut Node, written: &str, language: &Language, languages: &Languages) {
    let english = LanguageCode::new("en").and_then(|code| languages.get(code));
    let readings = [(written.to_owned(), Some(language)), (node.entity.clone(), english)];
    for (name, language) in readings {
        let Some(language) = language else { continue };
        for skeleton in surname_skeletons(last_word(&name), language) {
            if !node.surname.contains(&skeleton) {
                node.surname.push(skeleton);
            }
        }
        if node.given.is_none() && name.contains(' ') {
            let given = name.split(' ').next().and_then(|given| surname_skeletons(given, language).into_iter().next());
            let first = |skeleton: Skeleton| skeleton.consonants().trim_start_matches('.').chars().next();
            node.given = given.and_then(first).map(String::from).or_else(|| name.chars().next().map(String::from));
        }
    }
}

fn last_word(name: &str) -> &str {
    name.rsplit(|c: char| c.is_whitespace()).next().unwrap_or(name)
}

/// The nodes of each entity.
fn group(nodes: &[Node]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_name: HashMap<(NameKind, String), usize> = HashMap::new();
    let mut by_surname: HashMap<String, Vec<usize>> = HashMap::new();
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by_key(|&node| (nodes[node].kind != NameKind::Person || nodes[node].given.is_none(), node));
    for node in order {
        let own = &nodes[node];
        let name = (own.kind, own.entity.to_lowercase());
        let found = by_name.get(&name).copied().or_else(|| same_person(own, nodes, &groups, &by_surname));
        let group = found.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(node);
        by_name.insert(name, group);
        for skeleton in &own.surname {
            let list = by_surname.entry(skeleton.consonants().to_owned()).or_default();
            if !list.contains(&group) {
                list.push(group);
            }
        }
    }
    groups
}

/// The group of the person whose name this is, where there is exactly one.
fn same_person(
    own: &Node,
    nodes: &[Node],
    groups: &[Vec<usize>],
    by_surname: &HashMap<String, Vec<usize>>,
) -> Option<usize> {
    let mut candidates: Vec<usize> =
        own.surname.iter().filter_map(|skeleton| by_surname.get(skeleton.consonants())).flatten().copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates.retain(|&group| groups[group].iter().any(|&other| may_be_one(own, &nodes[other])));
    match candidates[..] {
        [group] => Some(group),
        _ => None,
    }
}

fn may_be_one(a: &Node, b: &Node) -> bool {
    let given = match (&a.given, &b.given) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    given && a.surname.iter().any(|own| b.surname.iter().any(|other| own.meets(other)))
}

fn named(group: &[usize], nodes: &[Node]) -> Named {
    let mentions = group
        .iter()
        .flat_map(|&node| nodes[node].mentions.iter().map(move |&name| (nodes[node].statement, name)))
        .collect();
    let fullest = |&node: &usize| {
        let node = &nodes[node];
        (node.given.is_some(), node.is_english, node.mentions.len(), std::cmp::Reverse(node.statement))
    };
    let best = group.iter().copied().max_by_key(fullest);
    Named { entity: best.map_or_else(String::new, |node| nodes[node].entity.clone()), mentions }
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_ingest::{read_statement, Limits};
    use standpoint_reading::Reading;

    /// The people each statement names, as the collection calls them.
    fn unified(texts: &[&str]) -> Vec<Vec<String>> {
        let languages = Languages::built_in();
        let statements: Vec<Statement> = texts
            .iter()
            .map(|text| read_statement("a.txt", text.as_bytes(), languages, &Limits::default()).unwrap())
            .collect();
        let mut findings: Vec<Findings> = statements.iter().map(|s| Reading::of(s, languages).findings).collect();
        unify(&statements, &mut findings, languages);
        let people = |found: Findings| {
            let people = found.names.into_iter().filter(|name| name.kind == NameKind::Person);
            people.filter_map(|name| name.entity).collect()
        };
        findings.into_iter().map(people).collect()
    }

    #[test]
    fn one_person_in_three_languages() {
        let people = unified(&[
            "The toll on the bridge is unjust, and all of us know it.\n\nMayor Marina Kaloshina has said that the ferry will not be replaced by it.\n",
            "De tol op de brug is onrechtvaardig en dat weten wij allemaal.\n\nBurgemeester Marina Kalosjina heeft gezegd dat het veer niet wordt vervangen.\n",
            "Плата за мост несправедлива, и все мы это знаем.\n\nМэр Калошина сказала, что паром не будет заменён.\n",
        ]);
        assert_eq!(people, [["Marina Kaloshina"], ["Marina Kaloshina"], ["Marina Kaloshina"]]);
    }

    #[test]
    fn different_people_stay_apart() {
        let people = unified(&[
            "The toll on the bridge is unjust, said Ilse Torvaan, and all of us know that it is.\n",
            "The toll on the bridge is just, said Otto Torvaan, and all of us know that it is.\n",
        ]);
        assert_eq!(people, [["Ilse Torvaan"], ["Otto Torvaan"]]);
    }
}
