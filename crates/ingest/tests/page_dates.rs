//! When a web page was published: what it shows beside its title, what its markup gives, its address; and what is no date of
//! publication.

use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;

const BODY: &str = "<p>The council of Northport wants to take a toll from every boat that enters the old harbour. Nobody \
    asked the fishermen, and nobody asked the people of the isles, who have no other way to the hospital. We have counted \
    the boats: there are more than three hundred of them every day. A toll would drive them away.</p>";

/// The date of a page and what it comes from.
fn date(language: &str, head: &str, top: &str) -> Option<(String, String)> {
    let page = format!(
        "<html lang='{language}'><head><title>No toll at all</title>{head}</head><body><main><h1>No toll at all</h1>{top}\
         {BODY}</main></body></html>"
    );
    let statement = read_statement("a.html", page.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
    let told = statement.metadata.published.said()?;
    Some((told.value.to_string(), told.origin.detail().into_owned()))
}

fn day(head: &str, top: &str) -> Option<String> {
    date("en", head, top).map(|(date, _)| date)
}

#[test]
fn the_line_beside_the_title() {
    for line in [
        "5 March 2021",
        "By Jane Roe on 5 March 2021",
        "Jane Roe | March 5, 2021 | 3 comments",
        "Posted on March 5th, 2021 by admin in News",
        "PUBLISHED: March 5, 2021 at 11:30 p.m. | UPDATED: March 6, 2021 at 12:21 a.m.",
        "Updated 6 March 2021, published 5 March 2021",
        "Veröffentlicht von Hafenbund am 5. März 2021",
        "Von Hafenbund 5. 3. 2021.",
        "Jane Roe5.3.2021",
        "dpa am 05.03.2021",
        "News • 05.03.2021 • Harbour",
        "Опубліковано: 5 березня 2021 року, 10:30",
        "Domingo, Marzo 5, 2021 - 07:32",
        "Statements5 March 2021",
        "Date: 5 March 2021",
        "Veröffentlichung: 05.03.2021",
        "This entry was posted on Friday, March 5th, 2021 at 10:30 and is filed under News, Harbour and Ferries. You can \
         follow any responses to this entry through the feed.",
        "<dl><dt>Date</dt><dd>5 March 2021</dd></dl>",
    ] {
        assert_eq!(day("", &format!("<p>{line}</p>")).as_deref(), Some("2021-03-05"), "{line}");
    }
}

#[test]
fn lines_that_tell_something_else() {
    for line in [
        "The attack of 5 March 2021 and after",
        "Updated: 5 March 2021",
        "Zuletzt geändert am 5. März 2021",
        "Обновлено 5 марта 2021",
        "We meet again on 5 March 2021",
        "31 February 2021",
        "Joined: 5 March 2021",
        "Beitritt: 05.03.2021",
        "Dieser Beitrag wurde geändert am 5. März 2021 und ist lang genug, um keine Zeile zu sein: hier steht noch manches",
    ] {
        assert_eq!(day("", &format!("<p>{line}</p>")), None, "{line}");
    }
}

#[test]
fn numbers_are_read_as_the_country_writes_them() {
    let read = |language| date(language, "", "<p>03/05/2021</p>").map(|(date, _)| date);
    assert_eq!(read("en-US").as_deref(), Some("2021-03-05"));
    assert_eq!(read("en-GB").as_deref(), Some("2021-05-03"));
    assert_eq!(read("en"), None, "nobody knows");
}

#[test]
fn what_the_markup_gives() {
    for (head, top, from) in [
        ("<meta property='article:published_time' content='2021-03-05T10:00:00Z'>", "", "meta article:published_time"),
        ("<meta name='bt:pubdate' content='20210305T100000Z'>", "", "meta bt:pubdate"),
        ("<meta name='date' content='Fri, 05 Mar 2021 10:00:00 GMT'>", "", "meta date"),
        ("", "<span itemprop='datePublished' content='2021-03-05'>on Friday</span>", "element marked datePublished"),
        ("", "<time class='entry-date' datetime='2021-03-05'>on Friday</time>", "<time> of publication"),
        ("", "<abbr class='published' title='2021-03-05'>on Friday</abbr>", "<abbr> of publication"),
        ("", "<time datetime='2021-03-05'>on Friday</time>", "the page's only <time>"),
        (
            "<script type='application/ld+json'>{\"@type\":\"WebPage\",\"datePublished\":\"2021-03-05\"}</script>",
            "",
            "JSON-LD datePublished of the page",
        ),
        ("<link rel='canonical' href='https://tide.example/2021/03/05/no-toll'>", "", "its own address"),
    ] {
        assert_eq!(date("en", head, top), Some(("2021-03-05".to_owned(), from.to_owned())));
    }
}

#[test]
fn a_change_is_no_publication() {
    assert_eq!(day("<meta property='article:modified_time' content='2021-03-06'>", ""), None);
    assert_eq!(day("", "<time class='updated' datetime='2021-03-06'>on Saturday</time>"), None);
    let both = "<time datetime='2021-03-05'>on Friday</time><time datetime='2021-03-06'>on Saturday</time>";
    assert_eq!(day("", both), None, "nothing says which of them");
    let ld = "<script type='application/ld+json'>{\"@type\":\"Article\",\"dateModified\":\"2021-03-06\"}</script>";
    assert_eq!(day(ld, ""), None);
}

#[test]
fn what_the_page_shows_comes_before_its_markup_and_the_address_corrects_universal_time() {
    let meta = "<meta property='article:published_time' content='2021-03-06T03:00:00Z'>";
    assert_eq!(day(meta, "<p>5 March 2021</p>").as_deref(), Some("2021-03-05"));
    let address = format!("{meta}<link rel='canonical' href='https://tide.example/2021/03/05/no-toll'>");
    assert_eq!(day(&address, "").as_deref(), Some("2021-03-05"));
}

#[test]
fn numbers_with_a_short_year() {
    let read = |language, line: &str| date(language, "", &format!("<p>{line}</p>")).map(|(date, _)| date);
    assert_eq!(read("de", "Hafen, 05.03.21").as_deref(), Some("2021-03-05"));
    assert_eq!(read("fr", "05/03/99").as_deref(), Some("1999-03-05"));
    assert_eq!(read("en", "05.03.21"), None, "it may be anything");
}

#[test]
fn what_the_markup_knows_better() {
    let ld = |iso| {
        format!("<script type='application/ld+json'>{{\"@type\":\"Article\",\"datePublished\":\"{iso}\"}}</script>")
    };
    let day = |head: &str, top: &str| date("de", head, top).map(|(date, _)| date);
    // Read the other way round it is the same day; a date in words is what it says.
    assert_eq!(day(&ld("2021-11-01"), "<p>11/01/2021</p>").as_deref(), Some("2021-11-01"));
    assert_eq!(day(&ld("2021-11-02"), "<p>11/01/2021</p>").as_deref(), Some("2021-01-11"));
    // A line older by more than a year is of something else.
    assert_eq!(day(&ld("2021-11-01"), "<p>25. Dezember 2005</p>").as_deref(), Some("2021-11-01"));
    assert_eq!(day(&ld("2021-11-01"), "<p>25. Dezember 2020</p>").as_deref(), Some("2020-12-25"));
    // A date of change that only its markup says to be one.
    let change = "<p><time class='updated' datetime='2021-03-06'>6. März 2021</time></p>";
    let published = "<p><time class='published' datetime='2021-03-05'></time></p>";
    assert_eq!(day("", &format!("{change}{published}")).as_deref(), Some("2021-03-05"));
    // What is marked as the date of publication comes before any date.
    let head = "<meta name='dcterms.date' content='2021-03-04'>";
    let marked = "<span itemprop='datePublished' content='2021-03-05'>am Freitag</span>";
    assert_eq!(day(head, marked).as_deref(), Some("2021-03-05"));
    // A bracket too many.
    assert_eq!(day(&ld("2021-03-05").replace("</script>", "}}</script>"), "").as_deref(), Some("2021-03-05"));
}

#[test]
fn todays_date_around_the_page_is_not_its_date() {
    let page = format!(
        "<html><body><header><time datetime='2021-03-06'>Saturday</time></header><h1>No toll</h1>{BODY}</body></html>"
    );
    let statement = read_statement("a.html", page.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
    assert_eq!(statement.metadata.published(), None);
}

#[test]
fn a_title_that_opens_with_its_date() {
    let page = format!("<html><body><main><h1>05.03.2021 - No toll at all</h1>{BODY}</main></body></html>");
    let statement = read_statement("a.html", page.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
    assert_eq!(statement.metadata.published().map(|d| d.to_string()).as_deref(), Some("2021-03-05"));
}

#[test]
fn a_published_line_anywhere_and_the_opening_of_the_text() {
    let filler = "<ul><li>A</li><li>B</li><li>C</li></ul>".repeat(6);
    let line = format!("{filler}<p>First published on: 5 March 2021</p>");
    assert_eq!(day("", &line).as_deref(), Some("2021-03-05"));
    for opening in ["Northport, 5 March 2021 – ", "(05.03.2021) ", "Northport, (5 March 2021). ", "5 March 2021. "] {
        let file = format!(
            "No toll!\n\n{opening}{}\n\n{BODY}",
            "The council wants a toll. Nobody asked the fishermen. ".repeat(4)
        );
        let statement = read_statement("a.txt", file.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
        assert_eq!(statement.metadata.published().map(|d| d.to_string()).as_deref(), Some("2021-03-05"), "{opening}");
    }
    let told = format!("No toll!\n\nOn 5 March 2021, the council met. {}", "Nobody asked the fishermen. ".repeat(9));
    let statement = read_statement("a.txt", told.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
    assert_eq!(statement.metadata.published(), None);
}

#[test]
fn the_name_of_the_file_comes_last() {
    let read = |path: &str, file: &str| {
        let statement = read_statement(path, file.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
        statement.metadata.published.said().map(|told| (told.value.to_string(), told.origin.as_str()))
    };
    let body = "The council wants a toll. Nobody asked the fishermen.";
    assert_eq!(read("in/2021-03-05 toll.txt", body), Some(("2021-03-05".into(), "file_name")));
    assert_eq!(read("2021-03-05/toll.txt", body), None);
    let dated = format!("No toll!\n\n2 March 2021\n\n{body} {body} {body}");
    assert_eq!(read("2021-03-05.txt", &dated), Some(("2021-03-02".into(), "text")));
}
