//! Takes out of a page what makes parsers slow or deep, before any parser sees it: comments, scripts and styles, drawings,
//! tags that lie too deep, open bold and italics beyond a few (a parser opens them all again in each paragraph), and
//! attributes beyond a few dozen (it compares each with each). Pictures and attributes that nobody reads here go too, because
//! parsing them costs more than all the text. No word of the text is lost.
//!
//! The scan keeps books on open elements only roughly, and always so that it counts too deep rather than too shallow.

use std::borrow::Cow;

use crate::Limits;

/// Elements that need no end tag, whose nesting the parser itself bounds.
const UNCOUNTED: [&str; 33] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "frame", "head", "hr", "html", "img",
    "input", "keygen", "li", "link", "meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "wbr", "basefont", "bgsound",
];
/// Elements that a parser opens again in the next paragraph when they were left open.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that an end tag of another element does not close.
const BARRIERS: [&str; 6] = ["table", "object", "applet", "marquee", "template", "button"];
/// Elements whose content is no markup, and none of the text.
const DROPPED: [&str; 9] = ["script", "style", "svg", "noscript", "iframe", "noembed", "noframes", "xmp", "plaintext"];
/// Elements whose content is text, whatever marks are in it.
const TEXT_ONLY: [&str; 2] = ["title", "textarea"];
/// Elements without content that show no text.
const MUTE: [&str; 8] = ["img", "source", "input", "embed", "param", "track", "col", "area"];
/// Attributes that nobody reads here, and what the names of others begin with.
const UNREAD: [&str; 12] =
    ["src", "srcset", "sizes", "width", "height", "alt", "target", "loading", "tabindex", "bgcolor", "align", "valign"];
const UNREAD_KINDS: [&str; 2] = ["data-", "on"];
/// Formatting elements that may be open at once.
const MOST_FORMATTING: usize = 8;
/// Attributes of one tag that are kept.
const MOST_ATTRIBUTES: usize = 40;
/// A longer tag, in bytes, loses its attributes.
const LONGEST_TAG: usize = 1 << 16;

/// The page without what makes parsers suffer; `None` where it has too many tags.
pub(super) fn tame(page: &str, limits: &Limits) -> Option<String> {
    let mut scan = Scan {
        page,
        at: 0,
        out: String::with_capacity(page.len()),
        open: Vec::new(),
        formatting: Vec::new(),
        tags: 0,
        svg_may_end: true,
    };
    while let Some(next) = page[scan.at..].find('<') {
        scan.out.push_str(&page[scan.at..scan.at + next]);
        scan.at += next;
        scan.markup(limits.html_depth);
        if scan.tags > limits.html_tags {
            return None;
        }
    }
    scan.out.push_str(&page[scan.at..]);
    Some(scan.out)
}

struct Scan<'a> {
    page: &'a str,
    at: usize,
    out: String,
    open: Vec<Cow<'a, str>>,
    formatting: Vec<Cow<'a, str>>,
    tags: usize,
    /// False once it is known that no drawing after this place has an end.
    svg_may_end: bool,
}

impl<'a> Scan<'a> {
    /// Deals with whatever begins at `<`.
    fn markup(&mut self, most: usize) {
        let rest = &self.page[self.at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            // As in browsers, `<!-->` is a whole comment, and one that never ends swallows the rest.
            let quick = comment.starts_with('>') || comment.starts_with("->");
            let end = if quick { comment.find('>').map(|i| i + 1) } else { comment.find("-->").map(|i| i + 3) };
            self.at += end.map_or(rest.len(), |i| 4 + i);
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            self.at += rest.find('>').map_or(rest.len(), |i| i + 1);
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.start_tag(most);
        } else if rest[1..].starts_with('/') {
            self.end_tag();
        } else {
            self.out.push_str("&lt;");
            self.at += 1;
        }
    }

    fn start_tag(&mut self, most: usize) {
        self.tags += 1;
        let rest = &self.page[self.at..];
        let name = name_of(&rest[1..]);
        let length = tag_length(rest);
        self.at += length;
        if name == "svg" && (rest[..length].ends_with("/>") || !self.svg_ends()) {
            self.out.push(' ');
        } else if DROPPED.contains(&&*name) {
            self.raw(&name, &rest[..length]);
        } else if TEXT_ONLY.contains(&&*name) {
            self.text_only(&name);
        } else if MUTE.contains(&&*name) {
            // A picture parts no words.
        } else if self.may_open(name.clone(), most) {
            self.out.push('<');
            self.out.push_str(&name);
            if length <= LONGEST_TAG {
                keep_attributes(&rest[..length], &mut self.out);
            }
            self.out.push('>');
        } else {
            // Its words must not run into those before it.
            self.out.push(' ');
        }
    }

    /// Whether a drawing that begins here has an end. One that has none must not swallow the page.
    fn svg_ends(&mut self) -> bool {
        if self.svg_may_end {
            let rest = &self.page[self.at..];
            self.svg_may_end = end_of(rest, "svg") < rest.len();
        }
        self.svg_may_end
    }

    /// Whether an element may be opened here; if so it is counted.
    fn may_open(&mut self, name: Cow<'a, str>, most: usize) -> bool {
        if UNCOUNTED.contains(&&*name) {
            return true;
        }
        if matches!(&*name, "math" | "frameset") {
            return false;
        }
        let (stack, most) =
            if FORMATTING.contains(&&*name) { (&mut self.formatting, MOST_FORMATTING) } else { (&mut self.open, most) };
        let may = stack.len() < most;
        if may {
            stack.push(name);
        }
        may
    }

    fn end_tag(&mut self) {
        self.tags += 1;
        let rest = &self.page[self.at..];
        let name = name_of(&rest[2..]);
        self.at += rest.find('>').map_or(rest.len(), |i| i + 1);
        let closes = if FORMATTING.contains(&&*name) {
            let open = self.formatting.iter().rposition(|open| *open == name);
            open.map(|i| self.formatting.remove(i)).is_some()
        } else {
            UNCOUNTED.contains(&&*name) && !name.is_empty() || self.close(&name)
        };
        if closes {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
        } else {
            self.out.push(' ');
        }
    }

    /// Closes the innermost element of this name, and the ones in it, unless a table or the like lies between.
    fn close(&mut self, name: &str) -> bool {
        let found =
            self.open.iter().enumerate().rev().find(|(_, open)| *open == name || BARRIERS.contains(&open.as_ref()));
        match found {
            Some((at, open)) if open == name => {
                // What lay open inside is closed here too, so that the parser closes as much as was counted.
                let inner: Vec<Cow<'a, str>> = self.open.drain(at..).skip(1).collect();
                for element in inner.iter().rev() {
                    self.out.push_str("</");
                    self.out.push_str(element);
                    self.out.push('>');
                }
                true
            }
            _ => false,
        }
    }

    /// Passes over an element whose content is no text. Structured data in scripts is kept for who looks for it.
    fn raw(&mut self, name: &str, tag: &str) {
        let inside = &self.page[self.at..];
        let end = end_of(inside, name);
        if name == "script" && tag.to_ascii_lowercase().contains("application/ld+json") {
            self.out.push_str("<script type=\"application/ld+json\">");
            // A comment in a script could hide its end from the parser.
            self.out.push_str(&inside[..end].replace("<!", "< !"));
            self.out.push_str("</script>");
        }
        self.at += end + inside[end..].find('>').map_or(inside.len() - end, |i| i + 1);
    }

    fn text_only(&mut self, name: &str) {
        let inside = &self.page[self.at..];
        let end = end_of(inside, name);
        if name == "title" {
            self.out.push_str("<title>");
            self.out.push_str(&inside[..end].replace('<', "&lt;"));
            self.out.push_str("</title>");
        }
        self.at += end + inside[end..].find('>').map_or(inside.len() - end, |i| i + 1);
    }
}

/// Where `</name` begins; the end of the text where it does not.
fn end_of(text: &str, name: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = text[at..].find("</").map(|i| at + i) {
        if bytes.get(found + 2..found + 2 + name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes())) {
            return found;
        }
        at = found + 2;
    }
    text.len()
}

fn ends_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, '>' | '/')
}

/// The name at the beginning of what stands in a tag, in lower case, of plain characters only.
fn name_of(text: &str) -> Cow<'_, str> {
    let end = text.find(ends_name).unwrap_or(text.len());
    let name = &text[..end];
    if name.len() <= 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(name);
    }
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    Cow::Owned(name.chars().take(40).filter(plain).map(|c| c.to_ascii_lowercase()).collect())
}

/// How long the tag at the beginning of a text is: a `>` in quotes does not end it.
fn tag_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut quote, mut before) = (0u8, 0u8);
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'>' if quote == 0 => return at + 1,
            b'"' | b'\'' if quote == 0 && before == b'=' => quote = byte,
            _ if byte == quote && quote != 0 => quote = 0,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    bytes.len()
}

/// Writes the attributes of a tag that are read here, as they are written, at most some dozen.
fn keep_attributes(tag: &str, out: &mut String) {
    let tag = tag.trim_end_matches('>');
    let mut rest = &tag[1 + tag[1..].find(ends_name).unwrap_or(tag.len() - 1)..];
    for _ in 0..MOST_ATTRIBUTES {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return;
        }
        let attribute = &rest[..attribute_length(rest)];
        if is_read(attribute) {
            out.push(' ');
            out.push_str(attribute);
        }
        rest = &rest[attribute.len()..];
    }
}

/// How long the attribute at the beginning of a text is, with its value.
fn attribute_length(text: &str) -> usize {
    // A name may begin with `=`.
    let name = 1 + text.bytes().skip(1).take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'/')).count();
    let spaces = |from: usize| text.bytes().skip(from).take_while(u8::is_ascii_whitespace).count();
    let equals = name + spaces(name);
    let bytes = text.as_bytes();
    if bytes.get(equals) != Some(&b'=') {
        return up_to_border(text, name);
    }
    let value = equals + 1 + spaces(equals + 1);
    let length = match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) => {
            let inside = text.bytes().skip(value + 1).position(|b| b == *quote);
            inside.map_or(text.len(), |length| value + length + 2)
        }
        _ => value + text.bytes().skip(value).take_while(|b| !b.is_ascii_whitespace()).count(),
    };
    up_to_border(text, length)
}

/// The next place where a character begins: all that is looked for is one byte long, but the first of a name.
fn up_to_border(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}

fn is_read(attribute: &str) -> bool {
    let name = attribute.split(|c: char| c == '=' || c.is_ascii_whitespace()).next().unwrap_or("");
    let begins = |kind: &&str| name.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind));
    !UNREAD.iter().any(|unread| name.eq_ignore_ascii_case(unread)) && !UNREAD_KINDS.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tamed(page: &str) -> String {
        tame(page, &Limits::default()).unwrap_or_default()
    }

    #[test]
    fn ordinary_markup_stays() {
        let page = "<div class=\"a>b\"><p>No <b>toll</b> &amp; no fee<br/></div>";
        assert_eq!(tamed(page), "<div class=\"a>b\"><p>No <b>toll</b> &amp; no fee<br></div>");
    }

    #[test]
    fn attributes_that_nobody_reads_go() {
        let page = "<p data-x='a>b' class=\"c d\" onclick=\"e('f')\" id = g hidden align=left><img src=h>i";
        assert_eq!(tamed(page), "<p class=\"c d\" id = g hidden>i");
        assert_eq!(tamed("<p é=1 ü><b class='ä'ö>x"), "<p é=1 ü><b class='ä' ö>x");
        assert_eq!(tamed("<p = =a class"), "<p = =a class>");
    }

    #[test]
    fn what_is_no_text_goes() {
        assert_eq!(tamed("a<!-- b --><script>if (a<b) '</p>'</script><style>c</style>d<svg><b></svg>e"), "ade");
        assert_eq!(tamed("<title>A <b> c</title>"), "<title>A &lt;b> c</title>");
        assert_eq!(tamed("1 < 2"), "1 &lt; 2");
    }

    #[test]
    fn depth_is_bounded_and_words_stay() {
        let page = format!("{}words", "<div>".repeat(5000));
        let tamed = tamed(&page);
        assert_eq!(tamed.matches("<div>").count(), Limits::default().html_depth);
        assert!(tamed.ends_with("words"));
    }

    #[test]
    fn drawings_without_an_end_swallow_nothing() {
        assert_eq!(tamed("<svg/>a<svg>b</svg>c<svg>d").split_whitespace().collect::<String>(), "acd");
        assert_eq!(tamed("<x-nav>a</x-nav><p>b"), "<x-nav>a</x-nav><p>b");
    }

    #[test]
    fn end_tags_that_close_nothing_do_not_count() {
        let page = "<div></x><section></div>".repeat(5000);
        let depth = tamed(&page).matches("<div>").count();
        assert_eq!(depth, 5000);
    }
}
