use std::collections::BTreeMap;

use foldhash::HashMap;
use serde::Deserialize;

/// A concept that statements speak of in any language, by its number in the list of concepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub(crate) u16);

impl ConceptId {
    /// The number, from 0 to [`Concepts::len`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What sort of thing a concept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConceptKind {
    /// A country, region or bloc.
    Place,
    /// Who acts or suffers.
    Actor,
    /// What is at issue.
    Thing,
    /// What is done or asked.
    Act,
    /// How it is judged.
    Value,
}

/// The list of concepts, which knows no language; their words stand in the language files.
#[derive(Debug)]
pub struct Concepts {
    names: Vec<String>,
    kinds: Vec<ConceptKind>,
    bad: Vec<bool>,
    related: Vec<Vec<(ConceptId, Relation)>>,
    numbers: HashMap<String, ConceptId>,
}

/// How one concept implies another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// What is said of it is said, more weakly, of the other: Gaza and Palestine.
    Broader,
    /// What speaks of it often speaks of the other: a truce and talks.
    Near,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    place: BTreeMap<String, WrittenConcept>,
    actor: BTreeMap<String, WrittenConcept>,
    thing: BTreeMap<String, WrittenConcept>,
    act: BTreeMap<String, WrittenConcept>,
    value: BTreeMap<String, WrittenConcept>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenConcept {
    #[serde(default)]
    bad: bool,
    #[serde(default)]
    broader: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
}

impl Concepts {
    pub(crate) fn read(toml_text: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(toml_text).map_err(|e| e.to_string())?;
        let groups = [
            (ConceptKind::Place, written.place),
            (ConceptKind::Actor, written.actor),
            (ConceptKind::Thing, written.thing),
            (ConceptKind::Act, written.act),
            (ConceptKind::Value, written.value),
        ];
        let (mut names, mut kinds, mut details) = (Vec::new(), Vec::new(), Vec::new());
        for (kind, group) in groups {
            for (name, concept) in group {
                names.push(name);
                kinds.push(kind);
                details.push(concept);
            }
        }
        let numbers: HashMap<String, ConceptId> =
            names.iter().enumerate().map(|(i, n)| (n.clone(), ConceptId(i as u16))).collect();
        let related = relations(&details, &numbers)?;
        let bad = details.iter().map(|concept| concept.bad).collect();
        Ok(Self { names, kinds, bad, related, numbers })
    }

    /// How many concepts there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The concept of this name, such as `ceasefire`.
    pub fn get(&self, name: &str) -> Option<ConceptId> {
        self.numbers.get(name).copied()
    }

    /// Its name in the list, such as `ceasefire`.
    pub fn name(&self, concept: ConceptId) -> &str {
        &self.names[concept.index()]
    }

    /// What sort of thing it is.
    pub fn kind(&self, concept: ConceptId) -> ConceptKind {
        self.kinds[concept.index()]
    }

    /// Whether nobody is for it by that name (a massacre, hunger), so that to end it is praise and to do it is blame.
    pub fn is_bad(&self, concept: ConceptId) -> bool {
        self.bad[concept.index()]
    }

    /// What else a mention of it is a mention of. "Near" holds both ways, "broader" one way.
    pub fn related(&self, concept: ConceptId) -> &[(ConceptId, Relation)] {
        &self.related[concept.index()]
    }
}

fn relations(
    details: &[WrittenConcept],
    numbers: &HashMap<String, ConceptId>,
) -> Result<Vec<Vec<(ConceptId, Relation)>>, String> {
    let number = |name: &String| numbers.get(name).copied().ok_or_else(|| format!("there is no concept {name:?}"));
    let mut related = vec![Vec::new(); details.len()];
    for (i, concept) in details.iter().enumerate() {
        for name in &concept.broader {
            related[i].push((number(name)?, Relation::Broader));
        }
        for name in &concept.near {
            let other = number(name)?;
            related[i].push((other, Relation::Near));
            related[other.index()].push((ConceptId(i as u16), Relation::Near));
        }
    }
    for list in &mut related {
        list.sort_by_key(|&(concept, relation)| (concept, relation as u8));
        list.dedup_by_key(|&mut (concept, _)| concept);
    }
    Ok(related)
}
