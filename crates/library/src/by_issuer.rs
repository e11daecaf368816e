//! What organisations hold over all of their statements, and where they come to hold something else.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rusqlite::{params, OptionalExtension, Row};
use standpoint_compare::Stance;
use standpoint_text::{CalendarDate, StatementId};

use crate::cells::HOLDS;
use crate::coding::{parse_stance, Ruled};
use crate::error::Located;
use crate::history::EVENTS;
use crate::speakers::signed;
use crate::{CodebookEntry, Library, LibraryError};

/// How often the statements of an organisation hold something on a question: a person's word where there is one, else the
/// program's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// How many are for it.
    pub support: usize,
    /// How many are against it.
    pub oppose: usize,
    /// How many are divided.
    pub mixed: usize,
    /// How many take it up without a side that can be told.
    pub unclear: usize,
    /// How many of all these a person decided.
    pub decided: usize,
}

impl Held {
    fn add(&mut self, side: &Said) {
        *match side.stance {
            Stance::Support => &mut self.support,
            Stance::Oppose => &mut self.oppose,
            Stance::Mixed => &mut self.mixed,
            Stance::Unclear => &mut self.unclear,
            Stance::Silent => return,
        } += 1;
        self.decided += usize::from(side.is_decided);
    }
}

/// A side that a statement takes, at its date.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The statement.
    pub statement: StatementId,
    /// When it was signed, else published.
    pub at: CalendarDate,
    /// The side.
    pub stance: Stance,
    /// Whether a person said so.
    pub is_decided: bool,
}

/// An organisation that takes another side later.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// The organisation.
    pub issuer: Arc<str>,
    /// The question's id.
    pub question: Arc<str>,
    /// The side before.
    pub before: Side,
    /// The next side, which is another.
    pub after: Side,
}

/// All statements of a library by their organisations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ByIssuer {
    /// What is held, by organisation and question; where there is none, all are silent or nothing is proposed.
    pub held: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Held>>,
    /// Who takes another side later, by question, organisation and time.
    pub turns: Vec<Turn>,
}

/// What a statement holds on a question.
struct Said {
    issuer: Arc<str>,
    question: Arc<str>,
    statement: StatementId,
    stance: Stance,
    is_decided: bool,
}

/// A decision that holds: the stance, `None` where the proposal was only rejected.
type Decided = HashMap<(String, String), Option<Stance>>;

impl Library {
    /// A number that changes whenever the file does, by whomever.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn file_version(&self) -> Result<(i64, u64), LibraryError> {
        // The first tells what others wrote, the second what was written by this connection.
        let others = self.connection().pragma_query_value(None, "data_version", |row| row.get(0)).at(self.path())?;
        Ok((others, self.connection().total_changes()))
    }

    /// What organisations hold by a codebook, over all their statements. Statements that don't say whose they are count nowhere, those
    /// without a date for no turn.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn by_issuer(&self, codebook: &CodebookEntry) -> Result<ByIssuer, LibraryError> {
        let said = self.said(codebook)?;
        let mut held: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Held>> = BTreeMap::new();
        for side in &said {
            held.entry(side.issuer.clone()).or_default().entry(side.question.clone()).or_default().add(side);
        }
        Ok(ByIssuer { held, turns: self.turns(said)? })
    }

    fn said(&self, codebook: &CodebookEntry) -> Result<Vec<Said>, LibraryError> {
        let mut decided = self.decided_stances(codebook)?;
        let mut names = Names::default();
        let query = "SELECT issuer, p.question, source.hash, p.stance FROM proposal p
            JOIN statement ON statement.id = p.statement JOIN source ON source.id = statement.source
            WHERE p.codebook = ?1 AND p.stance <> 'none' AND statement.removed IS NULL AND issuer IS NOT NULL";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let mut rows = select.query([codebook.number]).at(self.path())?;
        let mut said = Vec::new();
        while let Some(row) = rows.next().at(self.path())? {
            let (hash, question): (String, String) = (row.get(2).at(self.path())?, row.get(1).at(self.path())?);
            // What a person said comes below.
            if !decided.is_empty() && decided.contains_key(&(hash.clone(), question.clone())) {
                continue;
            }
            let (issuer, stance): (String, String) = (row.get(0).at(self.path())?, row.get(3).at(self.path())?);
            let read = StatementId::parse(&hash).zip(parse_stance(&stance));
            let (statement, stance) = read.ok_or_else(|| LibraryError::damaged(self.path(), "a proposal"))?;
            let (issuer, question) = (names.of(&issuer), names.of(&question));
            said.push(Said { issuer, question, statement, stance, is_decided: false });
        }
        let query = "SELECT issuer FROM statement JOIN source ON source.id = statement.source
            WHERE source.hash = ?1 AND statement.removed IS NULL AND issuer IS NOT NULL";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        for ((hash, question), stance) in decided.drain() {
            let issuer: Option<String> = select.query_row([&hash], |row| row.get(0)).optional().at(self.path())?;
            let Some(((statement, issuer), stance)) = StatementId::parse(&hash).zip(issuer).zip(stance) else {
                continue;
            };
            let (issuer, question) = (names.of(&issuer), names.of(&question));
            said.push(Said { issuer, question, statement, stance, is_decided: true });
        }
        Ok(said)
    }

    fn decided_stances(&self, codebook: &CodebookEntry) -> Result<Decided, LibraryError> {
        let query = format!("{EVENTS} WHERE e.codebook = ?1 AND e.question IS NOT NULL AND {HOLDS} ORDER BY e.id");
        let mut decided = HashMap::new();
        for event in self.events(&query, [&codebook.title])? {
            let ruled: Option<Ruled> = serde_json::from_value(event.detail).ok();
            let stance = ruled.and_then(|ruled| ruled.stance).and_then(|word| parse_stance(&word));
            if let (Some(statement), Some((_, question))) = (event.statement, event.question) {
                decided.insert((statement, question), stance);
            }
        }
        Ok(decided)
    }

    fn turns(&self, said: Vec<Said>) -> Result<Vec<Turn>, LibraryError> {
        let dates = self.dates_of_issuers()?;
        let is_side = |side: &Said| matches!(side.stance, Stance::Support | Stance::Oppose | Stance::Mixed);
        let mut sides: Vec<(Said, CalendarDate)> = said
            .into_iter()
            .filter(is_side)
            .filter_map(|side| {
                let at = *dates.get(&side.statement)?;
                Some((side, at))
            })
            .collect();
        sides.sort_by(|(a, a_at), (b, b_at)| {
            (&a.question, &a.issuer, a_at, &a.statement).cmp(&(&b.question, &b.issuer, b_at, &b.statement))
        });
        let side = |(said, at): &(Said, CalendarDate)| Side {
            statement: said.statement.clone(),
            at: *at,
            stance: said.stance,
            is_decided: said.is_decided,
        };
        let is_turn = |pair: &&[(Said, CalendarDate)]| {
            let ((a, a_at), (b, b_at)) = (&pair[0], &pair[1]);
            (&a.question, &a.issuer) == (&b.question, &b.issuer) && a.stance != b.stance && a_at != b_at
        };
        let turn = |pair: &[(Said, CalendarDate)]| Turn {
            issuer: pair[0].0.issuer.clone(),
            question: pair[0].0.question.clone(),
            before: side(&pair[0]),
            after: side(&pair[1]),
        };
        Ok(sides.windows(2).filter(is_turn).map(turn).collect())
    }

    /// The date of each statement that says whose it is, and when.
    fn dates_of_issuers(&self) -> Result<HashMap<StatementId, CalendarDate>, LibraryError> {
        let query = format!(
            "SELECT source.hash, published, {} FROM statement JOIN source ON source.id = statement.source
             JOIN content ON content.statement = statement.id WHERE statement.removed IS NULL AND issuer IS NOT NULL",
            signed()
        );
        let dated = |row: &Row<'_>| {
            let date = |column| -> rusqlite::Result<Option<CalendarDate>> {
                Ok(row.get::<_, Option<String>>(column)?.and_then(|date| date.parse().ok()))
            };
            let (published, signed) = (date(1)?, date(2)?);
            Ok(StatementId::parse(&row.get::<_, String>(0)?).zip(signed.or(published)))
        };
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let dates: rusqlite::Result<Vec<Option<(StatementId, CalendarDate)>>> =
            select.query_map(params![], dated).at(self.path())?.collect();
        Ok(dates.at(self.path())?.into_iter().flatten().collect())
    }
}

/// Each name once in memory.
#[derive(Default)]
struct Names(HashMap<String, Arc<str>>);

impl Names {
    fn of(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let new: Arc<str> = name.into();
        self.0.insert(name.to_owned(), new.clone());
        new
    }
}
