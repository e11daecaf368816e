//! `standpoint list`, `show`, `search`, `history`

use std::io::{self, IsTerminal};

use anyhow::{Context, Result};
use standpoint_library::{Access, Hits, Library, Query};
use standpoint_meaning::Encoder;
use standpoint_report::{
    catalogue_table, concordance_table, entry_line, event_line, history_table, hit_line, hit_table, statement_json,
    statement_table, Order,
};

use super::arguments::{History, KwicOrder, List, Name, Search, SearchBy};
use super::open;
use crate::arguments::ReadFormat;
use crate::output::{complain, terminal, Output};
use crate::Ended;

/// A list on a terminal, lines for programs elsewhere.
fn is_table(format: Option<ReadFormat>) -> bool {
    format.map_or_else(|| io::stdout().is_terminal(), |format| format == ReadFormat::Table)
}

fn print(text: &str) -> Result<Ended> {
    let mut output = Output::to(None)?;
    output.write(text)?;
    output.finish()?;
    Ok(Ended::Well)
}

fn lines<T>(items: &[T], line: impl Fn(&T) -> String) -> String {
    items.iter().map(|item| line(item) + "\n").collect()
}

/// What is in the collection.
pub(crate) fn list(list: &List) -> Result<Ended> {
    let library = open(&list.library, Access::Read)?;
    if is_table(list.format) {
        // How wide its columns are depends on all of them.
        let mut entries = Vec::new();
        library.list(|entry| {
            entries.push(entry);
            true
        })?;
        let (columns, colour) = terminal(None);
        return print(&catalogue_table(&entries, columns, colour));
    }
    let mut output = Output::to(None)?;
    let mut written = Ok(());
    library.list(|entry| {
        written = output.write(&(entry_line(&entry) + "\n"));
        written.is_ok()
    })?;
    written?;
    output.finish()?;
    Ok(Ended::Well)
}

/// Statements with all that was found in them.
pub(crate) fn show(show: &Name) -> Result<Ended> {
    let library = open(&show.library, Access::Read)?;
    let (columns, _) = terminal(None);
    let ids = show.statements.iter().map(|name| Ok(library.find(name)?.id)).collect::<Result<Vec<_>>>()?;
    let mut output = Output::to(None)?;
    for id in &ids {
        let kept = library.statement(id)?;
        output.write_line(&if is_table(show.format) {
            statement_table(&kept.statement, &kept.findings, columns)
        } else {
            statement_json(&kept.statement, &kept.findings)
        })?;
    }
    output.finish()?;
    Ok(Ended::Well)
}

/// What was done, the youngest first.
pub(crate) fn history(history: &History) -> Result<Ended> {
    let events = open(&history.library, Access::Read)?.history(history.most)?;
    let (columns, colour) = terminal(None);
    print(&if is_table(history.format) { history_table(&events, columns, colour) } else { lines(&events, event_line) })
}

/// Passages by their words, their meaning, or both.
pub(crate) fn search(search: &Search) -> Result<Ended> {
    let library = open(&search.library, Access::Read)?;
    let query = library.query(&search.query.join(" "))?;
    let hits = match (search.by, search.kwic) {
        // There is no word to set in its context where a passage was found by its meaning.
        (SearchBy::Words, _) | (_, Some(_)) => library.search(&query, search.most)?,
        (SearchBy::Meaning, None) => {
            let encoder = encoder()?;
            let meanings = library.meanings(encoder.name())?;
            library.search_meaning(&meanings, &encoder.encode(&query.plain), &query.filter, search.most)?
        }
        (SearchBy::Both, None) => both(&library, &query, search.most)?,
    };
    if let Some(caution) = hits.caution() {
        complain(&caution);
    }
    let hits = hits.list;
    let (columns, colour) = terminal(None);
    if !is_table(search.format) {
        return print(&lines(&hits, hit_line));
    }
    if hits.is_empty() {
        complain("nothing was found");
    }
    let order = search.kwic.map(|order| match order {
        KwicOrder::Found => Order::AsFound,
        KwicOrder::Left => Order::Left,
        KwicOrder::Right => Order::Right,
    });
    print(&match order {
        Some(order) => concordance_table(&hits, order, columns, colour),
        None => hit_table(&hits, columns, colour),
    })
}

fn both(library: &Library, query: &Query, most: usize) -> Result<Hits> {
    if query.plain.is_empty() || !library.has_meanings()? {
        return Ok(library.search(query, most)?);
    }
    let encoder = encoder()?;
    let meanings = library.meanings(encoder.name())?;
    Ok(library.search_both(query, &meanings, &encoder.encode(&query.plain), most)?)
}

fn encoder() -> Result<Encoder> {
    Encoder::built_in().context("the built-in encoder can't be used; try --by words")
}
