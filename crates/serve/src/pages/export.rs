//! Export: how to take out what is here.

use std::path::PathBuf;

use standpoint_report::page::{add, escape};

use super::parts;
use crate::failure::Failure;
use crate::site;
use crate::visit::{in_address, Answer, Page, Visit};

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let path = escape(&visit.library.path().display().to_string());
    let mut out = String::new();
    if let Some(folder) = visit.field("written").map(|name| beside(visit, name)).filter(|folder| folder.is_dir()) {
        add(
            &mut out,
            format_args!(
                "<p role=\"status\" class=\"said\">The pages are written. Open <code>{}</code> in a browser.</p>\n",
                escape(&folder.join("index.html").display().to_string())
            ),
        );
    }
    add(
        &mut out,
        format_args!(
            "<h2>As pages</h2>\n<p>All pages as files that need no server and no JavaScript: to open from a disk, to mail, to put on a web \
             server. They hold the whole text of every statement and the names of those who decided, so mind who gets them. They are \
             written into a new folder beside the library. With thousands of statements that takes minutes in which no page is answered; the \
             command below does the same meanwhile.</p>\n<form method=\"post\" action=\"/export/site\">{}<button \
             class=\"first\">Write the pages</button></form>\n<h2>For other programs</h2>\n<p>On the command line, also while these pages are \
             open:</p>\n<pre class=\"scroll\" tabindex=\"0\">standpoint export {path}\nstandpoint export {path} --format site --output \
             FOLDER\nstandpoint backup {path} COPY.standpoint</pre>\n<p><code>standpoint export --help</code> lists the forms there are. \
             Each page can be printed as it is.</p>\n",
            parts::form_token(visit)
        ),
    );
    Page::answer("Export", out)
}

/// A folder beside the library; of a name only its last part counts.
fn beside(visit: &Visit<'_>, name: &str) -> PathBuf {
    let name = PathBuf::from(name).file_name().map(PathBuf::from).unwrap_or_default();
    visit.library.path().with_file_name(name)
}

/// Writes all pages into a new folder beside the library.
pub(crate) fn site(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let stem = visit.library.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let names =
        (1..).map(|number| if number == 1 { format!("{stem}-pages") } else { format!("{stem}-pages-{number}") });
    let mut free = names.filter(|name| !beside(visit, name).exists());
    let name = free.next().unwrap_or_default();
    let folder = beside(visit, &name);
    site::write(visit.desk, visit.library, &folder, &mut |_| {})?;
    Ok(Answer::GoTo(format!("/export?written={}", in_address(&name))))
}
