//! Makes small PDF files for tests, byte by byte.
#![allow(dead_code)]

use std::fmt::Write as _;

/// A page of text: pieces with their place from the upper left corner, their size, and whether they are bold.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
pub struct Piece {
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub bold: bool,
    pub text: String,
}

pub const WIDTH: f32 = 595.0;
pub const HEIGHT: f32 = 842.0;

impl Paper {
    pub fn put(mut self, x: f32, y: f32, size: f32, text: &str) -> Self {
        self.pieces.push(Piece { x, y, size, bold: false, text: text.to_owned() });
        self
    }

    pub fn bold(mut self, x: f32, y: f32, size: f32, text: &str) -> Self {
        self.pieces.push(Piece { x, y, size, bold: true, text: text.to_owned() });
        self
    }

    /// Lines of ten points below each other, twelve points apart.
    pub fn lines(self, x: f32, y: f32, lines: &[&str]) -> Self {
        lines.iter().enumerate().fold(self, |paper, (n, line)| paper.put(x, y + 12.0 * n as f32, 10.0, line))
    }

    /// What draws the page.
    pub fn content(&self) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            let font = if piece.bold { "B" } else { "R" };
            let text = escaped(&piece.text);
            let _ = writeln!(out, "BT /{font} {} Tf {} {} Td ({text}) Tj ET", piece.size, piece.x, HEIGHT - piece.y);
        }
        out
    }
}

/// Text in the encoding of Windows, as a string of a PDF.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let code = match c {
            '•' => 0o225,
            '–' => 0o226,
            '—' => 0o227,
            '“' => 0o223,
            '”' => 0o224,
            '’' => 0o222,
            '…' => 0o205,
            c => c as u32,
        };
        let _ = match c {
            '(' | ')' | '\\' => write!(out, "\\{c}"),
            _ if code > 126 => write!(out, "\\{code:03o}"),
            c => write!(out, "{c}"),
        };
    }
    out
}

/// A file of numbered objects; the first is its catalogue.
pub fn file(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    let size = objects.len() + 1;
    out.extend(format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").bytes());
    out
}

pub fn stream(dict: &str, content: &str) -> String {
    format!("<< {dict} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A file of pages; `info` is what its properties say.
pub fn pdf_with(papers: &[Paper], info: &str) -> Vec<u8> {
    let kids: String = (0..papers.len()).map(|n| format!("{} 0 R ", 6 + 2 * n)).collect();
    let font = |name: &str| format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>");
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} /MediaBox [0 0 {WIDTH} {HEIGHT}] >>", papers.len()),
        font("Helvetica"),
        font("Helvetica-Bold"),
        format!("<< {info} >>"),
    ];
    for (number, paper) in papers.iter().enumerate() {
        let content = 7 + 2 * number;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /Contents {content} 0 R /Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>"
        ));
        objects.push(stream("", &paper.content()));
    }
    file(&objects, "/Info 5 0 R")
}

pub fn pdf(papers: &[Paper]) -> Vec<u8> {
    pdf_with(papers, "")
}
