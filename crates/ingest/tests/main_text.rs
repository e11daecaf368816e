//! What of a web page is read as its main text, on pages of many makes.

use standpoint_ingest::{main_text, read_statement, Limits};
use standpoint_languages::Languages;

fn found(page: &str) -> String {
    main_text("page.html", page.as_bytes(), Languages::built_in(), &Limits::default()).unwrap().join("\n")
}

/// Whether all of these, and none of those, are in the main text.
fn check(page: &str, wanted: &[&str], unwanted: &[&str]) {
    let text = found(page);
    for words in wanted {
        assert!(text.contains(words), "{words:?} is missing in:\n{text}");
    }
    for words in unwanted {
        assert!(!text.contains(words), "{words:?} is in:\n{text}");
    }
}

const FIRST: &str =
    "The harbour council wants to take a toll from everyone who crosses the old bridge, and it has asked nobody \
    who lives on the other side what that would mean for them.";
const SECOND: &str =
    "We have counted the crossings for a whole year: nine of ten are made on foot or by bicycle, on the way to \
    work, to school or to the market.";
const THIRD: &str =
    "We therefore ask the council to withdraw the plan, to publish the figures it rests on, and to talk with the \
    people of both banks before it decides anything else.";

fn menu(names: &[&str]) -> String {
    names.iter().map(|name| format!("<li><a href=/{name}>{name}</a></li>")).collect()
}

#[test]
fn news_pages_lose_their_frame() {
    let page = format!(
        "<html lang=en><head><title>No toll on the bridge - The Tide</title></head><body>\
        <header class=site-header><nav><ul>{}</ul></nav></header>\
        <div class=content><article class=post><h1>No toll on the bridge</h1>\
        <div class=byline>By Nadja Ferrow</div><div class=share-bar><a href=#>Share</a> <a href=#>Tweet</a></div>\
        <div class=entry-content><p>{FIRST}</p><figure><img src=a.jpg><figcaption>The bridge. Photo: N. Ferrow</figcaption>\
        </figure><p>{SECOND}</p><h2>What we ask</h2><p>{THIRD}</p></div>\
        <div class=related-posts><h3>Related articles</h3><ul>{}</ul></div></article>\
        <div class=comments><h3>2 comments</h3><div class=comment><p>Nonsense, I would gladly pay for the bridge.</p></div></div>\
        </div><aside class=sidebar><h3>Most read</h3><ul>{}</ul></aside>\
        <footer><p>© 2021 The Tide. All rights reserved.</p></footer></body></html>",
        menu(&["Home", "Politics", "Sports", "Culture"]),
        menu(&["Ferry late again", "Market moves to the pier"]),
        menu(&["Storm ahead", "A new mayor"]),
    );
    let unwanted = ["Politics", "Nadja", "Tweet", "Ferry late", "gladly pay", "Storm", "All rights"];
    check(&page, &[FIRST, SECOND, "What we ask", THIRD], &unwanted);
}

#[test]
fn layout_tables_hold_text() {
    let page = format!(
        "<html><head><title>Harbour League</title></head><body bgcolor=white><table width=100%><tr>\
        <td width=150><font size=2><a href=a>Home</a><br><a href=b>Members</a><br><a href=c>Links</a></font></td>\
        <td><font size=4><b>No toll on the bridge</b></font><br><br><font size=3>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</font></td>\
        </tr><tr><td colspan=2><font size=1><a href=m>Webmaster</a> | <a href=h>Back to top</a></font></td></tr></table></body></html>"
    );
    check(&page, &[FIRST, SECOND, THIRD], &["Webmaster", "Members"]);
}

#[test]
fn breaks_and_lines_make_paragraphs() {
    let page = |inner: &str| {
        format!(
            "<html><head><title>No toll</title></head><body><div id=nav>{}</div><div id=main>{inner}</div></body></html>",
            menu(&["Home", "Contact"])
        )
    };
    check(&page(&format!("{FIRST}<br><br>{SECOND}<br><br>{THIRD}")), &[FIRST, SECOND, THIRD], &["Contact"]);
    check(&page(&format!("<pre>{FIRST}\n\n{SECOND}\n\n{THIRD}</pre>")), &[FIRST, SECOND, THIRD], &["Contact"]);
    check(
        &page(&format!("<div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div>")),
        &[FIRST, SECOND, THIRD],
        &["Contact"],
    );
}

#[test]
fn bare_text_is_all_main_text() {
    check(&format!("<html><body>{FIRST}<p>{SECOND}"), &[FIRST, SECOND], &[]);
    check("<html><body><h1>No toll</h1><p>We say no.</p></body></html>", &["We say no."], &[]);
}

#[test]
fn lists_of_demands_stay() {
    let page = format!(
        "<html><head><title>Open letter on the bridge</title></head><body><nav><ul>{}</ul></nav>\
        <main><h1>Open letter on the bridge</h1><p>{FIRST}</p><p>We demand:</p>\
        <ul><li>that the council withdraws the toll,</li><li>that it publishes what the bridge costs,</li>\
        <li>that the ferry runs on Sundays.</li></ul><p>{THIRD}</p></main>\
        <footer><a href=/imprint>Imprint</a></footer></body></html>",
        menu(&["Home", "Letters", "About"])
    );
    let wanted = [FIRST, "We demand:", "withdraws the toll", "what the bridge costs", "runs on Sundays", THIRD];
    check(&page, &wanted, &["Imprint", "Letters"]);
}

#[test]
fn statements_in_forms_stay() {
    let page = format!(
        "<html><head><title>No toll</title></head><body><form id=aspnetForm action=/><div class=menu><ul>{}</ul></div>\
        <div class=text><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></form></body></html>",
        menu(&["Home", "Press"])
    );
    check(&page, &[FIRST, SECOND, THIRD], &["Press"]);
}

#[test]
fn forum_posts_are_text() {
    let page = format!(
        "<html><head><title>The toll - Harbour forum</title></head><body><div class=navbar><ul>{}</ul></div>\
        <div class=topic><div class=post><div class=author>nadja</div><div class=postbody><p>{FIRST}</p></div></div>\
        <div class=post><div class=author>pier7</div><div class=postbody><p>{SECOND}</p><p>{THIRD}</p></div></div></div></body></html>",
        menu(&["Board index", "Search", "Log in"])
    );
    check(&page, &[FIRST], &["Board index", "Log in"]);
}

#[test]
fn other_languages_are_read_alike() {
    let first = "Der Hafenrat will von allen, die über die alte Brücke gehen, eine Maut nehmen, und er hat niemanden gefragt, was das \
        für die Leute am anderen Ufer heißt.";
    let second = "Wir haben ein Jahr lang gezählt: neun von zehn gehen zu Fuß oder fahren mit dem Rad, zur Arbeit, zur Schule oder \
        zum Markt. Wir fordern den Rat auf, den Plan zurückzuziehen.";
    let page = format!(
        "<html lang=de><head><title>Keine Maut</title></head><body><div class=nav><ul>{}</ul></div><div class=artikel><h1>Keine Maut</h1>\
        <p>{first}</p><p>{second}</p></div><div class=footer><a href=/i>Impressum</a> <a href=/d>Datenschutz</a></div></body></html>",
        menu(&["Startseite", "Presse"])
    );
    check(&page, &[first, second], &["Impressum", "Presse"]);
}

#[test]
fn structured_data_tells_but_is_never_the_text() {
    let page = format!(
        "<html><head><title>No toll</title><script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"articleBody\":\
        \"{FIRST} {SECOND} These words stand nowhere on the page.\"}}</script></head><body><div><div><p>{FIRST}</p><p>{SECOND}</p>\
        </div></div></body></html>"
    );
    check(&page, &[FIRST, SECOND], &["stand nowhere"]);
}

#[test]
fn the_title_stands_in_the_statement() {
    let page = format!(
        "<html><head><title>No toll on the bridge</title></head><body><h1>No toll on the bridge</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    );
    let statement = read_statement("page.html", page.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
    assert_eq!(statement.passages[0].span.as_str(), "No toll on the bridge");
    check(&page, &[FIRST, SECOND], &["No toll on the bridge"]);
}

/// No page that the trees were fitted on is this long.
#[test]
fn a_long_text_is_read_to_its_end() {
    let sections: String = (1..=60)
        .map(|number| {
            format!(
                "<div class=\"section\"><h3>{number}. On quay {number}</h3><p>The council wants to close quay {number} before the \
                 winter, although {number}00 families live off it and nobody has asked them. We have measured its walls, and \
                 they will stand for another fifty years if they are mended now.</p><p>Whoever closes quay {number} will have to \
                 explain where its boats should go, for the other quays are full.</p></div>"
            )
        })
        .collect();
    let page = format!(
        "<html><head><title>The quays</title></head><body><div id=\"menu\"><a href=\"/\">Home</a></div><div class=\"chapter\">\
         <h1>The quays</h1>{sections}</div><div id=\"foot\"><p>Printed by the Harbour League.</p></div></body></html>"
    );
    let statement = standpoint_ingest::read_statement(
        "quays.html",
        page.as_bytes(),
        standpoint_languages::Languages::built_in(),
        &standpoint_ingest::Limits::default(),
    )
    .unwrap();
    let passages: Vec<&str> = statement.passages.iter().map(|passage| passage.span.as_str()).collect();
    for number in 1..=60 {
        let sentence = format!("Whoever closes quay {number} will have to explain where its boats should go, for the other quays are full.");
        assert!(passages.contains(&sentence.as_str()), "{number}");
    }
}
