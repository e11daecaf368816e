//! A library for trying out, and a browser as small as can be.
#![allow(dead_code)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use standpoint_compare::{
    coder, compare, group_figures, Codebook, Comparison, CountCopies, FigureGroup, Position, SameStatement,
};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_library::{Access, Addition, Found, Library, LibraryError, Proposal};
use standpoint_reading::Reading;
use standpoint_serve::{Asked, Contradiction, Contradictions, Program, Server};
use standpoint_text::Statement;

/// The repository's examples, with some files of a test's own, compared by the example's codebook and kept in a library.
pub fn library(path: &Path, more: &[(&str, &str)]) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(examples.join("statements"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect();
    files.extend(more.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())));
    files.sort();
    let languages = Languages::built_in();
    let mut library = Library::open(path, Access::Create, languages).unwrap();
    let mut statements: Vec<Statement> = Vec::new();
    for (name, bytes) in &files {
        let statement = read_statement(name, bytes, languages, &Limits::default()).unwrap();
        let findings = Reading::of(&statement, languages).findings;
        let addition = Addition { bytes, statement: &statement, findings: &findings, meaning: None, reader: "1" };
        library.add(&[addition], "ann").unwrap();
        statements.push(statement);
    }
    let toml = std::fs::read_to_string(examples.join("harbour.toml")).unwrap();
    let codebook = Codebook::parse(&toml).unwrap();
    let entry = library.put_codebook(&codebook, &toml, "ann").unwrap();
    let comparison = compare(Some(codebook), statements, languages, None, CountCopies::Once, |_| {});
    library.put_proposals(&entry, &proposals(&comparison)).unwrap();
}

pub fn open(path: &Path) -> Library {
    Library::open(path, Access::Read, Languages::built_in()).unwrap()
}

/// The fields of a form, in their order.
pub type Fields = Vec<(String, String)>;

/// What a server answered.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Sends a request as it is written, and reads the answer to its end.
pub fn send(port: u16, request: &str) -> Answer {
    try_send(port, request).unwrap()
}

/// The same with a server that may end at any moment: then the answer is an error, or has no end.
pub fn try_send(port: u16, request: &str) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let cut = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let answer = String::from_utf8(answer).map_err(|_| cut())?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(cut)?;
    Ok(Answer { status: head[9..12].parse().unwrap(), head: head.to_owned(), body: body.to_owned() })
}

/// Somebody whom the server let in.
pub struct Browser {
    pub port: u16,
    pub cookie: String,
}

impl Browser {
    /// Opens the address that the program prints.
    pub fn enter(address: &str) -> Self {
        Self::try_enter(address).unwrap_or_else(|| panic!("{address:?} lets nobody in"))
    }

    /// The same with a server that may have ended.
    pub fn try_enter(address: &str) -> Option<Self> {
        let (port, query) = address.strip_prefix("http://127.0.0.1:")?.split_once('/')?;
        let port: u16 = port.parse().ok()?;
        let request = format!("GET /{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
        let first = try_send(port, &request).ok()?;
        assert_eq!((first.status, first.header("location")), (303, Some("/")), "{}", first.head);
        let cookie = first.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        Some(Self { port, cookie: cookie.split(';').next().unwrap().to_owned() })
    }

    pub fn get(&self, path: &str) -> Answer {
        self.try_get(path).unwrap()
    }

    /// See [`try_send`].
    pub fn try_get(&self, path: &str) -> std::io::Result<Answer> {
        let (port, cookie) = (self.port, &self.cookie);
        try_send(
            port,
            &format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"),
        )
    }

    /// Gets a page that is there.
    pub fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body
    }

    pub fn post_with(&self, path: &str, body: &str, headers: &str) -> Answer {
        self.try_post_with(path, body, headers).unwrap()
    }

    fn try_post_with(&self, path: &str, body: &str, headers: &str) -> std::io::Result<Answer> {
        let (port, cookie, length) = (self.port, &self.cookie, body.len());
        try_send(
            port,
            &format!(
                "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nContent-Type: \
                 application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n{headers}Connection: close\r\n\r\n{body}"
            ),
        )
    }

    /// Sends a form as our own pages do.
    pub fn post(&self, path: &str, body: &str) -> Answer {
        self.try_post(path, body).unwrap()
    }

    /// See [`try_send`].
    pub fn try_post(&self, path: &str, body: &str) -> std::io::Result<Answer> {
        self.try_post_with(path, body, "Origin: null\r\nSec-Fetch-Site: same-origin\r\n")
    }

    /// Presses a button of the first form with this action on a page, with a memo; gives the page it leads to.
    pub fn press(&self, page: &str, action: &str, ruling: &str, memo: &str) -> String {
        let form = form(page, action);
        let mut fields = fields(form);
        fields.push(("ruling".to_owned(), ruling.to_owned()));
        fields.push(("memo".to_owned(), memo.to_owned()));
        let answer = self.post(action, &encoded(&fields));
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.page(answer.header("location").unwrap())
    }
}

/// The first form with this action.
pub fn form<'p>(page: &'p str, action: &str) -> &'p str {
    let start = page.find(&format!("action=\"{action}\"")).unwrap_or_else(|| panic!("no form {action} in {page}"));
    &page[start..start + page[start..].find("</form>").unwrap()]
}

/// What a browser sends of a form: hidden fields and ticked boxes.
pub fn fields(form: &str) -> Fields {
    let inputs = form.split("<input ").skip(1).map(|rest| &rest[..rest.find('>').unwrap()]);
    let value = |input: &str, name: &str| {
        let start = input.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
        let value = &input[start..start + input[start..].find('"').unwrap()];
        value
            .replace("&#39;", "'")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    };
    inputs
        .filter(|input| input.contains("hidden") || input.contains("checked"))
        .map(|input| (value(input, "name"), value(input, "value")))
        .collect()
}

pub fn encoded(fields: &[(String, String)]) -> String {
    let encode = |text: &str| {
        text.bytes().fold(String::new(), |mut out, byte| {
            if byte.is_ascii_alphanumeric() {
                out.push(byte as char);
            } else {
                out += &format!("%{byte:02X}");
            }
            out
        })
    };
    fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

/// A folder with a library in it.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new(more: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        library(&folder.path().join("harbour.standpoint"), more);
        Self { folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("harbour.standpoint")
    }
}

/// As [`Words`], and tells what it is asked for: what is proposed before that is done, contradictions after it.
pub struct Watched<P, C> {
    pub proposing: P,
    pub contradicting: C,
}

impl<P: Fn(&Asked<'_>) + Send + Sync, C: Fn() + Send + Sync> Program for Watched<P, C> {
    fn propose(
        &self,
        asked: &Asked<'_>,
        put: &mut dyn FnMut(Vec<Proposal>) -> Result<(), LibraryError>,
        tell: &mut dyn FnMut(usize),
    ) -> Result<(), String> {
        (self.proposing)(asked);
        Words.propose(asked, put, tell)
    }

    fn prepare(&self, library: &Library) {
        Words.prepare(library);
    }

    fn coder(&self) -> Result<String, String> {
        Words.coder()
    }

    fn contradictions(
        &self,
        library: &Library,
        tell: &mut dyn FnMut(usize, usize),
    ) -> Result<Contradictions, LibraryError> {
        let found = Words.contradictions(library, tell);
        (self.contradicting)();
        found
    }
}

/// What a comparison says of each cell, as proposals.
pub fn proposals(compared: &Comparison) -> Vec<Proposal> {
    let proposal = |position: &Position| {
        let question = &compared.codebook.questions[position.question].id;
        Proposal::of(position, question, &compared.statements[position.statement].id, &compared.by)
    };
    compared.positions.iter().map(proposal).collect()
}

/// Proposes by words alone, which is fast.
pub struct Words;

impl Program for Words {
    fn propose(
        &self,
        asked: &Asked<'_>,
        put: &mut dyn FnMut(Vec<Proposal>) -> Result<(), LibraryError>,
        tell: &mut dyn FnMut(usize),
    ) -> Result<(), String> {
        let kept = asked.library.ids().unwrap();
        let statements = kept.iter().map(|id| asked.library.statement(id).unwrap().statement).collect();
        let codebook = asked.codebook.clone();
        let compared =
            compare(Some(codebook), statements, Languages::built_in(), None, CountCopies::Once, |done| tell(done + 1));
        let is_asked = |proposal: &Proposal| {
            asked.questions.iter().any(|&question| asked.codebook.questions[question].id == proposal.question)
        };
        put(proposals(&compared).into_iter().filter(is_asked).collect()).map_err(|error| error.to_string())
    }

    fn prepare(&self, _: &Library) {}

    fn coder(&self) -> Result<String, String> {
        Ok(coder(None))
    }

    fn contradictions(
        &self,
        library: &Library,
        tell: &mut dyn FnMut(usize, usize),
    ) -> Result<Contradictions, LibraryError> {
        let languages = Languages::built_in();
        let ids = library.ids_with(Found::Figures)?;
        let mut statements = Vec::new();
        for id in &ids {
            statements.push(library.statement(id)?.statement);
            tell(statements.len(), ids.len());
        }
        let readings: Vec<Reading> = statements.iter().map(|statement| Reading::of(statement, languages)).collect();
        let groups = group_figures(&statements, &readings, languages, &SameStatement::each(statements.len()));
        let figure = |&(s, n): &(usize, usize)| (statements[s].id.clone(), readings[s].findings.figures[n].clone());
        let found = groups.iter().filter(|group| group.conflict);
        let told =
            |g: &FigureGroup| Contradiction { what: g.what.clone(), members: g.members.iter().map(figure).collect() };
        Ok(Contradictions { list: found.map(told).collect(), cut: None })
    }
}

/// Serves while something is done, and ends.
pub fn served<T>(desk: &Desk, act: impl FnOnce(&Browser) -> T) -> T {
    served_with(desk, Box::new(Words), act)
}

/// The same with another program.
pub fn served_with<T>(desk: &Desk, program: Box<dyn Program>, act: impl FnOnce(&Browser) -> T) -> T {
    let server = Server::bind(&desk.path(), 0, "ben", Languages::built_in()).unwrap().with_program(program);
    let (address, stopper) = (server.address(), server.stopper());
    std::thread::scope(|scope| {
        let running = scope.spawn(|| server.run().unwrap());
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| act(&Browser::enter(&address))));
        stopper.stop();
        running.join().unwrap();
        outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// The addresses that a page links to.
pub fn links(page: &str) -> Vec<String> {
    page.split("href=\"").skip(1).map(|rest| rest[..rest.find('"').unwrap()].replace("&amp;", "&")).collect()
}

/// The digits of the statement whose document has this name.
pub fn digits(desk: &Desk, name: &str) -> String {
    open(&desk.path()).find(name).unwrap().id.as_str().trim_start_matches("sha256:").to_owned()
}

impl Browser {
    /// Sends the form of a page with this action and these fields in place of its own; gives the page it leads to.
    pub fn fill(&self, page: &str, action: &str, own: &[(&str, &str)]) -> String {
        let answer = self.send_form(page, action, own);
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.page(answer.header("location").unwrap().split('#').next().unwrap())
    }

    /// The same, with whatever is answered.
    pub fn send_form(&self, page: &str, action: &str, own: &[(&str, &str)]) -> Answer {
        let mut fields = fields(form(page, action));
        fields.retain(|(name, _)| own.iter().all(|(other, _)| other != name));
        fields.extend(own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(action, &encoded(&fields))
    }
}
