//! The door of pages that are open to other machines.

use standpoint_report::page::escape;

use crate::visit::Page;

/// Asks for a name and the password, with why the last try did not let in.
pub(crate) fn page(why: Option<&str>) -> Page {
    let why = why.map(|why| format!("<p role=\"alert\">{}</p>\n", escape(why))).unwrap_or_default();
    let main = format!(
        "{why}<form method=\"post\" action=\"/login\" class=\"column\"><label class=\"block\">Your name, which is written beside what you \
         decide<input name=\"who\" required maxlength=\"60\" autocomplete=\"username\"></label><label class=\"block\">Password, which whoever \
         opened these pages gave you<input type=\"password\" name=\"password\" required autocomplete=\"current-password\"></label>\
         <button class=\"first\">Come in</button></form>\n<p class=\"soft\">What you read and decide here goes over the network without \
         encryption. After three wrong tries you wait longer each time.</p>\n"
    );
    Page { title: "Who is there?".to_owned(), main }
}
