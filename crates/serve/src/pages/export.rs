//! Export: how to take out what is here.

use standpoint_report::page::escape;

use crate::failure::Failure;
use crate::visit::{Answer, Page, Visit};

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let path = escape(&visit.library.path().display().to_string());
    Page::answer(
        "Export",
        format!(
            "<p>These pages write no files. On the command line, also while they are open:</p>\n<pre class=\"scroll\" \
             tabindex=\"0\">standpoint export {path}\nstandpoint backup {path} COPY.standpoint</pre>\n<p><code>standpoint export \
             --help</code> lists the forms there are. Each page can be printed as it is.</p>\n"
        ),
    )
}
