-- What a statement says is large and lies apart, so that thousands of statements are listed by reading few pages.
CREATE TABLE content (
    statement INTEGER PRIMARY KEY REFERENCES statement (id),
    metadata TEXT NOT NULL,         -- JSON: each value with where it comes from, see kept_metadata.rs
    text_size INTEGER NOT NULL,     -- of the text as UTF-8
    text BLOB NOT NULL,             -- zstd of UTF-8
    passages BLOB NOT NULL,         -- see packed.rs
    findings_size INTEGER NOT NULL, -- of the JSON
    findings BLOB NOT NULL          -- zstd of JSON, see kept_findings.rs
);
-- The sizes are filled in after this, from what is unpacked.
INSERT INTO content SELECT id, metadata, -1, text, passages, -1, findings FROM statement;
ALTER TABLE statement DROP COLUMN metadata;
ALTER TABLE statement DROP COLUMN text;
ALTER TABLE statement DROP COLUMN passages;
ALTER TABLE statement DROP COLUMN findings;

-- How many of each were found in it, so that lists of findings pass over statements without any.
ALTER TABLE statement ADD COLUMN figures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statement ADD COLUMN demands INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statement ADD COLUMN quotations INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statement ADD COLUMN names INTEGER NOT NULL DEFAULT 0;

-- The vectors of passages one by one, so that some can be measured without reading all of their statements.
CREATE TABLE vector (
    passage INTEGER PRIMARY KEY,    -- the number of its row in passage_words
    numbers BLOB NOT NULL           -- 512 bytes: each number as a signed byte, 127 the largest
);

-- The dates that statements speak of, in the order of time.
CREATE TABLE dated (
    first TEXT NOT NULL,            -- ISO 8601, as precise as it is said
    last TEXT NOT NULL,             -- the end of an interval, else empty
    statement INTEGER NOT NULL REFERENCES statement (id),
    start INTEGER NOT NULL,         -- where its words start, in bytes of the text
    passage INTEGER NOT NULL,       -- the number of the passage they stand in
    PRIMARY KEY (first, last, statement, start)
) WITHOUT ROWID;
CREATE INDEX dated_of_statement ON dated (statement);

-- What waits for a person, the surest first. The stance is in it so that the proposals themselves need not be read.
CREATE INDEX proposal_waiting ON proposal (codebook, confidence DESC, statement, question, stance) WHERE stance <> 'none';
CREATE INDEX proposal_of_statement ON proposal (statement);

-- Few have left, and every search asks for them.
CREATE INDEX statement_that_left ON statement (removed) WHERE removed IS NOT NULL;
