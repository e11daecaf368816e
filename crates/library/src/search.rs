//! Passages by their words, by their meaning, or by both.

use std::collections::{hash_map, HashMap};

use standpoint_languages::Words;
use standpoint_meaning::Vector;
use standpoint_text::{Passage, Span, StatementId};

use crate::error::Located;
use crate::filter::Filter;
use crate::fold::fold;
use crate::meanings::{Meanings, MEASURED};
use crate::query::{Query, QueryError};
use crate::store::PASSAGES;
use crate::wanted::{Heard, Wanted};
use crate::{Entry, Library, LibraryError};

/// So many passages are looked at again at most, where the index can't tell whether they are what is meant.
const LOOKED_AT_AGAIN: usize = 1000;
/// How much a rank further down counts less where two lists become one (Cormack, Clarke and Büttcher 2009, "Reciprocal rank
/// fusion").
const RANK: f64 = 60.0;

/// A passage that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its statement.
    pub statement: Entry,
    /// The number of the passage in the statement.
    pub passage: usize,
    /// The passage.
    pub span: Span,
    /// The words in it that were looked for.
    pub marks: Vec<Span>,
    /// Whether it was found by its words, and how near its meaning is to the query (a cosine), where that was measured.
    pub by_words: bool,
    /// See [`Hit::by_words`].
    pub likeness: Option<f32>,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// The passages, the most telling first.
    pub list: Vec<Hit>,
    /// Where more passages may be what is wanted than were looked through: how many were.
    pub cut_at: Option<usize>,
}

impl Hits {
    /// That not everything was looked through, in a sentence.
    pub fn caution(&self) -> Option<String> {
        self.cut_at.map(|looked| {
            format!(
                "More passages may match than were looked through: these are the most telling of {looked}. Another word, or a \
                 filter such as issuer: or from:, narrows it."
            )
        })
    }
}

/// A row of the index that may be a hit.
pub(crate) struct Candidate {
    pub row: i64,
    pub likeness: Option<f32>,
}

/// What has to be seen in a passage itself.
struct Conditions<'a> {
    wanted: Option<&'a Wanted>,
    /// For this question it is evidence.
    question: Option<&'a str>,
    most: usize,
}

impl Library {
    /// Understands what a person typed.
    ///
    /// # Errors
    /// [`QueryError`], in one sentence that says what is wrong.
    pub fn query(&self, typed: &str) -> Result<Query, QueryError> {
        Query::parse(typed, &self.sounds)
    }

    /// The passages that have the words of a query in them, the most telling first: those with its rarer words, and of these the
    /// shorter. Where it has no words, the passages of the statements that its filters let through.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn search(&self, query: &Query, most: usize) -> Result<Hits, LibraryError> {
        let conditions = Conditions { wanted: query.wanted.as_ref(), question: query.filter.question.as_deref(), most };
        let (rows, cut_at) = match &query.wanted {
            Some(wanted) => self.ranked(wanted, &self.allowed(&query.filter)?)?,
            None => (self.all_passages(&query.filter, most)?, None),
        };
        let candidates = rows.into_iter().map(|row| Candidate { row, likeness: None });
        let mut hits = self.hits(candidates, &conditions)?;
        hits.cut_at = hits.cut_at.or(cut_at);
        Ok(hits)
    }

    /// The rows of the passages of the statements that a filter lets through, in order.
    fn all_passages(&self, filter: &Filter, most: usize) -> Result<Vec<i64>, LibraryError> {
        // What is evidence has yet to be seen.
        let enough = if filter.question.is_some() { usize::MAX } else { most };
        let mut rows = Vec::new();
        let mut select =
            self.connection().prepare_cached("SELECT passage_count FROM statement WHERE id = ?1").at(self.path())?;
        for statement in self.let_through(filter)? {
            if rows.len() >= enough {
                break;
            }
            let passages: i64 = select.query_row([statement], |row| row.get(0)).at(self.path())?;
            let numbers = (0..passages.min(PASSAGES)).take(enough - rows.len());
            rows.extend(numbers.map(|passage| statement * PASSAGES + passage));
        }
        Ok(rows)
    }

    /// The passages nearest in meaning to a vector, in statements that the filter lets through.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn search_meaning(
        &self,
        meanings: &Meanings,
        vector: &Vector,
        filter: &Filter,
        most: usize,
    ) -> Result<Hits, LibraryError> {
        let near = self.near(meanings, vector, filter)?;
        let is_all = near.len() < MEASURED;
        let candidates = near.into_iter().map(|(row, cosine)| Candidate { row, likeness: Some(cosine) });
        let mut hits =
            self.hits(candidates, &Conditions { wanted: None, question: filter.question.as_deref(), most })?;
        if hits.list.len() < most && !is_all {
            hits.cut_at = Some(MEASURED);
        }
        Ok(hits)
    }

    /// The passages that have the words, or come near to the meaning, of a query: both lists as one, in which a place high
    /// up in either counts.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn search_both(
        &self,
        query: &Query,
        meanings: &Meanings,
        vector: &Vector,
        most: usize,
    ) -> Result<Hits, LibraryError> {
        let by_words = self.search(query, most)?;
        let by_meaning = self.search_meaning(meanings, vector, &query.filter, most)?;
        let cut_at = by_words.cut_at.or(by_meaning.cut_at);
        let mut ranked: HashMap<(StatementId, usize), (f64, Hit)> = HashMap::new();
        for (rank, hit) in by_words.list.into_iter().enumerate().chain(by_meaning.list.into_iter().enumerate()) {
            let worth = 1.0 / (RANK + rank as f64);
            let entry = ranked.entry((hit.statement.id.clone(), hit.passage)).or_insert((0.0, hit.clone()));
            entry.0 += worth;
            entry.1.likeness = entry.1.likeness.or(hit.likeness);
        }
        let mut ranked: Vec<(f64, Hit)> = ranked.into_values().collect();
        ranked.sort_by(|a, b| {
            let place = |hit: &Hit| (hit.statement.path.clone(), hit.passage);
            b.0.total_cmp(&a.0).then_with(|| place(&a.1).cmp(&place(&b.1)))
        });
        Ok(Hits { list: ranked.into_iter().take(most).map(|(_, hit)| hit).collect(), cut_at })
    }

    /// Rows of the index as passages, in their order. Those that turn out not to be what is wanted are left out.
    fn hits(
        &self,
        rows: impl IntoIterator<Item = Candidate>,
        conditions: &Conditions<'_>,
    ) -> Result<Hits, LibraryError> {
        let mut opened: HashMap<i64, (Entry, Vec<Passage>)> = HashMap::new();
        let mut evidence = self.evidence()?;
        let mut hits = Hits::default();
        for (looked_at, Candidate { row, likeness }) in rows.into_iter().enumerate() {
            if hits.list.len() >= conditions.most {
                break;
            }
            let (number, passage) = (row / PASSAGES, (row % PASSAGES) as usize);
            if let Some(question) = conditions.question {
                if !evidence.is_any(self, number, question)? {
                    continue;
                }
            }
            if looked_at - hits.list.len() >= LOOKED_AT_AGAIN {
                hits.cut_at = Some(looked_at);
                break;
            }
            if let hash_map::Entry::Vacant(place) = opened.entry(number) {
                place.insert(self.passages(number)?);
            }
            let Some((entry, passages)) = opened.get(&number) else { continue };
            let found = passages
                .get(passage)
                .ok_or_else(|| LibraryError::damaged(self.path(), format!("the index of statement {}", entry.id)))?;
            if conditions.question.is_some_and(|question| !evidence.is_in(number, question, &found.span)) {
                continue;
            }
            let marks = match conditions.wanted {
                None => Vec::new(),
                Some(wanted) => match self.marks(wanted, found) {
                    Some(marks) => marks,
                    None => continue,
                },
            };
            let by_words = conditions.wanted.is_some();
            hits.list.push(Hit {
                statement: entry.clone(),
                passage,
                span: found.span.clone(),
                marks,
                by_words,
                likeness,
            });
        }
        Ok(hits)
    }

    /// The words of a passage that are looked for; `None` where it is not what is wanted.
    fn marks(&self, wanted: &Wanted, passage: &Passage) -> Option<Vec<Span>> {
        let words = Words::of(passage.span.as_str());
        let heard: Vec<Heard> = (0..words.len())
            .map(|number| Heard {
                folded: fold(words.get(number)),
                sounds: match passage.language {
                    Some(language) if words.is_capitalised(number) => self.sounds.of(words.get(number), language),
                    _ => Vec::new(),
                },
            })
            .collect();
        let mut numbers = wanted.marks(&heard)?;
        numbers.sort_unstable();
        numbers.dedup();
        Some(numbers.into_iter().filter_map(|number| passage.span.part(words.bytes(number)).ok()).collect())
    }
}
