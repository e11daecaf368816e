//! Makes a library of the repository's examples, to try the pages out: `example_library FILE.standpoint`.

#[path = "../tests/common/mod.rs"]
mod common;

fn main() {
    let place = std::env::args_os().nth(1).expect("name the file to make");
    common::library(std::path::Path::new(&place), &[]);
}
