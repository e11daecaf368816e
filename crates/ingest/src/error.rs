use std::fmt::Write;

/// Why a document can't be read, in one sentence that says what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct IngestError {
    kind: &'static str,
    path: String,
    message: String,
}

impl IngestError {
    /// A word for the kind of error, for other programs: `empty`, `too_large`, `binary`, `unsupported` (a known format that
    /// is not read yet), `encoding`, `no_text`, `no_text_layer` (a PDF of pictures), `damaged`, `locked` (by a password),
    /// `sidecar` (a file of corrections) or `unreadable`.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// What can't be read: the file, or a document in it as `archive.zip/folder/page.html`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The file could not be opened or read.
    pub fn unreadable(path: &str, why: &std::io::Error) -> Self {
        Self::new("unreadable", path, &format!("can't be opened: {why}; check its name and your rights to it"))
    }

    pub(crate) fn empty(path: &str) -> Self {
        Self::new("empty", path, "is empty; leave it out, or save the statement in it again")
    }

    pub(crate) fn too_large(path: &str, limit: u64) -> Self {
        let most =
            format!("is larger than {} MiB, the most that is read of one file; split it", limit.div_ceil(1 << 20));
        Self::new("too_large", path, &most)
    }

    pub(crate) fn too_many_tags(path: &str, limit: usize) -> Self {
        let most = format!("has more than {limit} HTML tags, the most that is read of one page; save its text instead");
        Self::new("too_large", path, &most)
    }

    /// It costs more than a limit allows; `what` says which, as in "holds more than 5 parts".
    pub(crate) fn beyond(path: &str, what: &str) -> Self {
        Self::new("too_large", path, &format!("{what}; save the statement's text on its own"))
    }

    pub(crate) fn too_many_blocks(path: &str, limit: usize) -> Self {
        Self::beyond(path, &format!("has more than {limit} paragraphs, items and table cells"))
    }

    /// It can only be opened with a password or key.
    pub(crate) fn locked(path: &str, what: &str) -> Self {
        let message = format!("is {what} locked with a password; open it, remove the password and save it again");
        Self::new("locked", path, &message)
    }

    /// A PDF that can only be opened with a password.
    pub(crate) fn locked_pdf(path: &str) -> Self {
        let how = "run `qpdf --password=PASSWORD --decrypt in.pdf out.pdf` on it and read what comes out";
        Self::new("locked", path, &format!("is a PDF file locked with a password; {how}"))
    }

    /// A PDF that shows pictures of text, or text whose letters are known to nothing but its font.
    pub(crate) fn no_text_layer(path: &str) -> Self {
        let how = "run `ocrmypdf --force-ocr -l LANGUAGE in.pdf out.pdf` on it (Debian's package ocrmypdf; LANGUAGE as in eng, deu, \
                   fra) and read what comes out";
        Self::new("no_text_layer", path, &format!("is a PDF file without readable text, mostly a scan; {how}"))
    }

    /// It is of a format that is read, but broken or cut off.
    pub(crate) fn damaged(path: &str, what: &str) -> Self {
        let message = format!("is {what} that is damaged or cut off; get it again, or open it and save it anew");
        Self::new("damaged", path, &message)
    }

    /// It is of a format that is not read and that another program turns into one that is.
    pub(crate) fn to_convert(path: &str, what: &str, how: &str) -> Self {
        Self::new("unsupported", path, &format!("is {what}, which can't be read; {how}"))
    }

    pub(crate) fn binary(path: &str, what: &str) -> Self {
        let message = format!("is {what}; save the statement as text, Markdown or HTML first");
        Self::new("binary", path, &message)
    }

    pub(crate) fn unsupported(path: &str, what: &str) -> Self {
        let message = format!("is {what}, which can't be read yet; save the statement as text, Markdown or HTML first");
        Self::new("unsupported", path, &message)
    }

    pub(crate) fn encoding(path: &str) -> Self {
        Self::new("encoding", path, "is in no encoding that could be told, or damaged; save it again as UTF-8")
    }

    pub(crate) fn no_text(path: &str) -> Self {
        Self::new("no_text", path, "has no sentence of a statement in it; look whether it is the right file")
    }

    pub(crate) fn no_member(path: &str, passed_over: usize) -> Self {
        let message = format!(
            "holds nothing that could be a statement ({passed_over} files in it were passed over); look whether it is the right file"
        );
        Self::new("no_text", path, &message)
    }

    pub(crate) fn new(kind: &'static str, path: &str, what: &str) -> Self {
        let mut message = String::with_capacity(path.len() + what.len() + 1);
        for c in path.chars() {
            // A file's name may hold control characters, and the message may be shown on a terminal.
            let _ = if c.is_control() { write!(message, "{}", c.escape_unicode()) } else { message.write_char(c) };
        }
        message.push(' ');
        message.push_str(what);
        Self { kind, path: path.to_owned(), message }
    }
}
