//! What every page has around it.

use standpoint_report::page::{add, escape, STYLE};

use crate::visit::Page;

/// The look of the report, and of what only the pages have.
pub(crate) fn style() -> String {
    format!("{STYLE}{}", include_str!("../assets/style.css"))
}

/// The script: keys become clicks.
pub(crate) const SCRIPT: &str = include_str!("../assets/keys.js");

/// The pages in the order of the menu: address, name, the key after `g`.
pub(crate) const MENU: [(&str, &str, char); 14] = [
    ("/", "Overview", 'o'),
    ("/matrix", "Matrix", 'm'),
    ("/review", "Review", 'r'),
    ("/search", "Search", 's'),
    ("/sources", "Sources", 'u'),
    ("/figures", "Figures", 'f'),
    ("/demands", "Demands", 'd'),
    ("/timeline", "Timeline", 't'),
    ("/quotations", "Quotations", 'q'),
    ("/names", "Names", 'n'),
    ("/codebook", "Codebook", 'c'),
    ("/history", "History", 'h'),
    ("/export", "Export", 'e'),
    ("/help", "Help", '?'),
];

/// A whole page; `path` is where in the menu it stands.
pub(crate) fn whole(page: &Page, path: &str) -> String {
    let title = escape(&page.title);
    let mut out = String::with_capacity(page.main.len() + 4096);
    add(
        &mut out,
        format_args!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width,initial-scale=1\">\n<title>{title} · Standpoint</title>\n<link \
             rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/style.css\"><script src=\"/keys.js\" defer></script></head>\n\
             <body>\n<a class=\"skip\" href=\"#main\">To the content</a>\n<header class=\"bar\"><nav aria-label=\"Pages\"><ul>\n"
        ),
    );
    for (address, name, key) in MENU {
        let current = if address == path { " aria-current=\"page\"" } else { "" };
        let go = if key == '?' { "data-key=\"?\"".to_owned() } else { format!("data-go=\"{key}\"") };
        add(&mut out, format_args!("<li><a href=\"{address}\" {go}{current}>{name}</a></li>\n"));
    }
    add(
        &mut out,
        format_args!(
            "</ul></nav></header>\n<main id=\"main\">\n<h1>{title}</h1>\n{}</main></body></html>\n",
            page.main
        ),
    );
    out
}

/// A page that says one sentence.
pub(crate) fn sentence(title: &str, sentence: &str) -> Page {
    Page { title: title.to_owned(), main: format!("<p role=\"alert\">{}</p>\n", escape(sentence)) }
}
