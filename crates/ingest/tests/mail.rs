//! E-mails and saved pages: whose words they are, and what their heads say.

mod making;

use making::*;
use standpoint_text::Statement;

fn only(path: &str, bytes: &[u8]) -> Statement {
    let mut found = read(path, bytes);
    assert_eq!(found.len(), 1, "{:?}", paths(&found));
    found.remove(0).unwrap()
}

fn passages(statement: &Statement) -> Vec<&str> {
    statement.passages.iter().map(|passage| passage.span.as_str()).collect()
}

#[test]
fn quotes_and_signature_are_in_no_passage() {
    let body = format!(
        "Dear all,\r\n\r\n{BODY}\r\nOn Thu, 4 Mar 2021 at 09:00, John Doe <john@marhaven.example> wrote:\r\n\
         > What do you think of the toll? I am for it.\r\n\r\nWe will not pay.\r\n\r\n-- \r\nAnn Lee\r\nQuay 7, Marhaven\r\n"
    );
    let message = mail("\"Lee, Ann\" <ann@marhaven.example>", "AW: Re: =?utf-8?B?TWF1dCBmw7xyIEJvb3Rl?=", "", &body);
    let statement = only("x.eml", message.as_bytes());
    let found = passages(&statement);
    assert!(found.contains(&"We will not pay."));
    assert!(
        found.iter().all(|p| !p.contains("I am for it") && !p.contains("wrote") && !p.contains("Quay 7")),
        "{found:?}"
    );
    assert!(statement.text.as_str().contains("I am for it"), "the text is whole");
    let metadata = &statement.metadata;
    assert_eq!(metadata.title(), Some("Maut für Boote"));
    assert_eq!((metadata.author(), metadata.issuer()), (Some("Ann Lee"), None));
    assert_eq!(metadata.published().unwrap().to_string(), "2021-03-05");
    assert_eq!(statement.media_type, "message/rfc822");
}

#[test]
fn what_the_text_says_comes_first() {
    let body = format!(
        "# No toll on boats\r\n\r\nStatement of the Fishers' Union on the toll\r\n\r\n2 March 2021\r\n\r\n{BODY}"
    );
    let statement = only("x.eml", mail("Harbour League <a@b.example>", "news", "", &body).as_bytes());
    let metadata = &statement.metadata;
    assert_eq!(metadata.title(), Some("No toll on boats"));
    assert_eq!(metadata.issuer(), Some("Fishers' Union"));
    assert_eq!(metadata.published().unwrap().to_string(), "2021-03-02");
}

#[test]
fn a_message_of_one_page_in_an_old_encoding() {
    let page = "<html><body><p>Мы против пошлины в порту, и мы говорили об этом много раз.</p><p>Мост наш, и мы его не отдадим.</p>\
        <blockquote type=\"cite\"><p>А я за пошлину.</p></blockquote></body></html>";
    let (bytes, ..) = encoding_rs::KOI8_R.encode(page);
    let head = mail("a@b.example", "Пошлина", "Content-Type: text/html; charset=koi8-r\r\n", "");
    let statement = only("x.eml", &[head.as_bytes(), &bytes].concat());
    let found = passages(&statement);
    assert!(found.contains(&"Мост наш, и мы его не отдадим."), "{found:?}");
    assert!(found.iter().all(|p| !p.contains("А я за пошлину")), "{found:?}");
    assert_eq!(statement.metadata.title(), Some("Пошлина"));
}

#[test]
fn attached_documents_are_statements_of_their_own() {
    let inner = mail("Harbour League <a@b.example>", "No toll", "", BODY);
    let message = mail(
        "Ann Lee <a@b.example>",
        "Papers",
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n",
        &format!(
            "--x\r\nContent-Type: text/plain\r\n\r\nHere are our papers. We say no to the toll.\r\n\
             --x\r\nContent-Type: application/octet-stream; name=\"=?utf-8?Q?Erkl=C3=A4rung.md?=\"\r\n\r\n# No toll\n\n{BODY}\r\n\
             --x\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n\
             --x\r\nContent-Type: image/png; name=a.png\r\n\r\n\u{1}PNG\r\n--x--\r\n"
        ),
    );
    let found = read("x.eml", message.as_bytes());
    assert_eq!(paths(&found), ["x.eml", "x.eml/Erklärung.md", "x.eml/3.eml"]);
    assert_eq!(found[1].as_ref().unwrap().media_type, "text/markdown");
    assert_eq!(found[2].as_ref().unwrap().metadata.issuer(), Some("Harbour League"));
}

#[test]
fn a_message_that_only_carries_documents_is_none() {
    let head = "Content-Type: multipart/mixed; boundary=x\r\n";
    let body = format!("--x\r\n\r\n \r\n--x\r\nContent-Type: text/plain; name=a.txt\r\n\r\n{BODY}\r\n--x--");
    let found = read("x.eml", mail("Ann Lee <a@b.example>", "Papers", head, &body).as_bytes());
    assert_eq!(paths(&found), ["x.eml/a.txt"]);
}

#[test]
fn a_message_passed_on_is_the_other_ones() {
    let body = format!(
        "FYI\r\n\r\n---------- Forwarded message ---------\r\nFrom: Harbour League <a@b.example>\r\n\
         Date: Thu, 4 Mar 2021 at 10:00\r\nSubject: No toll\r\nTo: All\r\n\r\n{BODY}"
    );
    let statement = only("x.eml", mail("Ann Lee <ann@b.example>", "Fwd: No toll", "", &body).as_bytes());
    assert!(passages(&statement).iter().all(|p| !p.contains("FYI") && !p.contains("Thu, 4")));
    assert_eq!(passages(&statement).len(), 3);
    let metadata = &statement.metadata;
    assert_eq!((metadata.author(), metadata.title()), (None, Some("No toll")));
}

#[test]
fn a_page_saved_as_one_file() {
    let article = page("No toll").replace("<html>", "<html lang=3D\"en\">");
    let file = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://marhaven.example/no-toll\r\nSubject: No toll\r\n\
         Date: Fri, 5 Mar 2021 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\t\
         boundary=\"----M--x\"\r\n\r\n\r\n------M--x\r\nContent-Type: text/html\r\nContent-ID: <f@mhtml.blink>\r\n\
         Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://marhaven.example/no-toll\r\n\r\n{article}\r\n\
         ------M--x\r\nContent-Type: text/css\r\n\r\np {{ color: red }}\r\n------M--x\r\nContent-Type: text/html\r\n\r\n\
         <p>An advertisement in a frame.</p>\r\n------M--x--\r\n"
    );
    let statement = only("x.mhtml", file.as_bytes());
    assert_eq!(statement.media_type, "multipart/related");
    let metadata = &statement.metadata;
    assert_eq!(metadata.url(), Some("https://marhaven.example/no-toll"));
    assert_eq!((metadata.title(), metadata.published()), (Some("No toll"), None));
    assert!(passages(&statement).iter().all(|p| !p.contains("advertisement")));
    assert_eq!(statement.text.as_str().lines().next(), Some("No toll"));
}

#[test]
fn a_text_that_only_looks_like_a_mail_is_a_text() {
    for text in [
        format!("From here on we say no: no toll.\n\n{BODY}"),
        format!("Title: No toll\nDate: 5 March 2021\n\n{BODY}"),
        format!("From the harbour 10:00 5 March 2021\n\n{BODY}"),
    ] {
        assert_eq!(only("x.txt", text.as_bytes()).media_type, "text/plain", "{text}");
    }
}

#[test]
fn costs_stay_in_proportion() {
    let many = |piece: &str| piece.repeat((1 << 19) / piece.len());
    let head = "Content-Type: multipart/mixed; boundary=x\r\n";
    let hostile = [
        mail("a@b.example", &many("=?x?Q? "), "", BODY),
        mail("a@b.example", "x", &many("a: b\r\n"), BODY),
        mail("a@b.example", "x", head, &many("--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n")),
        mail("a@b.example", "x", head, &many("--x\r\n\r\na\r\n")),
        mail("a@b.example", "x", "", &many("> a:\r\n")),
        mail("a@b.example", "x", "", &many("a: 10:00 2021\r\n\r\n")),
        mail("a@b.example", "x", "Content-Type: text/html\r\n", &many("<style></s")),
    ];
    for message in hostile {
        for read in read("x.eml", message.as_bytes()) {
            let path = read.map_or_else(|error| error.path().to_owned(), |statement| statement.path);
            assert!(path.starts_with("x.eml"));
        }
    }
}
