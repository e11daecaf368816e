//! Passages by their words, by their meaning, or by both.

use std::collections::{hash_map, HashMap, HashSet};

use rusqlite::{params_from_iter, types::Value, OptionalExtension};
use standpoint_languages::Words;
use standpoint_meaning::Vector;
use standpoint_text::{CalendarDate, LanguageCode, Passage, Span, StatementId};

use crate::error::Located;
use crate::fold::fold;
use crate::packed::{cosine, signs, SIGN_BYTES};
use crate::query::{Heard, Query, QueryError, Wanted};
use crate::store::{Entry, PASSAGES};
use crate::{Library, LibraryError};

/// How many more passages than wanted are looked at again, because they may turn out not to be meant.
const SPARE: usize = 4;
/// How many passages nearest by their signs are measured exactly.
const MEASURED: usize = 1000;
/// What is this far from the query means something else.
const FAR: f32 = 0.3;
/// How much a rank further down counts less where two lists become one (Cormack, Clarke and Büttcher 2009, "Reciprocal rank
/// fusion").
const RANK: f64 = 60.0;

/// In which statements to look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// What the issuer's name has in it, in any case.
    pub issuer: Option<String>,
    /// What the path has in it.
    pub path: Option<String>,
    /// The language of most of the statement.
    pub language: Option<LanguageCode>,
    /// Published then or later.
    pub from: Option<CalendarDate>,
    /// Published then or earlier.
    pub to: Option<CalendarDate>,
}

impl Filter {
    /// The conditions on the table `statement`, and their values, counted from `first`.
    fn conditions(&self, first: usize) -> (String, Vec<Value>) {
        let (mut conditions, mut values) = (String::from("statement.removed IS NULL"), Vec::new());
        let mut add = |condition: &str, value: String| {
            conditions.push_str(" AND ");
            conditions.push_str(&condition.replace('?', &format!("?{}", first + values.len())));
            values.push(Value::Text(value));
        };
        if let Some(issuer) = &self.issuer {
            add("instr(lower(statement.issuer), lower(?)) > 0", issuer.clone());
        }
        if let Some(path) = &self.path {
            add(
                "EXISTS (SELECT 1 FROM place WHERE place.statement = statement.id AND instr(path, ?) > 0)",
                path.clone(),
            );
        }
        if let Some(language) = self.language {
            add("statement.language = ?", language.to_string());
        }
        if let Some(from) = self.from {
            add("statement.published >= ?", from.to_string());
        }
        if let Some(to) = self.to {
            // "2021" comes before all days of 2021 in the order of letters, so the end is set behind the last of them.
            add("statement.published < ? || '~'", to.to_string());
        }
        (conditions, values)
    }
}

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

/// Which of the numbers of each passage's vector are positive: enough to find those that may be near. 72 bytes a passage.
#[derive(Debug, Default)]
pub struct Meanings {
    rows: Vec<i64>,
    signs: Vec<[u64; SIGN_BYTES / 8]>,
}

impl Library {
    /// Understands what a person typed.
    ///
    /// # Errors
    /// [`QueryError`], in one sentence that says what is wrong.
    pub fn query(&self, typed: &str) -> Result<Query, QueryError> {
        Query::parse(typed, &self.sounds)
    }

    /// The passages that have the words of a query in them, the most telling first; where it has no words, the passages of the
    /// statements that its filters let through.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn search(&self, query: &Query, most: usize) -> Result<Vec<Hit>, LibraryError> {
        let Some(wanted) = &query.wanted else { return self.all_passages(&query.filter, most) };
        let (conditions, values) = query.filter.conditions(2);
        // Ordering all that was found costs more than ordering the first of it; but what is not exact has to be looked through.
        let limit = if wanted.is_exact() { format!("LIMIT {}", most.saturating_mul(SPARE)) } else { String::new() };
        let select = format!(
            "SELECT passage_words.rowid FROM passage_words
             JOIN statement ON statement.id = passage_words.rowid >> 20
             WHERE passage_words MATCH ?1 AND {conditions} ORDER BY bm25(passage_words, 1.0, 0.5) {limit}"
        );
        let all = std::iter::once(Value::Text(wanted.expression())).chain(values);
        let mut select = self.connection().prepare_cached(&select).at(self.path())?;
        let rows = select.query_map(params_from_iter(all), |row| row.get(0)).at(self.path())?;
        let found = rows.map(|row: rusqlite::Result<i64>| Ok((row.at(self.path())?, true, None)));
        self.hits(found, Some(wanted), most)
    }

    /// The passages of the statements that a filter lets through, in order.
    fn all_passages(&self, filter: &Filter, most: usize) -> Result<Vec<Hit>, LibraryError> {
        let (conditions, values) = filter.conditions(1);
        let select = format!("SELECT id, passage_count FROM statement WHERE {conditions} ORDER BY id");
        let mut select = self.connection().prepare_cached(&select).at(self.path())?;
        let mut statements = select.query(params_from_iter(values)).at(self.path())?;
        let mut rows = Vec::new();
        while let Some(row) = statements.next().at(self.path())?.filter(|_| rows.len() < most) {
            let (statement, passages): (i64, i64) = (row.get(0).at(self.path())?, row.get(1).at(self.path())?);
            let numbers = (0..passages.min(PASSAGES)).take(most - rows.len());
            rows.extend(numbers.map(|passage| Ok((statement * PASSAGES + passage, false, None))));
        }
        self.hits(rows, None, most)
    }

    /// What the passages of the collection mean, for [`Library::search_meaning`]: load it once and keep it as long as the
    /// collection does not change.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn meanings(&self) -> Result<Meanings, LibraryError> {
        let mut meanings = Meanings::default();
        let query = "SELECT statement.id, signs FROM meaning JOIN statement ON statement.id = meaning.statement
            WHERE removed IS NULL";
        let mut select = self.connection().prepare(query).at(self.path())?;
        let mut rows = select.query([]).at(self.path())?;
        while let Some(row) = rows.next().at(self.path())? {
            let (statement, packed): (i64, Vec<u8>) = (row.get(0).at(self.path())?, row.get(1).at(self.path())?);
            for (passage, signs) in (0..PASSAGES).zip(packed.chunks_exact(SIGN_BYTES)) {
                meanings.rows.push(statement * PASSAGES + passage);
                meanings.signs.push(words(signs));
            }
        }
        Ok(meanings)
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
    ) -> Result<Vec<Hit>, LibraryError> {
        let near = self.near(meanings, vector, filter, most)?;
        self.hits(near.into_iter().map(|(row, cosine)| Ok((row, false, Some(cosine)))), None, most)
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
    ) -> Result<Vec<Hit>, LibraryError> {
        let by_words = self.search(query, most)?;
        let by_meaning = self.search_meaning(meanings, vector, &query.filter, most)?;
        let mut ranked: HashMap<(StatementId, usize), (f64, Hit)> = HashMap::new();
        for (rank, hit) in by_words.into_iter().enumerate().chain(by_meaning.into_iter().enumerate()) {
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
        Ok(ranked.into_iter().take(most).map(|(_, hit)| hit).collect())
    }

    fn near(
        &self,
        meanings: &Meanings,
        vector: &Vector,
        filter: &Filter,
        most: usize,
    ) -> Result<Vec<(i64, f32)>, LibraryError> {
        let allowed = self.allowed(filter)?;
        let mut measured = Vec::new();
        let mut select = self
            .connection()
            .prepare_cached("SELECT substr(vectors, ?2 * 512 + 1, 512) FROM meaning WHERE statement = ?1")
            .at(self.path())?;
        for row in meanings.nearest(&signs(vector), MEASURED.max(most.saturating_mul(SPARE)), allowed.as_ref()) {
            let packed: Option<Vec<u8>> =
                select.query_row([row / PASSAGES, row % PASSAGES], |row| row.get(0)).optional().at(self.path())?;
            if let Some(packed) = packed {
                measured.push((row, cosine(vector, &packed)));
            }
        }
        measured.retain(|(_, cosine)| *cosine >= FAR);
        measured.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        measured.truncate(most);
        Ok(measured)
    }

    /// The numbers of the statements that a filter lets through; `None` where it lets all through.
    fn allowed(&self, filter: &Filter) -> Result<Option<HashSet<i64>>, LibraryError> {
        if *filter == Filter::default() {
            return Ok(None);
        }
        let (conditions, values) = filter.conditions(1);
        let mut select =
            self.connection().prepare_cached(&format!("SELECT id FROM statement WHERE {conditions}")).at(self.path())?;
        let numbers: rusqlite::Result<_> =
            select.query_map(params_from_iter(values), |row| row.get(0)).at(self.path())?.collect();
        numbers.at(self.path()).map(Some)
    }

    /// Rows of the index as passages, in their order. Those that turn out not to be what is wanted are left out.
    fn hits(
        &self,
        rows: impl IntoIterator<Item = Result<(i64, bool, Option<f32>), LibraryError>>,
        wanted: Option<&Wanted>,
        most: usize,
    ) -> Result<Vec<Hit>, LibraryError> {
        let mut opened: HashMap<i64, (Entry, Vec<Passage>)> = HashMap::new();
        let mut hits = Vec::new();
        for row in rows {
            if hits.len() >= most {
                break;
            }
            let (row, by_words, likeness) = row?;
            let (statement, passage) = (row / PASSAGES, (row % PASSAGES) as usize);
            if let hash_map::Entry::Vacant(place) = opened.entry(statement) {
                let (entry, kept) = self.numbered(statement)?;
                place.insert((entry, kept.statement.passages));
            }
            let Some((entry, passages)) = opened.get(&statement) else { continue };
            let found = passages
                .get(passage)
                .ok_or_else(|| LibraryError::damaged(self.path(), format!("the index of statement {}", entry.id)))?;
            let marks = match wanted {
                None => Vec::new(),
                Some(wanted) => match self.marks(wanted, found) {
                    Some(marks) => marks,
                    None => continue,
                },
            };
            hits.push(Hit { statement: entry.clone(), passage, span: found.span.clone(), marks, by_words, likeness });
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

fn words(signs: &[u8]) -> [u64; SIGN_BYTES / 8] {
    let mut words = [0; SIGN_BYTES / 8];
    for (word, bytes) in words.iter_mut().zip(signs.chunks_exact(8)) {
        *word = bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
    }
    words
}

impl Meanings {
    /// How many passages there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows that differ in fewest signs (Charikar 2002: the share of differing signs grows with the angle).
    fn nearest(&self, signs: &[u8], most: usize, allowed: Option<&HashSet<i64>>) -> Vec<i64> {
        let wanted = words(signs);
        let differing = |signs: &[u64; SIGN_BYTES / 8]| -> usize {
            signs.iter().zip(&wanted).map(|(a, b)| (a ^ b).count_ones() as usize).sum()
        };
        let counts: Vec<u16> = self.signs.iter().map(|signs| differing(signs) as u16).collect();
        let is_allowed = |place: usize| allowed.is_none_or(|allowed| allowed.contains(&(self.rows[place] / PASSAGES)));
        // How many have each number of differing signs tells up to which number to take.
        let mut having = [0usize; SIGN_BYTES * 8 + 1];
        for (place, &count) in counts.iter().enumerate() {
            having[usize::from(count)] += usize::from(is_allowed(place));
        }
        let mut sum = 0;
        let last = having
            .iter()
            .position(|&number| {
                sum += number;
                sum >= most
            })
            .unwrap_or(SIGN_BYTES * 8);
        let mut near: Vec<(u16, usize)> = counts
            .iter()
            .enumerate()
            .filter(|&(place, &count)| usize::from(count) <= last && is_allowed(place))
            .map(|(place, &count)| (count, place))
            .collect();
        near.sort_unstable();
        near.into_iter().take(most).map(|(_, place)| self.rows[place]).collect()
    }
}
