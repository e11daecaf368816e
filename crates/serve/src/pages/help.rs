//! Help: what the signs mean, and all keys.

use standpoint_report::page::add;

use super::review::CHOICES;
use crate::failure::Failure;
use crate::layout::MENU;
use crate::visit::{Answer, Page, Visit};

const SIGNS: &str = "<p>Each cell of the matrix is a question and a statement. The program only proposes; what counts is what a person decides, \
    and every decision rests on sentences that stand in the statement to the letter.</p>\n<p><span class=\"sign\">+</span> for, <span \
    class=\"sign\">−</span> against, <span class=\"sign\">±</span> divided, <span class=\"sign\">?</span> taken up and to be decided, \
    <span class=\"sign\">·</span> read and not addressed. The percentage is the program’s own estimate: open the sentence before \
    you believe it.</p>\n";

const TEXT: &str = "<h2>Who can see this?</h2>\n<p>Only this machine, unless the program was started with \
    <code>--bind</code>: then whoever has the password can, from other machines too, and what goes over the network is not encrypted. The pages \
    load nothing from anywhere and send nothing anywhere. Whoever has the address with its token, or the password, can read the library and \
    decide. The token is a new one each time the program is started.</p>\n";

const KEYS: &str = "<h2>Keys</h2>\n<p>Everything on these pages works with a mouse and with Tab and Enter \
    alone, also without JavaScript. With it, single keys do the following, but not while you type in a field (Escape leaves \
    it).</p>\n<p hidden><input type=\"checkbox\" id=\"keys-off\"> <label for=\"keys-off\">Turn single keys off in this \
    browser</label></p>\n";

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    if visit.is_for_file() {
        return Page::answer(
            "Help",
            format!("{SIGNS}<p>These pages were written as files. Nothing can be changed on them.</p>\n"),
        );
    }
    let mut out = format!("{SIGNS}{TEXT}{KEYS}");
    out += "<table class=\"ledger\"><thead><tr><th scope=\"col\">Key</th><th scope=\"col\">What it does</th></tr></thead><tbody>\n";
    let mut row = |keys: &str, what: &str| {
        add(
            &mut out,
            format_args!(
                "<tr><th scope=\"row\" data-head=\"Key\">{keys}</th><td data-head=\"What it does\">{what}</td></tr>\n"
            ),
        );
    };
    row("<kbd>?</kbd>", "this page");
    row("<kbd>/</kbd>", "into the search box, on the page Search");
    row("<kbd>a</kbd>", "accept the proposal (Review, Cell)");
    for (stance, key) in CHOICES {
        row(&format!("<kbd>{key}</kbd>"), &format!("decide: {}", super::parts::persons_word(stance)));
    }
    row("<kbd>r</kbd>", "reject the proposal and leave the cell open");
    row("<kbd>n</kbd> <kbd>p</kbd>", "skip; the next, or the previous, page of a list");
    row("<kbd>e</kbd>", "into the memo; on the page Codebook: add a question");
    row("<kbd>z</kbd>", "undo your last act, also one from before the program was started");
    row("<kbd>j</kbd> <kbd>k</kbd>", "to the next, or the previous, piece of evidence");
    for (_, name, key) in MENU.iter().filter(|(_, _, key)| *key != '?') {
        row(&format!("<kbd>g</kbd> <kbd>{key}</kbd>"), &format!("to {name}"));
    }
    out += "</tbody></table>\n";
    Page::answer("Help", out)
}
