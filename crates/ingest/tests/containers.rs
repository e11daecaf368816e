//! Archives: what comes out of them, in which order, under which name, and what is said of the rest.

mod making;

use making::*;
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;

#[test]
fn members_come_in_order_as_files_of_their_own() {
    let first = page("No toll");
    let archive = zip(&[
        ("b/page.html", first.as_bytes()),
        ("b/picture.png", b"\x89PNG"),
        ("a.txt", BODY.as_bytes()),
        (".hidden.txt", BODY.as_bytes()),
        ("page", first.as_bytes()),
        ("numbers", b"\0\x01\x02"),
    ]);
    let (found, passed_over) = read_with("x.zip", &archive, &Limits::default());
    assert_eq!(paths(&found), ["x.zip/b/page.html", "x.zip/a.txt", "x.zip/page"]);
    assert_eq!(passed_over, 3);
    let alone = read_statement("page.html", first.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
    let in_archive = found[0].as_ref().unwrap();
    assert_eq!((&in_archive.id, &in_archive.media_type), (&alone.id, &alone.media_type));
    assert_eq!(in_archive.text.as_str(), alone.text.as_str());
}

#[test]
fn one_broken_member_does_not_touch_the_others() {
    let wrong_sum = Packed { check: 7, ..deflated("sum.txt", BODY.as_bytes()) };
    let locked = Packed { flags: 1, ..deflated("locked.txt", BODY.as_bytes()) };
    let other_method = Packed { method: 14, ..deflated("lzma.txt", BODY.as_bytes()) };
    let cut = Packed { packed: vec![0xff; 40], ..deflated("cut.txt", BODY.as_bytes()) };
    let good = deflated("good.txt", BODY.as_bytes());
    let found = read("x.zip", &zip_of(&[wrong_sum, locked, other_method, cut, stored("empty.txt", b""), good]));
    assert_eq!(
        paths(&found),
        [
            "x.zip/sum.txt damaged",
            "x.zip/locked.txt locked",
            "x.zip/lzma.txt unsupported",
            "x.zip/cut.txt damaged",
            "x.zip/empty.txt empty",
            "x.zip/good.txt"
        ]
    );
    for error in found.iter().filter_map(|read| read.as_ref().err()) {
        assert!(error.to_string().starts_with(error.path()), "{error}");
    }
}

#[test]
fn an_archive_is_found_among_other_bytes() {
    let whole = zip(&[("a.txt", BODY.as_bytes())]);
    let comment = b"this is no end: PK\x05\x06 and neither is PK\x05\x06";
    let commented = [&whole[..whole.len() - 2], &(comment.len() as u16).to_le_bytes(), comment].concat();
    assert_eq!(paths(&read("x.zip", &commented)), ["x.zip/a.txt"]);
    assert_eq!(paths(&read("x.zip", &[&whole[..], b"added behind"].concat())), ["x.zip/a.txt"]);
    let before = [b"PK\x03\x04 what stands before the archive", &whole[..]].concat();
    assert_eq!(paths(&read("x.zip", &before)), ["x.zip/a.txt"]);
}

#[test]
fn what_stands_whole_in_a_zip_that_is_cut_off_is_read() {
    let numbers: Vec<u8> = (0..4000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let whole = zip_of(&[
        deflated("in/a.txt", BODY.as_bytes()),
        stored("picture.png", &numbers),
        streamed("b.txt", BODY.as_bytes(), true),
        streamed("c.txt", page("No toll").as_bytes(), false),
        stored("d.txt", BODY.as_bytes()),
        deflated("e.txt", BODY.as_bytes()),
    ]);
    let all = ["x.zip/in/a.txt", "x.zip/b.txt", "x.zip/c.txt", "x.zip/d.txt", "x.zip/e.txt", "x.zip damaged"];
    assert_eq!(paths(&read("x.zip", &whole[..whole.len() - 30])), all, "the list itself is cut");
    assert_eq!(
        read("x.zip", &whole)[0].as_ref().unwrap().id,
        read("x.zip", &whole[..whole.len() - 30])[0].as_ref().unwrap().id
    );
    let list_at = whole.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let cut = read("x.zip", &whole[..list_at - 20]);
    assert_eq!(paths(&cut)[..4], all[..4]);
    assert_eq!(paths(&cut)[4..], ["x.zip/e.txt damaged", "x.zip damaged"]);
    assert!(cut
        .last()
        .unwrap()
        .as_ref()
        .unwrap_err()
        .to_string()
        .contains("what stands whole before the break was read"));
    let mut broken_list = whole.clone();
    let second = list_at + 4 + whole[list_at + 4..].windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    broken_list[second] = 0;
    assert_eq!(paths(&read("x.zip", &broken_list)), all);
    assert_eq!(paths(&read("x.tar", &tar(&[("y.zip", &whole[..list_at])])))[0], "x.tar/y.zip/in/a.txt");
}

/// The issuers of what came, and the messages of errors.
fn issuers(found: &[Read]) -> Vec<String> {
    let shown = |read: &Read| match read {
        Ok(statement) => statement.metadata.issuer().unwrap_or("-").to_owned(),
        Err(error) => error.to_string(),
    };
    found.iter().map(shown).collect()
}

#[test]
fn sidecars_in_an_archive_correct_the_documents_beside_them() {
    let text = BODY.as_bytes();
    let members: [(&str, &[u8]); 5] = [
        ("in/a.txt", text),
        ("b.txt", text),
        ("b.txt.toml", b"issuer = 'Boat Club'"),
        ("in/a.txt.toml", b"issuer = 'Ann Lee Trust'"),
        ("Cargo.toml", b"[package]"),
    ];
    let (found, passed_over) = read_with("x.zip", &zip(&members), &Limits::default());
    assert_eq!(paths(&found), ["x.zip/in/a.txt", "x.zip/b.txt"]);
    assert_eq!((issuers(&found), passed_over), (vec!["Ann Lee Trust".to_owned(), "Boat Club".to_owned()], 1));
    let from = found[0].as_ref().unwrap().metadata.issuer.correction().unwrap().file.to_string();
    assert_eq!(from, "x.zip/in/a.txt.toml");
    // Of a TAR each document is given before the next is read: the sidecar stands before it or right behind it.
    let found = read("x.tar", &tar(&members));
    assert_eq!(paths(&found), ["x.tar/in/a.txt", "x.tar/b.txt", "x.tar/in/a.txt.toml sidecar"]);
    assert_eq!(issuers(&found)[1], "Boat Club");
    assert!(issuers(&found)[2].contains("no document a.txt stands after it or right before it"));
    let [a, b, for_b, for_a, _] = members;
    let found = read("x.tgz", &gzip(&tar(&[for_a, for_b, a, b])));
    assert_eq!(issuers(&found), ["Ann Lee Trust", "Boat Club"]);
    let packed = zip(&members[..3]);
    assert_eq!(issuers(&read("x.zip", &packed[..packed.len() - 20]))[..2], ["-", "Boat Club"]);
    let hidden: [(&str, &[u8]); 2] = [("a.txt", text), ("__MACOSX/._a.txt.toml", b"\0\x05")];
    assert_eq!(issuers(&read("x.zip", &zip(&hidden))), ["-"]);
    let inside = tar(&[a, ("y.zip", &zip(&members)), b]);
    assert_eq!(issuers(&read("x.tar", &inside)), ["-", "Ann Lee Trust", "Boat Club", "-"]);
}

#[test]
fn a_wrong_sidecar_in_an_archive_is_an_error_and_the_document_is_read() {
    let members: [(&str, &[u8]); 3] =
        [("a.txt", BODY.as_bytes()), ("a.txt.toml", b"isuer = 'Boat Club'"), ("none.txt.toml", b"issuer = 'A'")];
    for (archive, order) in [
        (read("x.zip", &zip(&members)), ["x.zip/a.txt.toml sidecar", "x.zip/a.txt", "x.zip/none.txt.toml sidecar"]),
        (read("x.zip", &tar(&members)), ["x.zip/a.txt", "x.zip/a.txt.toml sidecar", "x.zip/none.txt.toml sidecar"]),
    ] {
        assert_eq!(paths(&archive), order);
    }
    let long = vec![b' '; 100 << 10];
    assert_eq!(
        paths(&read("x.zip", &zip(&[("a.txt", BODY.as_bytes()), ("a.txt.toml", &long)]))),
        ["x.zip/a.txt.toml too_large", "x.zip/a.txt"]
    );
}

#[test]
fn a_document_that_is_a_zip_is_refused_as_one_where_it_is_cut_off() {
    let package =
        zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<a/>"), ("a.txt", BODY.as_bytes())]);
    let found = read("x.docx", &package[..package.len() - 30]);
    assert_eq!(paths(&found), ["x.docx damaged"]);
    assert!(found[0].as_ref().unwrap_err().to_string().contains("Word"), "{:?}", found[0]);
}

#[test]
fn large_archives_have_their_numbers_elsewhere() {
    let found = read("x.zip", &large_zip("a.txt", BODY.as_bytes()));
    assert_eq!(paths(&found), ["x.zip/a.txt"]);
    let before = [b"PK\x03\x04 what stands before the archive", &large_zip("a.txt", BODY.as_bytes())[..]].concat();
    assert_eq!(paths(&read("x.zip", &before)), ["x.zip/a.txt"]);
}

#[test]
fn an_archive_with_nothing_to_read_says_so() {
    let found = read("x.zip", &zip(&[("a.png", b"\x89PNG"), ("b.css", b"p {}")]));
    assert_eq!(paths(&found), ["x.zip no_text"]);
    assert!(found[0].as_ref().unwrap_err().to_string().contains("2 files"));
    assert_eq!(paths(&read("x.zip", &zip(&[]))), ["x.zip no_text"]);
}

#[test]
fn names_are_labels_and_links_are_not_followed() {
    let old = Packed { name: b"Erkl\x84rung.txt".to_vec(), ..deflated("", BODY.as_bytes()) };
    let up = deflated("../../etc/a.txt", BODY.as_bytes());
    assert_eq!(paths(&read("x.zip", &zip_of(&[old, up]))), ["x.zip/Erklärung.txt", "x.zip/etc/a.txt"]);
    let long = format!("{}.txt", "long".repeat(60));
    let archive = [
        tar_entry(b'2', "link.txt", b""),
        tar_entry(b'5', "folder/", b""),
        tar_entry(b'L', "././@LongLink", format!("{long}\0").as_bytes()),
        tar_entry(b'0', "longlong", BODY.as_bytes()),
        tar_entry(b'x', "pax", b"30 path=folder/a\xc3\xa4.txt\n9 x=y\n"),
        tar_entry(b'0', "a", BODY.as_bytes()),
        tar_entry(b'0', "/b.txt", BODY.as_bytes()),
    ]
    .concat();
    let (found, passed_over) = read_with("x.tar", &archive, &Limits::default());
    assert_eq!(paths(&found), [format!("x.tar/{long}"), "x.tar/folder/aä.txt".into(), "x.tar/b.txt".into()]);
    assert_eq!(passed_over, 1);
}

#[test]
fn a_gzip_of_one_document_is_that_document() {
    let text = format!("# No toll\n\n{BODY}");
    let found = read("x.md.gz", &gzip(text.as_bytes()));
    let alone = read_statement("x.md", text.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
    let statement = found[0].as_ref().unwrap();
    assert_eq!(
        (statement.path.as_str(), &statement.id, &statement.media_type),
        ("x.md.gz", &alone.id, &alone.media_type)
    );
}

#[test]
fn archives_lie_in_each_other_up_to_a_depth() {
    let mut archive = zip(&[("a.txt", BODY.as_bytes())]);
    for depth in 2..=4 {
        archive = gzip(&tar(&[(&format!("{depth}.zip"), &archive), ("b.txt", BODY.as_bytes())]));
    }
    let found = read("x.tgz", &archive);
    assert_eq!(paths(&found)[0], "x.tgz/4.zip/3.zip/2.zip/a.txt");
    assert_eq!(found.len(), 4);
    let deeper = tar(&[("y.tgz", &archive), ("b.txt", BODY.as_bytes())]);
    assert_eq!(
        paths(&read("x.tar", &deeper)),
        [
            "x.tar/y.tgz/4.zip/3.zip/2.zip too_large",
            "x.tar/y.tgz/4.zip/3.zip/b.txt",
            "x.tar/y.tgz/4.zip/b.txt",
            "x.tar/y.tgz/b.txt",
            "x.tar/b.txt"
        ]
    );
    let wrapped = (0..40).fold(BODY.as_bytes().to_vec(), |inner, _| gzip(&inner));
    assert_eq!(paths(&read("x.gz", &wrapped)), ["x.gz too_large"]);
}

#[test]
fn a_document_that_is_a_zip_is_no_archive() {
    let package =
        zip(&[("word/document.xml", b"<a/>"), ("[Content_Types].xml", b"<Types/>"), ("a.txt", BODY.as_bytes())]);
    let found = read("x.docx", &package);
    assert_eq!(found.len(), 1);
    assert!(paths(&found)[0].starts_with("x.docx") && !paths(&found)[0].contains('/'));
}

#[test]
fn ten_gigabytes_of_zeros_are_one_line() {
    let archive = zip_of(&[zeros("zeros.txt"), deflated("good.txt", BODY.as_bytes())]);
    assert_eq!(paths(&read("x.zip", &archive)), ["x.zip/zeros.txt too_large", "x.zip/good.txt"]);
}

#[test]
fn what_is_unpacked_is_bounded_over_all_members() {
    let text = BODY.repeat(4000);
    let archive = zip(&[("a.txt", text.as_bytes()), ("b.txt", text.as_bytes()), ("c.txt", text.as_bytes())]);
    let limits = Limits { container_bytes: 1 << 20, ..Limits::default() };
    let (found, _) = read_with("x.zip", &archive, &limits);
    assert_eq!(paths(&found), ["x.zip/a.txt", "x.zip/b.txt too_large"]);
    let inside = tar(&[("x.zip", &archive), ("x.zip", &archive)]);
    assert_eq!(read_with("x.tar", &inside, &limits).0.len(), 2);
    let (found, _) = read_with("x.zip", &archive, &Limits { members: 2, ..Limits::default() });
    assert_eq!(paths(&found), ["x.zip/a.txt", "x.zip/b.txt", "x.zip too_large"]);
    let (found, _) = read_with("x.zip", &archive, &Limits { file_bytes: 1000, ..Limits::default() });
    assert!(found.iter().all(|read| read.as_ref().is_err_and(|error| error.kind() == "too_large")));
}

#[test]
fn pages_of_a_web_archive() {
    let body = page("Packed");
    let chunks = format!("5\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n", &body[..5], body.len() - 5, &body[5..])
        .replace("Packed", "Pieces");
    let html = "Content-Type: text/html";
    // "<h1>No toll</h1><p>We say no to the toll. The bridge is ours.</p>"
    let brotli = [
        27, 64, 0, 184, 45, 10, 236, 102, 228, 172, 33, 53, 44, 127, 183, 131, 170, 159, 168, 120, 156, 160, 78, 150,
        234, 133, 164, 182, 111, 134, 241, 69, 190, 161, 133, 213, 85, 93, 197, 248, 52, 33, 170, 12, 36, 145, 212,
        133, 81, 101, 217, 141, 101, 2, 203, 36, 174, 167, 96, 120, 81, 119, 185, 227, 237, 123, 65, 1,
    ];
    let archive = warc_gz(&[
        record("warcinfo", "", "application/warc-fields", b"software: x"),
        record("request", "https://marhaven.example/", "application/http", b"GET / HTTP/1.1\r\n\r\n"),
        html_answer("https://marhaven.example/a?b=c", "No toll"),
        html_answer("https://marhaven.example/copy", "No toll"),
        answer(
            "https://marhaven.example/gz",
            "200 OK",
            &format!("{html}\r\nContent-Encoding: gzip"),
            &gzip(body.as_bytes()),
        ),
        answer("https://marhaven.example/br", "200 OK", &format!("{html}\r\nContent-Encoding: br"), &brotli),
        answer(
            "https://marhaven.example/pieces",
            "200 OK",
            &format!("{html}\r\nTransfer-Encoding: chunked"),
            chunks.as_bytes(),
        ),
        answer(
            "https://marhaven.example/koi",
            "200 OK",
            "Content-Type: text/plain; charset=koi8-r",
            &encoding_rs::KOI8_R.encode("Мы против пошлины. Мост наш.").0,
        ),
        answer("https://marhaven.example/no", "404 Not Found", html, page("Not found").as_bytes()),
        answer("https://marhaven.example/x.js", "200 OK", "Content-Type: text/javascript", b"let a = 1;"),
        answer("https://marhaven.example/robots.txt", "200 OK", "Content-Type: text/plain", b"User-agent: x"),
        record("revisit", "https://marhaven.example/", "application/http", b"HTTP/1.1 200 OK\r\n\r\n"),
    ]);
    let (found, passed_over) = read_with("w.warc.gz", &archive, &Limits::default());
    let names = ["a?b=c", "gz", "br", "pieces", "koi"].map(|name| format!("w.warc.gz/https://marhaven.example/{name}"));
    assert_eq!(paths(&found), names);
    assert_eq!(passed_over, 4);
    let metadata = &found[0].as_ref().unwrap().metadata;
    assert_eq!(metadata.url(), Some("https://marhaven.example/a?b=c"));
    assert_eq!(metadata.published(), None, "when it was captured says nothing");
    assert_eq!(found[4].as_ref().unwrap().passages[1].span.as_str(), "Мост наш.");
}

#[test]
fn a_damaged_record_is_an_error_and_the_next_one_is_read() {
    let url = |name: &str| format!("https://marhaven.example/{name}");
    let records: Vec<Vec<u8>> =
        ["a", "b", "c"].iter().map(|name| html_answer(&url(name), &format!("No toll {name}"))).collect();
    let packed: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    let mut broken = packed.concat();
    broken[packed[0].len() + packed[1].len() / 2..][..20].fill(0x55);
    let found = read("w.warc.gz", &broken);
    assert!(found[0].is_ok() && found.last().unwrap().is_ok(), "{:?}", paths(&found));
    assert_eq!(found.iter().filter(|read| read.is_err()).count(), 1);
    let plain = [&records[0][..], b"bytes\nof no record\n\n", &records[1], b"\r\n\r\n\r\n", &records[2]].concat();
    assert_eq!(paths(&read("w.warc", &plain)).len(), 4);
    let cut = &records.concat()[..records[0].len() + 400];
    assert_eq!(paths(&read("w.warc", cut))[1], format!("w.warc/{} damaged", url("b")));
}

#[test]
fn a_bomb_in_a_web_archive_is_one_line() {
    let bomb = gzip(&vec![0; 40 << 20]);
    let fields = "Content-Type: text/html\r\nContent-Encoding: gzip";
    let archive = warc_gz(&[
        answer("https://marhaven.example/bomb", "200 OK", fields, &bomb),
        html_answer("https://marhaven.example/a", "No toll"),
    ]);
    assert_eq!(
        paths(&read("w.warc.gz", &archive)),
        ["w.warc.gz/https://marhaven.example/bomb too_large", "w.warc.gz/https://marhaven.example/a"]
    );
}

#[test]
fn messages_of_a_mailbox() {
    let first =
        mail("Ann Lee <ann@marhaven.example>", "Re: No toll", "", &BODY.replace("Nobody", "\r\n\r\n>From here nobody"));
    let second = mail("Harbour League <press@league.example>", "No toll at all", "", BODY);
    let line = "From ann@marhaven.example Fri Mar  5 10:00:00 2021";
    let found = read("x.mbox", format!("{line}\n{first}\n{line}\n{second}\n").as_bytes());
    assert_eq!(paths(&found), ["x.mbox/1", "x.mbox/2"]);
    let [first, second] = [0, 1].map(|at: usize| found[at].as_ref().unwrap());
    assert!(first.text.as_str().contains("\nFrom here nobody"));
    assert_eq!(first.metadata.author(), Some("Ann Lee"));
    assert_eq!(first.metadata.title(), Some("No toll"));
    assert_eq!(second.metadata.issuer(), Some("Harbour League"));
    assert_eq!(second.metadata.published().unwrap().to_string(), "2021-03-05");
    let limits = Limits { file_bytes: 1000, ..Limits::default() };
    let large = format!(
        "{line}\nFrom: a@b.example\nTo: c\n\n{}\n\n{line}\n{}\n",
        BODY.repeat(9),
        mail("a@b.example", "x", "", "No toll. We say no.")
    );
    assert_eq!(paths(&read_with("x.mbox", large.as_bytes(), &limits).0), ["x.mbox/1 too_large", "x.mbox/2"]);
}

/// A small archive of each kind.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let text = &BODY.as_bytes()[..80];
    let small = zip(&[("a.txt", text), ("b.html", b"<p>We say no to the toll. The bridge is ours.")]);
    let message = mail("a@b.example", "=?utf-8?Q?Nein?=", "Content-Type: multipart/mixed; boundary=x\r\n", "--x\r\n\r\nWe say no.\r\n--x\r\nContent-Type: text/html; name=\"a.html\"\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+Tm8gdG9sbC48L3A+\r\n--x--\r\n");
    let records = [html_answer("https://marhaven.example/a", "A"), html_answer("https://marhaven.example/b", "B")];
    vec![
        ("x.tar", tar(&[("a.txt", text), ("x.zip", &small)])),
        ("x.zip", small),
        ("x.warc.gz", warc_gz(&records)),
        ("x.warc", records.concat()),
        ("x.txt.gz", gzip(text)),
        ("x.mbox", format!("From a Fri Mar  5 10:00:00 2021\n{message}\n").into_bytes()),
        ("x.eml", message.into_bytes()),
    ]
}

#[test]
fn damaged_copies_end_with_statements_or_errors() {
    let limits = Limits { file_bytes: 1 << 16, container_bytes: 1 << 18, ..Limits::default() };
    let mut seed = 7u32;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed as usize / 7 % below
    };
    for (name, whole) in samples() {
        assert!(read(name, &whole).iter().all(Result::is_ok), "{name}: {:?}", paths(&read(name, &whole)));
        let mut copies: Vec<Vec<u8>> = (0..whole.len()).step_by(7).map(|end| whole[..end].to_vec()).collect();
        for _ in 0..150 {
            let mut copy = whole.clone();
            for _ in 0..=random(6) {
                let at = random(copy.len());
                copy[at] = random(256) as u8;
            }
            copies.push(copy);
        }
        for copy in copies {
            let (found, _) = read_with(name, &copy, &limits);
            assert!(!found.is_empty(), "{name}: nothing was said");
            for read in found {
                let path =
                    read.as_ref().map_or_else(|error| error.path().to_owned(), |statement| statement.path.clone());
                assert!(path.starts_with(name), "{path}");
            }
        }
    }
}
