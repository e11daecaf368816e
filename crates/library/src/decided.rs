//! Some of the cells of a codebook, without looking at all others.

use std::collections::{BTreeMap, HashMap};

use rusqlite::params;
use standpoint_text::StatementId;

use crate::coding::{assertions, proposal};
use crate::error::Located;
use crate::history::{Event, EVENTS};
use crate::{Cell, CodebookEntry, Library, LibraryError, Proposal};

const NUMBER: &str = "(SELECT s.id FROM statement s JOIN source o ON o.id = s.source WHERE o.hash = ?2)";

impl Library {
    /// The cells of a codebook on one statement on which there is a proposal or a decision, by question.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn cells_on(&self, codebook: &CodebookEntry, id: &StatementId) -> Result<Vec<Cell>, LibraryError> {
        let assertions = assertions(codebook);
        let mut decisions: HashMap<String, Event> = HashMap::new();
        for event in self.decisions_of(&codebook.title, id)? {
            if let Some((_, question)) = event.question.clone() {
                decisions.insert(question, event);
            }
        }
        let mut cells = Vec::new();
        for proposal in self.proposals_on(codebook.number, id)? {
            let decision = decisions.remove(&proposal.question);
            let decision = decision.map(|event| self.decision(event, &assertions)).transpose()?;
            let question = proposal.question.clone();
            cells.push(Cell { question, statement: id.clone(), proposal: Some(proposal), decision });
        }
        for (question, event) in decisions {
            let decision = Some(self.decision(event, &assertions)?);
            cells.push(Cell { question, statement: id.clone(), proposal: None, decision });
        }
        cells.sort_by(|a, b| a.question.cmp(&b.question));
        Ok(cells)
    }

    /// The cells of a codebook on which people decided, but for questions that are not `wanted`, without what is proposed.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn decided_cells(
        &self,
        codebook: &CodebookEntry,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<Cell>, LibraryError> {
        let assertions = assertions(codebook);
        let mut decisions: BTreeMap<(String, StatementId), Event> = BTreeMap::new();
        for event in self.decisions(&codebook.title)? {
            let statement = event.statement.as_deref().and_then(StatementId::parse);
            if let (Some((_, question)), Some(statement)) = (event.question.clone(), statement) {
                if wanted(&question) {
                    decisions.insert((question, statement), event);
                }
            }
        }
        let cell = |((question, statement), event)| {
            Ok(Cell { question, statement, proposal: None, decision: Some(self.decision(event, &assertions)?) })
        };
        decisions.into_iter().map(cell).collect()
    }

    fn decisions_of(&self, title: &str, id: &StatementId) -> Result<Vec<Event>, LibraryError> {
        let query = format!(
            "{EVENTS} WHERE e.codebook = ?1 AND e.kind IN ('accepted', 'changed', 'rejected') AND e.statement = {NUMBER}
            AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id) ORDER BY e.id"
        );
        self.events(&query, params![title, id.as_str()])
    }

    fn proposals_on(&self, codebook: i64, id: &StatementId) -> Result<Vec<Proposal>, LibraryError> {
        let query = format!(
            "SELECT question, source.hash, stance, confidence, evidence, coder FROM proposal
            JOIN statement ON statement.id = proposal.statement JOIN source ON source.id = statement.source
            WHERE codebook = ?1 AND proposal.statement = {NUMBER} AND statement.removed IS NULL"
        );
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let found: rusqlite::Result<Vec<Option<Proposal>>> =
            select.query_map(params![codebook, id.as_str()], proposal).at(self.path())?.collect();
        let found: Option<Vec<Proposal>> = found.at(self.path())?.into_iter().collect();
        found.ok_or_else(|| LibraryError::damaged(self.path(), "a proposal"))
    }
}
