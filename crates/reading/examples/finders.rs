//! Measures how fast the finders read, in CPU seconds of one core. Prints a line for each step: its name, megabytes of text
//! and megabytes a second, with tabs between.
//!
//! usage: finders SECONDS FILE...
//!        finders --texts FOLDER FILE...    writes the passages of each statement to FOLDER/NUMBER.LANGUAGE.txt
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use standpoint_expressions::{dates, numbers, quantities, CalendarContext};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::{Language, Languages, Words};
use standpoint_reading::{PassageReading, Reading};
use standpoint_text::{Passage, Statement};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "usage: finders SECONDS FILE... | finders --texts FOLDER FILE...";

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next().ok_or(USAGE)?;
    if first == "--texts" {
        let folder = arguments.next().ok_or(USAGE)?;
        return write_texts(Path::new(&folder), &arguments.collect::<Vec<_>>());
    }
    measure(Duration::from_secs_f64(first.parse()?), &arguments.collect::<Vec<_>>())
}

fn read(path: &str, bytes: &[u8]) -> Result<Statement> {
    Ok(read_statement(path, bytes, Languages::built_in(), &Limits::default())?)
}

fn write_texts(folder: &Path, files: &[String]) -> Result<()> {
    for (number, path) in files.iter().enumerate() {
        // A file that can't be read is none to measure on.
        let Ok(statement) = read(path, &fs::read(path)?) else { continue };
        let Some(language) = statement.metadata.language() else { continue };
        let passages: Vec<&str> = statement.passages.iter().map(|passage| passage.span.as_str()).collect();
        fs::write(folder.join(format!("{number}.{language}.txt")), passages.join("\n\n"))?;
    }
    Ok(())
}

fn measure(least: Duration, files: &[String]) -> Result<()> {
    let sources: Vec<(&String, Vec<u8>)> = files.iter().map(|f| Ok((f, fs::read(f)?))).collect::<Result<_>>()?;
    let statements: Vec<Statement> = sources.iter().map(|(path, bytes)| read(path, bytes)).collect::<Result<_>>()?;
    let languages = Languages::built_in();
    let passages: Vec<(&Passage, &Language)> = statements
        .iter()
        .flat_map(|statement| &statement.passages)
        .filter_map(|passage| Some((passage, passage.language.and_then(|code| languages.get(code))?)))
        .collect();
    let megabytes = passages.iter().map(|(passage, _)| passage.span.as_str().len()).sum::<usize>() as f64 / 1e6;
    let each =
        |work: &dyn Fn(&Passage, &Language)| passages.iter().for_each(|(passage, language)| work(passage, language));
    let report =
        |name: &str, work: &dyn Fn()| println!("{name}\t{megabytes:.4}\t{:.3}", megabytes / seconds(least, work));
    report("bytes into passages", &|| {
        sources.iter().for_each(|(path, bytes)| drop(black_box(read(path, bytes))));
    });
    report("all finders", &|| {
        statements.iter().for_each(|statement| drop(black_box(Reading::of(statement, languages))));
    });
    report("words and their meanings", &|| {
        each(&|passage, language| {
            let words = Words::of(passage.span.as_str());
            drop(black_box(language.marks(&words)));
        });
    });
    report("reading of passages", &|| {
        each(&|passage, language| {
            drop(black_box(PassageReading::of(passage.span.as_str(), passage.kind, language, languages.concepts())));
        });
    });
    report("numbers", &|| each(&|passage, language| drop(black_box(numbers(passage.span.as_str(), language)))));
    report("quantities", &|| each(&|passage, language| drop(black_box(quantities(passage.span.as_str(), language)))));
    report("dates", &|| {
        each(&|passage, language| {
            drop(black_box(dates(passage.span.as_str(), language, CalendarContext::default())));
        });
    });
    Ok(())
}

/// CPU seconds that a piece of work takes, the mean of as many times as fill `least`, after one time that does not count.
fn seconds(least: Duration, work: &dyn Fn()) -> f64 {
    work();
    let (start, mut times) = (cpu(), 0);
    let wall = Instant::now();
    loop {
        work();
        times += 1;
        let spent = cpu().zip(start).map_or_else(|| wall.elapsed(), |(now, start)| now - start);
        if spent >= least {
            return spent.as_secs_f64() / f64::from(times);
        }
    }
}

/// The CPU time of this process where the system tells it; elsewhere the clock on the wall has to do.
fn cpu() -> Option<Duration> {
    let told = fs::read_to_string("/proc/self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
