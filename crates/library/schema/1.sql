-- A source is a document's original bytes, once each, by hash.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,      -- "sha256:" and 64 hexadecimal digits, of the unpacked bytes
    size INTEGER NOT NULL,          -- of the unpacked bytes
    bytes BLOB NOT NULL             -- zstd
);

-- What was done, by whom, when. Rows are only added; what undoes an event is an event.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,            -- milliseconds since 1970-01-01T00:00:00Z
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    statement INTEGER REFERENCES statement (id),
    question TEXT,                  -- a question's id in the codebook
    codebook TEXT,                  -- a codebook's title
    detail TEXT NOT NULL,           -- JSON
    undoes INTEGER UNIQUE REFERENCES event (id)
);
CREATE INDEX event_of_cell ON event (codebook, question, statement, id) WHERE question IS NOT NULL;
CREATE INDEX event_of_statement ON event (statement, id) WHERE statement IS NOT NULL;

-- A source as read by a version of the program.
CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL UNIQUE REFERENCES source (id),
    media_type TEXT NOT NULL,
    title TEXT,
    issuer TEXT,
    published TEXT,                 -- ISO 8601, as precise as it is known
    language TEXT,
    metadata TEXT NOT NULL,         -- JSON: each value with where it comes from, see kept_metadata.rs
    text BLOB NOT NULL,             -- zstd of UTF-8
    passages BLOB NOT NULL,         -- see packed.rs
    passage_count INTEGER NOT NULL,
    findings BLOB NOT NULL,         -- zstd of JSON, see kept_findings.rs
    reader TEXT NOT NULL,           -- the version of the program that read it
    added INTEGER NOT NULL REFERENCES event (id),
    removed INTEGER REFERENCES event (id)
);
CREATE INDEX statement_issuer ON statement (issuer) WHERE removed IS NULL;

-- Where a statement was found. A path holds one statement at a time; a statement may lie at several paths.
CREATE TABLE place (
    path TEXT PRIMARY KEY,
    statement INTEGER NOT NULL REFERENCES statement (id)
) WITHOUT ROWID;
CREATE INDEX place_of_statement ON place (statement);

-- The words of passages, for search. A row's number is the statement's times 2^20, plus the passage's.
CREATE VIRTUAL TABLE passage_words USING fts5 (
    words,                          -- folded, see fold.rs
    sounds,                         -- what its capitalised words sound like
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0"
);

-- What the passages of a statement mean.
CREATE TABLE meaning (
    statement INTEGER PRIMARY KEY REFERENCES statement (id),
    encoder TEXT NOT NULL,
    signs BLOB NOT NULL,            -- 64 bytes a passage: which of the 512 numbers are positive
    vectors BLOB NOT NULL           -- 512 bytes a passage: each number as a signed byte, 127 the largest of its vector
);

-- Codebooks as written. The youngest of a title is the one in use.
CREATE TABLE codebook (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    toml TEXT NOT NULL,
    added INTEGER NOT NULL REFERENCES event (id)
);
CREATE INDEX codebook_title ON codebook (title, id);

-- What the program proposes for a cell. What a person decides is an event and is never touched by a proposal.
CREATE TABLE proposal (
    codebook INTEGER NOT NULL REFERENCES codebook (id),
    question TEXT NOT NULL,
    statement INTEGER NOT NULL REFERENCES statement (id),
    stance TEXT NOT NULL,
    confidence REAL NOT NULL,
    evidence TEXT NOT NULL,         -- JSON: spans with their words
    coder TEXT NOT NULL,            -- the program, its version and encoder
    PRIMARY KEY (codebook, statement, question)
) WITHOUT ROWID;
