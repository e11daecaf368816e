//! In which statements to look.

use std::collections::HashSet;

use rusqlite::{params_from_iter, types::Value};
use standpoint_text::{CalendarDate, LanguageCode};

use crate::error::Located;
use crate::{Library, LibraryError};

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
    /// The id of a question for which a passage is evidence, by a decision or else by a proposal.
    pub question: Option<String>,
}

impl Filter {
    /// The conditions on the table `statement`, and their values.
    fn conditions(&self) -> (String, Vec<Value>) {
        let (mut conditions, mut values) = (String::from("statement.removed IS NULL"), Vec::new());
        let mut add = |condition: &str, value: String| {
            conditions.push_str(" AND ");
            conditions.push_str(&condition.replace('?', &format!("?{}", 1 + values.len())));
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
        if let Some(question) = &self.question {
            add(
                "statement.id IN (SELECT statement FROM proposal WHERE question = ? AND stance <> 'none' AND codebook IN
                     (SELECT max(id) FROM codebook GROUP BY title)
                 UNION SELECT statement FROM event WHERE question = ? AND kind IN ('accepted', 'changed'))",
                question.clone(),
            );
        }
        (conditions, values)
    }
}

/// The numbers of the statements that a filter lets through.
#[derive(Debug)]
pub(crate) enum Allowed {
    /// All but these, which have left.
    AllBut(HashSet<i64>),
    Only(HashSet<i64>),
}

impl Allowed {
    pub(crate) fn has(&self, statement: i64) -> bool {
        match self {
            Self::AllBut(left) => left.is_empty() || !left.contains(&statement),
            Self::Only(these) => these.contains(&statement),
        }
    }
}

impl Library {
    pub(crate) fn allowed(&self, filter: &Filter) -> Result<Allowed, LibraryError> {
        if *filter == Filter::default() {
            let left = self.numbers("SELECT id FROM statement WHERE removed IS NOT NULL", Vec::new())?;
            return Ok(Allowed::AllBut(left.into_iter().collect()));
        }
        Ok(Allowed::Only(self.let_through(filter)?.into_iter().collect()))
    }

    /// The numbers of the statements that a filter lets through, in their order.
    pub(crate) fn let_through(&self, filter: &Filter) -> Result<Vec<i64>, LibraryError> {
        let (conditions, values) = filter.conditions();
        self.numbers(&format!("SELECT id FROM statement WHERE {conditions} ORDER BY id"), values)
    }

    fn numbers(&self, query: &str, values: Vec<Value>) -> Result<Vec<i64>, LibraryError> {
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let numbers: rusqlite::Result<_> =
            select.query_map(params_from_iter(values), |row| row.get(0)).at(self.path())?.collect();
        numbers.at(self.path())
    }
}
