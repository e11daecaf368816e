//! What every page has around it.

use standpoint_report::page::{add, escape, STYLE};

use crate::visit::Page;

/// The look of the report, and of what only the pages have.
pub(crate) fn style() -> String {
    format!("{STYLE}{}", include_str!("../assets/style.css"))
}

/// The script: keys become clicks.
pub(crate) const SCRIPT: &str = include_str!("../assets/keys.js");

/// The script that searches files.
pub(crate) const SEARCH_SCRIPT: &str = include_str!("../assets/search.js");

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

/// Where a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Around {
    /// By the server, with all that can be done.
    Served,
    /// Before the door: nothing but the page.
    Door,
    /// As a file, on which nothing runs and nothing can be done.
    File,
}

/// The policy of a page that is a file. Not every browser takes the files beside a file for its own.
const POLICY_OF_FILES: &str =
    "default-src 'none'; style-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'";

/// The policy of the page that searches files: it loads the scripts beside it, and no others.
const POLICY_OF_SEARCH: &str =
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:; base-uri 'none'; \
    form-action 'none'";

/// Pages that only a server can show.
pub(crate) const ONLY_SERVED: [&str; 2] = ["/review", "/export"];
/// The one page on which something runs where it is a file.
const SEARCH: &str = "/search";

/// A whole page; `path` is where in the menu it stands.
pub(crate) fn whole(page: &Page, path: &str, around: Around) -> String {
    let title = escape(&page.title);
    let mut out = String::with_capacity(page.main.len() + 4096);
    out += "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta name=\"viewport\" \
        content=\"width=device-width,initial-scale=1\">\n";
    let searches_files = around == Around::File && path == SEARCH;
    if around == Around::File {
        let policy = if searches_files { POLICY_OF_SEARCH } else { POLICY_OF_FILES };
        add(
            &mut out,
            format_args!(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<meta name=\"referrer\" \
                 content=\"no-referrer\"><meta name=\"generator\" content=\"standpoint\">\n"
            ),
        );
    }
    // Keys do nothing in a file.
    let class = if around == Around::File { " class=\"file\"" } else { "" };
    let script = match around {
        Around::Served => "<script src=\"/keys.js\" defer></script>",
        Around::File if searches_files => {
            "<script src=\"search.js\" defer></script><script src=\"search/start.js\" defer></script>"
        }
        _ => "",
    };
    add(
        &mut out,
        format_args!(
            "<title>{title} · Standpoint</title>\n<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" \
             href=\"/style.css\">{script}</head>\n<body{class}>\n"
        ),
    );
    if around != Around::Door {
        out += &menu(path, around);
    }
    add(&mut out, format_args!("<main id=\"main\">\n<h1>{title}</h1>\n{}</main></body></html>\n", page.main));
    out
}

fn menu(path: &str, around: Around) -> String {
    let mut out = String::from(
        "<a class=\"skip\" href=\"#main\">To the content</a>\n<header class=\"bar\"><nav aria-label=\"Pages\"><ul>\n",
    );
    for (address, name, key) in MENU {
        if around == Around::File && ONLY_SERVED.contains(&address) {
            continue;
        }
        let current = if address == path { " aria-current=\"page\"" } else { "" };
        let go = if key == '?' { "data-key=\"?\"".to_owned() } else { format!("data-go=\"{key}\"") };
        add(&mut out, format_args!("<li><a href=\"{address}\" {go}{current}>{name}</a></li>\n"));
    }
    out + "</ul></nav></header>\n"
}

/// A page that says one sentence.
pub(crate) fn sentence(title: &str, sentence: &str) -> Page {
    Page { title: title.to_owned(), main: format!("<p role=\"alert\">{}</p>\n", escape(sentence)) }
}
