//! The pages in a real browser: `tools/browser/run.sh` says what is done there and what it needs. As that is more than a
//! compiler, it is done where STANDPOINT_BROWSER is set, and always by `.ci/run`.

#[test]
fn the_pages_do_in_a_browser_what_a_person_asks_of_them() {
    if std::env::var_os("STANDPOINT_BROWSER").is_none() {
        return;
    }
    let driven = std::process::Command::new("sh")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/browser/run.sh"))
        .env("STANDPOINT_PROGRAM", env!("CARGO_BIN_EXE_standpoint"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&driven.stdout) + String::from_utf8_lossy(&driven.stderr);
    assert!(driven.status.success(), "{said}");
    assert!(said.contains("all is well"), "{said}");
}
