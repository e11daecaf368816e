//! Streams unpacked within bounds.

use flate2::{Decompress, FlushDecompress, Status};
use pdfboss_core::parser::Resolve;
use pdfboss_core::{filters, Error, Object, Result, Stream};

use super::meter::Meter;

/// Bytes to which one stream may unpack.
const MOST: u64 = 64 << 20;
/// Bytes that one byte can unpack to at most.
const RATIO: u64 = 1032;
/// Filters that may lie over each other; each unpacks what the one before did.
const MOST_FILTERS: usize = 3;
/// The filters of what can be text, maps and tables. Pictures are never unpacked.
const FILTERS: [&str; 11] = [
    "FlateDecode",
    "Fl",
    "LZWDecode",
    "LZW",
    "ASCII85Decode",
    "A85",
    "ASCIIHexDecode",
    "AHx",
    "RunLengthDecode",
    "RL",
    "Crypt",
];

/// What a stream unpacks to.
///
/// # Errors
/// Where it is broken, a picture, or too large.
pub(super) fn unpack(stream: &Stream, resolver: &dyn Resolve, meter: &Meter) -> Result<Vec<u8>> {
    let names = filter_names(stream, resolver);
    if names.len() > MOST_FILTERS {
        return Err(Error::Decode("too many filters".to_owned()));
    }
    if let Some(name) = names.iter().find(|name| !FILTERS.contains(&name.as_str())) {
        return Err(Error::UnsupportedFilter(name.clone()));
    }
    let most = MOST.min(meter.left());
    let is_deflated = names.first().is_some_and(|name| name.starts_with("Fl"));
    if is_deflated && stream.data.len() as u64 * RATIO > most && measure(&stream.data, most) > most {
        // Charged whole, so that a file of many such streams ends soon.
        meter.charge(most)?;
        return Err(Error::Decode("too large".to_owned()));
    }
    let data = filters::decode_stream(stream, resolver)?;
    meter.charge(data.len() as u64 + stream.data.len() as u64)?;
    Ok(data)
}

fn filter_names(stream: &Stream, resolver: &dyn Resolve) -> Vec<String> {
    let resolved = |object: &Object| match object {
        Object::Ref(reference) => resolver.resolve_ref(*reference).unwrap_or(Object::Null),
        other => other.clone(),
    };
    let name = |object: &Object| resolved(object).as_name().map(|name| name.0.clone());
    match stream.dict.get("Filter").map(resolved) {
        Some(Object::Array(items)) => items.iter().take(MOST_FILTERS + 1).filter_map(name).collect(),
        Some(filter) => name(&filter).into_iter().collect(),
        None => Vec::new(),
    }
}

/// To how many bytes something unpacks, counted not much further than `most`.
fn measure(packed: &[u8], most: u64) -> u64 {
    let mut decompress = Decompress::new(true);
    let mut piece = vec![0u8; 64 << 10];
    let mut rest = packed;
    while decompress.total_out() <= most {
        let (read, written) = (decompress.total_in(), decompress.total_out());
        let status = decompress.decompress(rest, &mut piece, FlushDecompress::None);
        rest = packed.get(decompress.total_in() as usize..).unwrap_or(&[]);
        let stands_still = decompress.total_in() == read && decompress.total_out() == written;
        if stands_still || !matches!(status, Ok(Status::Ok | Status::BufError)) {
            break;
        }
    }
    decompress.total_out()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::write::ZlibEncoder;
    use flate2::Compression;
    use pdfboss_core::parser::NoResolve;
    use pdfboss_core::{Dict, Name};

    use super::*;

    fn stream(filters: &[&str], data: Vec<u8>) -> Stream {
        let mut dict = Dict::new();
        let names = filters.iter().map(|name| Object::Name(Name((*name).to_owned()))).collect();
        dict.insert(Name("Filter".to_owned()), Object::Array(names));
        Stream { dict, data }
    }

    fn deflated(content: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn bombs_are_measured_before_they_are_unpacked() {
        let meter = Meter::new(1 << 20);
        let bomb = stream(&["FlateDecode"], deflated(&vec![0; 8 << 20]));
        assert!(unpack(&bomb, &NoResolve, &meter).is_err());
        assert_eq!(meter.left(), 0);
        let meter = Meter::new(1 << 20);
        let small = stream(&["FlateDecode"], deflated(b"No toll"));
        assert_eq!(unpack(&small, &NoResolve, &meter).unwrap(), b"No toll");
        assert!(meter.left() < 1 << 20);
    }

    #[test]
    fn pictures_and_towers_of_filters_are_refused() {
        let meter = Meter::new(1 << 20);
        for filters in [&["CCITTFaxDecode"][..], &["DCTDecode"], &["AHx", "AHx", "AHx", "AHx"]] {
            assert!(unpack(&stream(filters, b"41>".to_vec()), &NoResolve, &meter).is_err(), "{filters:?}");
        }
        assert_eq!(unpack(&stream(&["AHx"], b"41>".to_vec()), &NoResolve, &meter).unwrap(), b"A");
    }
}
