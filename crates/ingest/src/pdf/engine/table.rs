//! Where the objects of a PDF lie: its cross-reference tables and streams, or, where these are broken, what a search finds.

use std::collections::{HashMap, HashSet};

use pdfboss_core::lexer::{Lexer, Token};
use pdfboss_core::objstm::ObjStm;
use pdfboss_core::parser::{NoResolve, Parser};
use pdfboss_core::{Dict, Name, ObjRef, Object, Stream};

use super::meter::Meter;
use super::unpack::unpack;

/// Entries of all tables together.
const MOST_ENTRIES: usize = 2_000_000;
/// Tables that may follow each other: one for each time the file was changed.
const MOST_TABLES: usize = 2000;
/// How far before the end of the file the place of the last table is looked for.
const END: usize = 64 << 10;
/// A dictionary is looked for no further than this, in bytes, where tables are broken.
const WINDOW: usize = 64 << 10;
/// Trailers that are tried, from the end, where tables are broken.
const MOST_TRAILERS: usize = 200;

/// Where an object lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At this byte.
    File(usize),
    /// In an object stream, as its n-th.
    Stream { stream: u32, index: u32 },
}

/// The places of all objects by their numbers.
#[derive(Debug, Default)]
pub(super) struct Table {
    places: HashMap<u32, Option<Place>>,
    pub trailer: Dict,
    entries: usize,
}

impl Table {
    /// Reads the tables of a file; `None` where there are none and a search finds no objects.
    pub(super) fn of(bytes: &[u8], meter: &Meter) -> Option<Self> {
        let mut table = Self::default();
        let whole = last_table(bytes).is_some_and(|at| table.chain(bytes, at, meter).is_some());
        let rooted = |table: &Self| table.trailer.get("Root").is_some();
        if whole && rooted(&table) {
            return Some(table);
        }
        let mut found = Self::default();
        found.search(bytes, meter);
        if rooted(&found) {
            Some(found)
        } else {
            Some(table).filter(rooted)
        }
    }

    pub(super) fn place(&self, number: u32) -> Option<Place> {
        self.places.get(&number).copied().flatten()
    }

    /// What a newer table says counts.
    fn add(&mut self, number: u32, place: Option<Place>) -> Option<()> {
        self.entries += 1;
        self.places.entry(number).or_insert(place);
        (self.entries <= MOST_ENTRIES).then_some(())
    }

    fn add_trailer(&mut self, dict: &Dict) {
        for (key, value) in dict.iter() {
            if self.trailer.get(&key.0).is_none() {
                self.trailer.insert(key.clone(), value.clone());
            }
        }
    }

    /// Reads a table and those before it.
    fn chain(&mut self, bytes: &[u8], at: usize, meter: &Meter) -> Option<()> {
        let mut seen = HashSet::new();
        let mut next = vec![at];
        while let Some(at) = next.pop() {
            if seen.len() < MOST_TABLES && seen.insert(at) {
                let dict = self.section(bytes, at, meter)?;
                let place = |key| usize::try_from(dict.get_int(key)?).ok().filter(|&at| at < bytes.len());
                // The stream that a table of a hybrid file names comes before the older tables.
                next.extend(place("Prev"));
                next.extend(place("XRefStm"));
            }
        }
        (!self.places.is_empty()).then_some(())
    }

    fn section(&mut self, bytes: &[u8], at: usize, meter: &Meter) -> Option<Dict> {
        let is_table = matches!(Lexer::at(bytes, at).next_token(), Ok(Token::Keyword(word)) if word == b"xref");
        let dict = if is_table {
            self.classic(bytes, at)?
        } else {
            let stream = stream_at(bytes, at, meter)?;
            self.stream(&stream, meter)?;
            stream.dict
        };
        self.add_trailer(&dict);
        Some(dict)
    }

    /// A table of the old kind: `xref`, then runs of entries of three words, then `trailer`.
    fn classic(&mut self, bytes: &[u8], at: usize) -> Option<Dict> {
        let mut lexer = Lexer::at(bytes, at);
        let _ = lexer.next_token();
        loop {
            let first = match lexer.next_token().ok()? {
                Token::Int(first) => u32::try_from(first).ok()?,
                Token::Keyword(word) if word == b"trailer" => {
                    let from = lexer.pos();
                    let window = bytes.get(..bytes.len().min(from + WINDOW))?;
                    let trailer = Parser::at(window, from).parse_object(&NoResolve).ok()?;
                    return trailer.as_dict().cloned();
                }
                _ => return None,
            };
            let Token::Int(count) = lexer.next_token().ok()? else { return None };
            for number in 0..u32::try_from(count).ok()? {
                let (Token::Int(at), Token::Int(_), Token::Keyword(kind)) =
                    (lexer.next_token().ok()?, lexer.next_token().ok()?, lexer.next_token().ok()?)
                else {
                    return None;
                };
                let at = usize::try_from(at).ok()?;
                self.add(first.checked_add(number)?, (kind == b"n").then_some(Place::File(at)))?;
            }
        }
    }

    /// A table that is a stream: entries of three numbers, whose widths its dictionary gives.
    fn stream(&mut self, stream: &Stream, meter: &Meter) -> Option<()> {
        let data = unpack(stream, &NoResolve, meter).ok()?;
        let widths: Vec<usize> = stream
            .dict
            .get_array("W")?
            .iter()
            .map(|width| usize::try_from(width.as_int()?).ok().filter(|&width| width <= 8))
            .collect::<Option<_>>()?;
        let &[kind, second, third] = widths.as_slice() else { return None };
        let length = kind + second + third;
        let size = stream.dict.get_int("Size").unwrap_or(0);
        let runs = match stream.dict.get_array("Index") {
            Some(index) => index.chunks_exact(2).map(|run| Some((run[0].as_int()?, run[1].as_int()?))).collect(),
            None => Some(vec![(0, size)]),
        }?;
        if length == 0 {
            return None;
        }
        let mut entries = data.chunks_exact(length);
        for (first, count) in runs {
            for number in 0..u32::try_from(count).ok()? {
                let Some(entry) = entries.next() else { return Some(()) };
                let (kind_bytes, rest) = entry.split_at(kind);
                let (second_bytes, third_bytes) = rest.split_at(second);
                let (second, third) = (number_of(second_bytes), number_of(third_bytes));
                let place = match if kind == 0 { 1 } else { number_of(kind_bytes) } {
                    1 => usize::try_from(second).ok().map(Place::File),
                    2 => u32::try_from(second)
                        .ok()
                        .zip(u32::try_from(third).ok())
                        .map(|(stream, index)| Place::Stream { stream, index }),
                    _ => None,
                };
                self.add(u32::try_from(first).ok()?.checked_add(number)?, place)?;
            }
        }
        Some(())
    }

    /// Finds objects by their heads, later ones first, and the trailer among them.
    fn search(&mut self, bytes: &[u8], meter: &Meter) {
        let mut heads: Vec<(u32, usize)> = memchr::memmem::find_iter(bytes, b"obj")
            .filter_map(|at| head_before(bytes, at))
            .take(MOST_ENTRIES)
            .collect();
        heads.reverse();
        let ends: Vec<usize> = std::iter::once(bytes.len()).chain(heads.iter().map(|&(_, at)| at)).collect();
        for &(number, at) in &heads {
            if self.add(number, Some(Place::File(at))).is_none() {
                return;
            }
        }
        let trailers: Vec<usize> = memchr::memmem::rfind_iter(bytes, b"trailer").take(MOST_TRAILERS).collect();
        for at in trailers {
            let window = &bytes[..bytes.len().min(at + WINDOW)];
            if let Ok(Object::Dict(dict)) = Parser::at(window, at + b"trailer".len()).parse_object(&NoResolve) {
                self.add_trailer(&dict);
            }
        }
        for (&(number, at), &end) in heads.iter().zip(&ends) {
            self.look_into(bytes, number, at, end, meter);
        }
    }

    /// Takes from an object found by a search what stands in tables elsewhere: objects packed in it, the root.
    fn look_into(&mut self, bytes: &[u8], number: u32, at: usize, end: usize, meter: &Meter) {
        let window = &bytes[at..end.min(at + WINDOW)];
        let holds = |name: &[u8]| memchr::memmem::find(window, name).is_some();
        if holds(b"/ObjStm") {
            let Some(stream) = stream_at(bytes, at, meter) else { return };
            for (index, inside) in packed_numbers(&stream, meter).into_iter().enumerate() {
                let place = Place::Stream { stream: number, index: index as u32 };
                if self.add(inside, Some(place)).is_none() {
                    return;
                }
            }
            let root = || catalog_in(&stream, meter);
            self.root(root);
        } else if holds(b"/XRef") {
            if let Ok((_, Object::Stream(stream))) = Parser::at(window, 0).parse_indirect(&NoResolve) {
                self.add_trailer(&stream.dict);
            }
        } else if holds(b"/Catalog") {
            self.root(|| Some(number));
        }
    }

    fn root(&mut self, number: impl FnOnce() -> Option<u32>) {
        if self.trailer.get("Root").is_none() {
            if let Some(num) = number() {
                self.trailer.insert(Name("Root".to_owned()), Object::Ref(ObjRef { num, gen: 0 }));
            }
        }
    }
}

fn number_of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, &byte| (sum << 8) | u64::from(byte))
}

/// The place that the end of the file names as that of the last table.
fn last_table(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(END);
    let at = memchr::memmem::rfind(&bytes[from..], b"startxref")?;
    match Lexer::at(bytes, from + at + b"startxref".len()).next_token() {
        Ok(Token::Int(place)) => usize::try_from(place).ok().filter(|&place| place < bytes.len()),
        _ => None,
    }
}

fn stream_at(bytes: &[u8], at: usize, meter: &Meter) -> Option<Stream> {
    match Parser::at(bytes, at).parse_indirect(&NoResolve) {
        Ok((_, Object::Stream(stream))) => {
            meter.charge(stream.data.len() as u64).ok()?;
            Some(stream)
        }
        _ => None,
    }
}

/// The head of an object, `12 0 obj`, that ends at this `obj`: its number and where it begins.
fn head_before(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    // Ten digits and five, and a little white space.
    let from = at.saturating_sub(24);
    let before = bytes.get(from..at)?;
    let rest = before.trim_ascii_end();
    let generation = rest.len() - rest.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let number_end = rest[..generation].trim_ascii_end().len();
    let number = number_end - rest[..number_end].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let spaced = rest.len() < before.len() && number_end < generation && generation < rest.len();
    if !spaced || number == number_end {
        return None;
    }
    let digits = std::str::from_utf8(&rest[number..number_end]).ok()?;
    Some((digits.parse().ok()?, from + number))
}

/// The numbers of the objects packed in a stream.
fn packed_numbers(stream: &Stream, meter: &Meter) -> Vec<u32> {
    let Ok(data) = unpack(stream, &NoResolve, meter) else { return Vec::new() };
    let count = stream.dict.get_int("N").and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let mut lexer = Lexer::new(&data);
    let mut numbers = Vec::new();
    while numbers.len() < count {
        let (Ok(Token::Int(number)), Ok(Token::Int(_))) = (lexer.next_token(), lexer.next_token()) else { break };
        let Ok(number) = u32::try_from(number) else { break };
        numbers.push(number);
    }
    numbers
}

/// The number of the catalogue, if it is packed in this stream.
fn catalog_in(stream: &Stream, meter: &Meter) -> Option<u32> {
    let numbers = packed_numbers(stream, meter);
    let packed = packed_objects(stream, unpack(stream, &NoResolve, meter).ok()?)?;
    for (index, &number) in numbers.iter().enumerate() {
        let Ok((object, (start, end))) = packed.object_spanned(index as u32) else { continue };
        meter.charge(end.saturating_sub(start) as u64).ok()?;
        if object.as_dict().and_then(|dict| dict.get_name("Type")).is_some_and(|name| name.0 == "Catalog") {
            return Some(number);
        }
    }
    None
}

/// The objects of an object stream. The engine makes room for as many as the stream says, so what it says must be possible.
pub(super) fn packed_objects(stream: &Stream, data: Vec<u8>) -> Option<ObjStm> {
    let number = |key| stream.dict.get_int(key).and_then(|n| usize::try_from(n).ok());
    let (count, first) = (number("N")?, number("First")?);
    // Two numbers and a space after each.
    let possible = count <= data.len() / 4 + 1;
    possible.then(|| ObjStm::parse(data, count, first).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meter() -> Meter {
        Meter::new(1 << 20)
    }

    #[test]
    fn heads_of_objects() {
        let at = |bytes: &[u8]| head_before(bytes, bytes.len());
        assert_eq!(at(b"12 0 "), Some((12, 0)));
        assert_eq!(at(b"x\n12  0\n"), Some((12, 2)));
        for no in [&b"end"[..], b" 0 ", b"12 0", b"99999999999 0 ", b""] {
            assert_eq!(at(no), None, "{:?}", String::from_utf8_lossy(no));
        }
    }

    #[test]
    fn newer_tables_count_and_chains_that_loop_end() {
        let objects = "1 0 obj\n<< /Type /Catalog >>\nendobj\n";
        let old = objects.len();
        let table = |entry: usize, prev: usize| {
            format!("xref\n1 1\n{entry:010} 00000 n \ntrailer\n<< /Root 1 0 R /Prev {prev} >>\n")
        };
        let first = table(7, old);
        let new = old + first.len();
        let file = format!("{objects}{first}{}startxref\n{new}\n%%EOF", table(0, old));
        let table = Table::of(file.as_bytes(), &meter()).unwrap();
        assert_eq!(table.place(1), Some(Place::File(0)));
    }

    #[test]
    fn broken_tables_are_made_up_for_by_a_search() {
        let file = b"1 0 obj << /Type /Catalog >> endobj 2 0 obj (old) endobj 2 0 obj (new) endobj startxref 99999";
        let table = Table::of(file, &meter()).unwrap();
        assert_eq!(table.place(2), Some(Place::File(57)));
        assert_eq!(table.trailer.get_ref("Root").map(|root| root.num), Some(1));
        assert!(Table::of(b"nothing", &meter()).is_none());
    }

    #[test]
    fn object_streams_that_lie_are_not_believed() {
        let stream = |dict: &str| match Parser::new(dict.as_bytes()).parse_object(&NoResolve) {
            Ok(Object::Dict(dict)) => Stream { dict, data: Vec::new() },
            other => panic!("{other:?}"),
        };
        assert!(packed_objects(&stream("<< /N 9000000000000 /First 4 >>"), b"7 0 (a)".to_vec()).is_none());
        assert!(packed_objects(&stream("<< /N 1 /First 4 >>"), b"7 0 (a)".to_vec()).is_some());
    }
}
