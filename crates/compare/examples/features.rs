//! Prints, as JSON lines, what is measured of every passage of some statements against every question of a codebook:
//! what `tools/fit` fits the weights on.
//!
//! usage: features CODEBOOK FILE...
#![allow(clippy::print_stdout)]

use std::{env, fs};

use standpoint_compare::{measure, Codebook};
use standpoint_languages::Languages;
use standpoint_meaning::Encoder;
use standpoint_text::{Metadata, Statement, StatementId, Text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let codebook = Codebook::parse(&fs::read_to_string(arguments.next().ok_or("no codebook")?)?)?;
    let languages = Languages::built_in();
    let mut statements = Vec::new();
    for path in arguments {
        statements.push(crude(&path, &fs::read_to_string(&path)?, languages));
    }
    let encoder = Encoder::built_in()?;
    for row in measure(&codebook, &statements, languages, Some(&encoder)) {
        let statement = &statements[row.statement];
        let span = &statement.passages[row.passage].span;
        println!(
            "{}",
            serde_json::json!({"file": statement.path, "question": codebook.questions[row.question].id, "passage": row.passage,
                "language": statement.metadata.language.map(|l| l.to_string()),
                "text": span.as_str(), "values": row.features.values, "direction": row.features.direction})
        );
    }
    Ok(())
}

fn crude(path: &str, content: &str, languages: &Languages) -> Statement {
    use standpoint_segment::{segment, Block, BlockKind};
    let content = content.replace("\r\n", "\n");
    let text = Text::new(content.clone()).unwrap();
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in content.split("\n\n") {
        let bytes = at..at + part.len();
        at += part.len() + 2;
        let low = part.to_lowercase();
        if part.trim().starts_with('<')
            || low.contains("copyright")
            || low.contains("iv online")
            || low.contains("publication date")
            || low.contains("donate")
        {
            continue;
        }
        if part.trim_start().starts_with(['-', '•', '—'])
            || part.contains("\n- ")
            || part.contains("\n•")
            || part.contains("\n—")
        {
            let mut s = bytes.start;
            for line in part
                .split_inclusive("\n-")
                .flat_map(|x| x.split_inclusive("\n•"))
                .flat_map(|x| x.split_inclusive("\n—"))
            {
                let e = s + line.len();
                let mut e2 = e;
                for m in ["\n-", "\n•", "\n—"] {
                    if line.ends_with(m) {
                        e2 = e - m.len();
                    }
                }
                let lead = content[s..e2].len() - content[s..e2].trim_start_matches(['-', '•', '—', ' ', '\n']).len();
                if s + lead < e2 {
                    blocks.push(Block { bytes: s + lead..e2, kind: BlockKind::Item });
                }
                s = e;
            }
        } else {
            let kind = if part.trim().starts_with('#') { BlockKind::Heading } else { BlockKind::Paragraph };
            blocks.push(Block { bytes, kind });
        }
    }
    let cut = segment(&text, &blocks, languages);
    Statement {
        id: StatementId::from_sha256([0; 32]),
        path: path.into(),
        media_type: "text/plain".into(),
        metadata: Metadata { language: cut.language, ..Metadata::default() },
        text,
        passages: cut.passages,
    }
}
