//! Correcting what a document says about itself.

use standpoint_text::{MetadataKey, MetadataValue};

use crate::failure::Failure;
use crate::visit::{digits, Answer, Visit};

/// Writes a correction down, and shows it.
pub(crate) fn correct(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let id = visit.statement_id()?;
    let name = visit.needed("key")?;
    let key = MetadataKey::parse(name).ok_or_else(|| Failure::Wrong(format!("There is no value called {name:?}.")))?;
    let value = MetadataValue::parse(key, visit.field("value").unwrap_or_default())
        .map_err(|why| Failure::Wrong(format!("{why}. Nothing was changed; go back and write it so.")))?;
    let statement = visit.library.statement(&id)?.statement;
    let there = statement.metadata.entries().into_iter().find(|entry| entry.key == key).and_then(|entry| entry.value);
    if there != value.written() {
        let who = visit.who.clone();
        visit.library.correct(&id, key, &value, &who)?;
    }
    Ok(Answer::GoTo(format!("/source/{}#{}", digits(&id), key.as_str())))
}
