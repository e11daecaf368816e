//! Lists the language files, so that adding a language is adding a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let data = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("data");
    println!("cargo:rerun-if-changed={}", data.display());
    let mut files: Vec<PathBuf> = fs::read_dir(&data)
        .expect("the folder data is part of the crate")
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml") && path.file_stem().is_some_and(|s| s.len() == 2))
        .collect();
    files.sort();
    let mut code = String::from("&[\n");
    for file in &files {
        let name = file.file_name().unwrap_or_default();
        writeln!(code, "    ({name:?}, include_str!({file:?})),").expect("a string takes all");
    }
    code.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("language_files.rs"), code).expect("cargo made the folder");
}
