//! When a web page was published: what it shows beside its title, what its markup gives, its address; and what is no date of
//! publication.

use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;

const BODY: &str = "<p>The council of Northport wants to take a toll from every boat that enters the old harbour. Nobody \
    asked the fishermen, and nobody asked the people of the isles, who have no other way to the hospital. We have counted \
    the boats: there are more than three hundred of them every day. A toll would drive them away.</p>";

/// The date of a page and what it comes from.
fn date(language: &str, head: &str, top: &str) -> Option<(String, String)> {
    of_body(language, head, &format!("<main><h1>No toll at all</h1>{top}{BODY}</main>"))
}

/// The same of a page with this body.
fn of_body(language: &str, head: &str, body: &str) -> Option<(String, String)> {
    let page =
        format!("<html lang='{language}'><head><title>No toll at all</title>{head}</head><body>{body}</body></html>");
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
        "Pressemitteilung vom 05.03.2021",
        "Communiqué du 5 mars 2021",
        "This entry was posted on Friday, March 5th, 2021 at 10:30 and is filed under News, Harbour and Ferries. You can \
         follow any responses to this entry through the feed.",
        "<dl><dt>Date</dt><dd>5 March 2021</dd></dl>",
        "⋅ March 5, 2021 ⋅ Print this page ⋅ Leave a comment",
        "byJane Roe 5 March 2021",
        "<time>5 March 2021</time><time>6 March 2021</time>",
        "<time>05.03.2021</time><time>06.03.2021</time>",
    ] {
        assert_eq!(day("", &format!("<p>{line}</p>")).as_deref(), Some("2021-03-05"), "{line}");
    }
}

#[test]
fn lines_that_tell_something_else() {
    for line in [
        "The attack of 5 March 2021 and after",
        "We meet again on 5 March 2021",
        "31 February 2021",
        "Joined: 5 March 2021",
        "Joined: 5 March 2021, 10:30",
        "Beitritt: 05.03.2021",
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
fn a_change_is_given_as_such_and_only_where_there_is_no_other_date() {
    let change = |head: &str, top: &str, from: &str| {
        let found = date("en", head, top);
        assert_eq!(found, Some(("2021-03-06".to_owned(), format!("last change: {from}"))), "{head}{top}");
        let published = format!("{top}<p>5 March 2021</p>");
        assert_eq!(day(head, &published).as_deref(), Some("2021-03-05"), "{head}{top}");
        let address = format!("{head}<link rel='canonical' href='https://tide.example/2021/03/02/no-toll'>");
        assert_eq!(day(&address, top).as_deref(), Some("2021-03-02"), "{head}{top}");
    };
    change("<meta property='article:modified_time' content='2021-03-06'>", "", "meta article:modified_time");
    change("", "<time class='updated' datetime='2021-03-06'>on Saturday</time>", "element marked so");
    let ld = "<script type='application/ld+json'>{\"@type\":\"Article\",\"dateModified\":\"2021-03-06\"}</script>";
    change(ld, "", "JSON-LD dateModified");
    for line in [
        "Updated: 6 March 2021",
        "Zuletzt geändert am 6. März 2021",
        "Обновлено 6 марта 2021",
        "[Stand: 06.03.2021, 01:40 Uhr]",
        "Diese Seite wurde zuletzt am 6. März 2021 um 13:22 Uhr geändert.",
        "This page was last edited on 6 March 2021, at 05:33.",
        "<div>Last change:</div><div>6 March 2021</div>",
    ] {
        change("", &format!("<div>{line}</div>"), "line of the page");
    }
    assert_eq!(
        day("", "<p>Updated on 6 March 2021 because of what happened on 4 March 2021</p>"),
        None,
        "which of them?"
    );
}

#[test]
fn nothing_says_which_of_two_it_is() {
    let both = "<time datetime='2021-03-05'>on Friday</time><time datetime='2021-03-06'>on Saturday</time>";
    assert_eq!(day("", both), None);
}

#[test]
fn where_lines_show_the_date() {
    let title = "<h1>No toll at all</h1>";
    let list = "<ul><li>Ferries to be cut</li><li>2 March 2021</li><li>Ships</li><li>Boats</li></ul>";
    let teasers = "<h3>Ferries to be cut</h3><p>2 March 2021</p>";
    let links = "<p><a href='/a'>News</a></p><p><a href='/b'>Ships</a></p>";
    for (body, from) in [
        (format!("<main><p>5 March 2021</p>{title}{BODY}{teasers}</main>"), "line beside the title"),
        (format!("{list}<main>{title}<p>By Jane Roe on 5 March 2021</p>{BODY}</main>"), "line beside the title"),
        (
            format!("<h1>Tide</h1>{}<main><p>News | 5 March 2021 | 12 comments</p>{BODY}</main>", links.repeat(5)),
            "line beside the main text",
        ),
        (
            format!(
                "{}<main><h4>No toll at all</h4>{BODY}<p>Author: Jane Roe on 5 March 2021, 13:36</p></main>",
                links
            ),
            "line below the title",
        ),
    ] {
        let found = of_body("en", "", &body);
        assert_eq!(found, Some(("2021-03-05".to_owned(), from.to_owned())), "{body}");
    }
}

#[test]
fn posts_of_others_and_teasers_have_dates_of_their_own() {
    let post = "<blockquote class='twitter-tweet'><p>No toll!</p>— League (@league) <a>March 2, 2021</a></blockquote>";
    assert_eq!(of_body("en", "", &format!("<main><h1>No toll at all</h1>{post}{BODY}</main>")), None);
    let teaser = "<span class='teaser__pubdate'>on Tuesday, 2 March 2021</span>";
    let filler = "<p><a href='/a'>Ships</a></p>".repeat(9);
    assert_eq!(of_body("en", "", &format!("<main><h1>No toll at all</h1>{BODY}{filler}{teaser}</main>")), None);
    let own = teaser.replace("teaser__pubdate", "itemPostDate");
    let found = of_body("en", "", &format!("<main><h1>No toll at all</h1>{BODY}{filler}{own}</main>"));
    assert_eq!(found.map(|(date, _)| date).as_deref(), Some("2021-03-02"));
}

#[test]
fn a_line_inside_the_text_may_tell_when_something_else_was_published() {
    let book = format!("{BODY}<p>Published: 2 March 2021</p>{BODY}");
    let meta = "<meta property='article:published_time' content='2021-03-05'>";
    assert_eq!(day(meta, &book).as_deref(), Some("2021-03-05"));
    assert_eq!(day("", &book).as_deref(), Some("2021-03-02"));
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
    for note in [
        "geschrieben von Jane Roe — veröffentlicht 05.03.2021 10:30",
        "Keine Maut im Hafen wurde am 5. März 2021 um 10:30 Uhr gepostet und unter Hafen abgelegt.",
    ] {
        let found = date("de", "", &format!("{BODY}{filler}<footer>{note}</footer>"));
        assert_eq!(found, Some(("2021-03-05".to_owned(), "publication line".to_owned())), "{note}");
    }
    for opening in
        ["Northport, 5 March 2021 – ", "(05.03.2021) ", "Northport, (5 March 2021). ", "5 March 2021. ", "05.03.2021 „"]
    {
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
