//! What is proposed and what was decided, cell by cell, and what waits for a decision. Only what is asked for is read: a
//! library may hold a million cells.

use std::collections::HashMap;

use rusqlite::{params, OptionalExtension, Params, Row};
use standpoint_text::StatementId;

use crate::coding::{
    assertions, parse_stance, Cell, CodebookEntry, Decision, Proposal, Quote, Ruled, Ruling, Standing,
};
use crate::error::Located;
use crate::history::{Event, EventKind, EVENTS};
use crate::{Library, LibraryError};

/// A cell by its statement and question.
pub type CellName<'a> = (&'a StatementId, &'a str);

/// Where in the queue of what waits for a decision to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// At its beginning.
    First,
    /// At this one, where it waits; else at the beginning.
    At(CellName<'a>),
    /// Behind this one, which may have been decided meanwhile.
    After(CellName<'a>),
}

/// What waits for a decision, seen from a place in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Queue {
    /// How many proposals wait.
    pub waiting: usize,
    /// How many of them come before the next one.
    pub before: usize,
    /// The next one; `None` at the end.
    pub next: Option<Proposal>,
}

pub(crate) const PROPOSALS: &str =
    "SELECT p.question, source.hash, p.stance, p.confidence, p.evidence, p.coder FROM proposal p
    JOIN statement ON statement.id = p.statement JOIN source ON source.id = statement.source
    WHERE p.codebook = ?1 AND statement.removed IS NULL";

/// That a person's act holds.
pub(crate) const HOLDS: &str = "e.kind IN ('accepted', 'changed', 'rejected')
    AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id)";

/// That a proposal waits; `?2` is the codebook's title.
fn waits() -> String {
    format!(
        "p.stance <> 'none' AND NOT EXISTS (SELECT 1 FROM event e WHERE e.codebook = ?2 AND e.question = p.question
         AND e.statement = p.statement AND e.question IS NOT NULL AND {HOLDS})"
    )
}

/// The surest first, as the index `proposal_waiting` has them.
const SUREST: &str = "ORDER BY p.confidence DESC, p.statement, p.question";

/// That a proposal comes in this order behind, or ahead of, the one of this confidence, statement and question.
const BEHIND: &str = "(p.confidence < ?3 OR (p.confidence = ?3 AND (p.statement, p.question) > (?4, ?5)))";
const AHEAD: &str = "(p.confidence > ?3 OR (p.confidence = ?3 AND (p.statement, p.question) < (?4, ?5)))";

impl Library {
    /// Every cell of a codebook on which there is a proposal or a decision, by statement and question.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn cells(&self, codebook: &CodebookEntry) -> Result<Vec<Cell>, LibraryError> {
        let proposals = self.proposals(PROPOSALS, [codebook.number])?;
        let query = format!("{EVENTS} WHERE e.codebook = ?1 AND {HOLDS} ORDER BY e.id");
        let decisions = self.events(&query, [&codebook.title])?;
        self.joined(codebook, proposals, decisions)
    }

    /// The cells of some statements.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn cells_of(&self, codebook: &CodebookEntry, statements: &[StatementId]) -> Result<Vec<Cell>, LibraryError> {
        let (mut proposals, mut decisions) = (Vec::new(), Vec::new());
        let of_this = "statement = (SELECT s.id FROM statement s JOIN source o ON o.id = s.source WHERE o.hash = ?2)";
        let proposed = format!("{PROPOSALS} AND p.{of_this}");
        let decided = format!("{EVENTS} WHERE e.codebook = ?1 AND e.{of_this} AND {HOLDS} ORDER BY e.id");
        for statement in statements {
            proposals.extend(self.proposals(&proposed, params![codebook.number, statement.as_str()])?);
            decisions.extend(self.events(&decided, params![codebook.title, statement.as_str()])?);
        }
        self.joined(codebook, proposals, decisions)
    }

    /// One cell; `None` where nothing is proposed or decided.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn cell(
        &self,
        codebook: &CodebookEntry,
        (statement, question): CellName<'_>,
    ) -> Result<Option<Cell>, LibraryError> {
        let cells = self.cells_of(codebook, std::slice::from_ref(statement))?;
        Ok(cells.into_iter().find(|cell| cell.question == question))
    }

    /// The cells on which people decided, but for questions that are not `wanted`, without what is proposed.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn decided_cells(
        &self,
        codebook: &CodebookEntry,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<Cell>, LibraryError> {
        let query = format!("{EVENTS} WHERE e.codebook = ?1 AND e.question IS NOT NULL AND {HOLDS} ORDER BY e.id");
        let mut decisions = self.events(&query, [&codebook.title])?;
        decisions.retain(|event| event.question.as_ref().is_some_and(|(_, question)| wanted(question)));
        let mut cells = self.joined(codebook, Vec::new(), decisions)?;
        cells.sort_by(|a, b| (&a.question, &a.statement).cmp(&(&b.question, &b.statement)));
        Ok(cells)
    }

    /// The decisions on cells, the oldest first, put beside the proposals.
    fn joined(
        &self,
        codebook: &CodebookEntry,
        proposals: Vec<Proposal>,
        decided: Vec<Event>,
    ) -> Result<Vec<Cell>, LibraryError> {
        // Reading a codebook takes longer than all the rest of a cell, and only decisions need it.
        let assertions = if decided.is_empty() { HashMap::new() } else { assertions(codebook) };
        let mut decisions: HashMap<(String, String), Event> = HashMap::new();
        for event in decided {
            if let (Some((_, question)), Some(statement)) = (event.question.clone(), event.statement.clone()) {
                decisions.insert((statement, question), event);
            }
        }
        let mut cells = Vec::new();
        for proposal in proposals {
            let key = (proposal.statement.as_str().to_owned(), proposal.question.clone());
            let decision = decisions.remove(&key).map(|event| self.decision(event, &assertions)).transpose()?;
            let (question, statement) = (proposal.question.clone(), proposal.statement.clone());
            cells.push(Cell { question, statement, proposal: Some(proposal), decision });
        }
        for ((statement, question), event) in decisions {
            let Some(statement) = StatementId::parse(&statement) else { continue };
            let decision = Some(self.decision(event, &assertions)?);
            cells.push(Cell { question, statement, proposal: None, decision });
        }
        cells.sort_by(|a, b| (&a.statement, &a.question).cmp(&(&b.statement, &b.question)));
        Ok(cells)
    }

    /// The proposals on which nobody has decided, the surest first, but for those that find a statement silent.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn waiting(&self, codebook: &CodebookEntry, most: usize) -> Result<Vec<Proposal>, LibraryError> {
        let query = format!("{PROPOSALS} AND {} {SUREST} LIMIT ?3", waits());
        self.proposals(&query, params![codebook.number, codebook.title, i64::try_from(most).unwrap_or(i64::MAX)])
    }

    /// How many proposals wait.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn waiting_count(&self, codebook: &CodebookEntry) -> Result<usize, LibraryError> {
        // Counted from what was decided or has left, which is less than what waits.
        let query = format!(
            "SELECT (SELECT count(*) FROM proposal INDEXED BY proposal_waiting WHERE codebook = ?1 AND stance <> 'none')
             - (SELECT count(*) FROM statement s CROSS JOIN proposal p ON p.codebook = ?1 AND p.statement = s.id
                WHERE s.removed IS NOT NULL AND p.stance <> 'none')
             - (SELECT count(*) FROM (SELECT DISTINCT e.question, e.statement FROM event e WHERE e.codebook = ?2
                    AND e.question IS NOT NULL AND {HOLDS}) d
                JOIN proposal p ON p.codebook = ?1 AND p.statement = d.statement AND p.question = d.question
                JOIN statement s ON s.id = d.statement
                WHERE p.stance <> 'none' AND s.removed IS NULL)"
        );
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let count: i64 = select.query_row(params![codebook.number, codebook.title], |row| row.get(0)).at(self.path())?;
        Ok(count.max(0) as usize)
    }

    /// What waits for a decision, from a place on.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn queue(&self, codebook: &CodebookEntry, place: Place<'_>) -> Result<Queue, LibraryError> {
        let waiting = self.waiting_count(codebook)?;
        let first = |library: &Self| Ok(library.waiting(codebook, 1)?.pop());
        let (name, is_after) = match place {
            Place::First => return Ok(Queue { waiting, before: 0, next: first(self)? }),
            Place::At(name) => (name, false),
            Place::After(name) => (name, true),
        };
        let Some((confidence, statement)) = self.place_of(codebook, name)? else {
            return Ok(Queue { waiting, before: 0, next: first(self)? });
        };
        let from_here = if is_after { BEHIND } else { "(p.statement, p.question) = (?4, ?5)" };
        // The confidence is what the index is entered by.
        let query = format!("{PROPOSALS} AND p.confidence <= ?3 AND {} AND {from_here} {SUREST} LIMIT 1", waits());
        let values = params![codebook.number, codebook.title, confidence, statement, name.1];
        let next = self.proposals(&query, values)?.pop();
        if next.is_none() && !is_after {
            return Ok(Queue { waiting, before: 0, next: first(self)? });
        }
        let before = format!(
            "SELECT count(*) FROM proposal p JOIN statement ON statement.id = p.statement WHERE p.codebook = ?1
             AND statement.removed IS NULL AND p.confidence >= ?3 AND {} AND {}",
            waits(),
            if is_after { format!("NOT {BEHIND}") } else { AHEAD.to_owned() }
        );
        let mut select = self.connection().prepare_cached(&before).at(self.path())?;
        let before: i64 = select.query_row(values, |row| row.get(0)).at(self.path())?;
        Ok(Queue { waiting, before: before as usize, next })
    }

    /// By what a proposal has its place in the queue: its confidence and the number of its statement.
    fn place_of(
        &self,
        codebook: &CodebookEntry,
        (statement, question): CellName<'_>,
    ) -> Result<Option<(f64, i64)>, LibraryError> {
        let query = "SELECT p.confidence, p.statement FROM proposal p JOIN statement ON statement.id = p.statement
            JOIN source ON source.id = statement.source
            WHERE p.codebook = ?1 AND source.hash = ?2 AND p.question = ?3";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let values = params![codebook.number, statement.as_str(), question];
        select.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).optional().at(self.path())
    }

    pub(crate) fn proposals(&self, query: &str, values: impl Params) -> Result<Vec<Proposal>, LibraryError> {
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let found: rusqlite::Result<Vec<Option<Proposal>>> =
            select.query_map(values, proposal).at(self.path())?.collect();
        found
            .at(self.path())?
            .into_iter()
            .collect::<Option<_>>()
            .ok_or_else(|| LibraryError::damaged(self.path(), "a proposal"))
    }

    fn decision(&self, event: Event, assertions: &HashMap<String, String>) -> Result<Decision, LibraryError> {
        let odd = || LibraryError::damaged(self.path(), format!("event {}", event.number));
        let ruled: Ruled = serde_json::from_value(event.detail.clone()).map_err(|_| odd())?;
        let stance = ruled.stance.as_deref().map(|word| parse_stance(word).ok_or_else(odd)).transpose()?;
        let evidence = ruled.evidence;
        let question = event.question.as_ref().map_or("", |(_, question)| question);
        let standing = if !self.still_stands(&event, &evidence)? {
            Standing::Orphaned
        } else if assertions.get(question) != Some(&ruled.assertion) {
            Standing::QuestionChanged
        } else {
            Standing::Holds
        };
        let ruling = match (event.kind, stance) {
            (EventKind::Accepted, Some(stance)) => Ruling::Accept { stance, evidence },
            (EventKind::Changed, Some(stance)) => Ruling::Change { stance, evidence },
            (EventKind::Rejected, None) => Ruling::Reject,
            _ => return Err(odd()),
        };
        Ok(Decision { event: event.number, at: event.at, who: event.who, ruling, memo: ruled.memo, standing })
    }

    /// Whether the words of a decision stand where they stood. Only a statement that was read anew since is looked at.
    fn still_stands(&self, event: &Event, evidence: &[Quote]) -> Result<bool, LibraryError> {
        let Some(id) = event.statement.as_deref().and_then(StatementId::parse) else { return Ok(false) };
        let query = "SELECT removed IS NULL, EXISTS (SELECT 1 FROM event e WHERE e.statement = statement.id
            AND e.id > ?2 AND e.kind IN ('read anew', 'added'))
            FROM statement JOIN source ON source.id = statement.source WHERE source.hash = ?1";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let (is_here, was_read): (bool, bool) = select
            .query_row(params![id.as_str(), event.number], |row| Ok((row.get(0)?, row.get(1)?)))
            .at(self.path())?;
        if !is_here || !was_read {
            return Ok(is_here);
        }
        let text = self.statement(&id)?.statement.text;
        Ok(evidence.iter().all(|quote| quote.stands_in(&text)))
    }
}

/// `None` where what is kept is no longer what was written.
fn proposal(row: &Row<'_>) -> rusqlite::Result<Option<Proposal>> {
    let (hash, stance, evidence): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(4)?);
    let (question, confidence, coder) = (row.get(0)?, row.get(3)?, row.get(5)?);
    Ok((|| {
        let evidence = serde_json::from_str(&evidence).ok()?;
        Some(Proposal {
            question,
            statement: StatementId::parse(&hash)?,
            stance: parse_stance(&stance)?,
            confidence,
            evidence,
            coder,
        })
    })())
}
