//! The files in which a linguist writes down what is to be found in a passage. `tests/findings/README.md` explains them.

use std::fmt;

use standpoint_reading::Findings;
use standpoint_text::{CalendarDate, LanguageCode};

/// What sort of finding a line lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Figure,
    Date,
    Quotation,
    Demand,
    Name,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::Figure, Self::Date, Self::Quotation, Self::Demand, Self::Name];

    /// The word a line begins with.
    pub fn word(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Quotation => "quotation",
            Self::Demand => "demand",
            Self::Name => "name",
        }
    }

    /// What may be said of such a finding.
    fn attributes(self) -> &'static [&'static str] {
        match self {
            Self::Figure => &["value", "value_max", "qualifier", "unit", "what", "as_of", "attributed_to"],
            Self::Date => &["iso", "inferred"],
            Self::Quotation => &["speaker"],
            Self::Demand => &[],
            Self::Name => &["kind", "entity"],
        }
    }
}

/// One finding with what is said of it; `None` is "nothing", written `-`.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub kind: Kind,
    pub text: String,
    pub attributes: Vec<(&'static str, Option<String>)>,
}

impl Finding {
    /// Whether another finding is this one, as far as this one says.
    pub fn is_met_by(&self, found: &Self) -> bool {
        let agrees = |(name, wanted): &(&'static str, Option<String>)| {
            found.attributes.iter().any(|(n, value)| n == name && same(wanted.as_deref(), value.as_deref()))
        };
        self.kind == found.kind && self.text == found.text && self.attributes.iter().all(agrees)
    }
}

/// Numbers are the same however they are written.
fn same(wanted: Option<&str>, found: Option<&str>) -> bool {
    let number = |value: Option<&str>| value.and_then(|v| v.parse::<f64>().ok());
    match (number(wanted), number(found)) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()),
        _ => wanted == found,
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "- {}: {}", self.kind.word(), self.text)?;
        for (name, value) in &self.attributes {
            match (*name, value) {
                ("kind", Some(kind)) => write!(f, " | {kind}")?,
                (name, value) => write!(f, " | {name} {}", value.as_deref().unwrap_or("-"))?,
            }
        }
        Ok(())
    }
}

/// A passage and all that is to be found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    pub heading: String,
    pub passage: String,
    pub language: LanguageCode,
    pub published: Option<CalendarDate>,
    pub wanted: Vec<(Kind, Vec<Finding>)>,
}

/// What holds for the cases that follow.
#[derive(Debug, Clone, Copy)]
struct Setting {
    language: Option<LanguageCode>,
    published: Option<CalendarDate>,
}

struct Parser {
    file: Setting,
    here: Setting,
    heading: String,
    open: Option<Case>,
    cases: Vec<Case>,
}

/// The cases of a file; its name gives the language where no line does.
///
/// # Errors
/// A sentence that names the file and the line that is wrong.
pub fn parse(file: &str, content: &str) -> Result<Vec<Case>, String> {
    let code = file.trim_end_matches(".md").rsplit('.').next().and_then(LanguageCode::new);
    let setting = Setting { language: code, published: None };
    let mut parser =
        Parser { file: setting, here: setting, heading: "before the first heading".into(), open: None, cases: vec![] };
    let mut last = 0;
    for (number, line) in content.lines().enumerate() {
        last = number + 1;
        parser.line(line.trim_end()).map_err(|why| format!("{file}, line {last}: {why}"))?;
    }
    parser.close().map_err(|why| format!("{file}, line {last}: {why}"))?;
    if parser.cases.is_empty() {
        return Err(format!("{file}: there is no passage in it"));
    }
    Ok(parser.cases)
}

impl Parser {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.is_empty() || line.starts_with("# ") || (line.starts_with("<!--") && line.ends_with("-->")) {
            Ok(())
        } else if let Some(heading) = line.strip_prefix("## ") {
            self.close()?;
            self.heading = heading.trim().to_owned();
            self.here = self.file;
            Ok(())
        } else if let Some(passage) = line.strip_prefix('>') {
            self.passage(passage.strip_prefix(' ').unwrap_or(passage))
        } else if let Some(finding) = line.strip_prefix("- ") {
            self.finding(finding.trim())
        } else if let Some(value) = line.strip_prefix("language:") {
            let code = LanguageCode::new(value.trim()).ok_or("a language is two letters, such as nl")?;
            self.set(|setting| setting.language = Some(code))
        } else if let Some(value) = line.strip_prefix("published:") {
            let date = value.trim().parse().map_err(|()| "a date is written 2024-03-12")?;
            self.set(|setting| setting.published = Some(date))
        } else {
            Err(format!("a line begins with #, ##, >, -, language: or published:, not with {line:?}"))
        }
    }

    /// Before the first heading it holds for the whole file, under a heading for what stands there.
    fn set(&mut self, change: impl Fn(&mut Setting)) -> Result<(), String> {
        self.close()?;
        if self.cases.is_empty() {
            change(&mut self.file);
        }
        change(&mut self.here);
        Ok(())
    }

    fn passage(&mut self, line: &str) -> Result<(), String> {
        if self.open.as_ref().is_some_and(|case| !case.wanted.is_empty()) {
            self.close()?;
        }
        match &mut self.open {
            Some(case) => {
                case.passage.push_str(line);
                case.passage.push('\n');
            }
            None => {
                let language = self.here.language.ok_or("the language is missing: name the file figures.nl.md, say")?;
                self.open = Some(Case {
                    heading: self.heading.clone(),
                    passage: format!("{line}\n"),
                    language,
                    published: self.here.published,
                    wanted: Vec::new(),
                });
            }
        }
        Ok(())
    }

    fn finding(&mut self, line: &str) -> Result<(), String> {
        let case = self.open.as_mut().ok_or("there is no passage (>) above this line")?;
        if let Some(plural) = line.strip_prefix("no ") {
            let kind = Kind::ALL.into_iter().find(|k| plural == format!("{}s", k.word()));
            let kind = kind.ok_or("it is no figures, no dates, no quotations, no demands or no names")?;
            if case.wanted.iter().any(|(k, _)| *k == kind) {
                return Err(format!("{plural} are both listed and denied"));
            }
            case.wanted.push((kind, Vec::new()));
            return Ok(());
        }
        let finding = finding(line)?;
        match case.wanted.iter_mut().find(|(kind, _)| *kind == finding.kind) {
            Some((kind, list)) if list.is_empty() => Err(format!("{}s are both listed and denied", kind.word())),
            Some((_, list)) => {
                list.push(finding);
                Ok(())
            }
            None => {
                case.wanted.push((finding.kind, vec![finding]));
                Ok(())
            }
        }
    }

    fn close(&mut self) -> Result<(), String> {
        match self.open.take() {
            Some(case) if case.wanted.is_empty() => Err("the passage above has no list of what is to be found".into()),
            Some(case) => {
                self.cases.push(case);
                Ok(())
            }
            None => Ok(()),
        }
    }
}

fn finding(line: &str) -> Result<Finding, String> {
    let (word, rest) = line.split_once(':').ok_or("a finding is written - figure: 31 million | value 31000000")?;
    let kind = Kind::ALL
        .into_iter()
        .find(|k| k.word() == word.trim())
        .ok_or_else(|| format!("a finding is a figure, date, quotation, demand or name, not a {word:?}"))?;
    let mut parts = rest.split(" | ");
    let text = one_line(parts.next().unwrap_or(""));
    if text.is_empty() {
        return Err(format!("the words of the {word} are missing"));
    }
    let attributes = parts.map(|part| attribute(kind, part.trim())).collect::<Result<_, _>>()?;
    Ok(Finding { kind, text, attributes })
}

fn attribute(kind: Kind, part: &str) -> Result<(&'static str, Option<String>), String> {
    if kind == Kind::Name && ["person", "organisation", "place"].contains(&part) {
        return Ok(("kind", Some(part.to_owned())));
    }
    let (name, value) = part.split_once(' ').ok_or_else(|| format!("{part:?} has no value"))?;
    let known = kind.attributes().iter().find(|known| **known == name);
    let name = known.ok_or_else(|| format!("a {} has no {name:?}, only {:?}", kind.word(), kind.attributes()))?;
    if name.starts_with("value") && value != "-" && value.parse::<f64>().is_err() {
        return Err(format!("{value:?} is no number as a program writes it, such as 31000000 or 2.5"));
    }
    Ok((name, (value != "-").then(|| one_line(value))))
}

/// Words that stand on two lines of a passage are listed on one.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The findings of one kind as a file would list them, with all that is known of each.
pub fn listed(findings: &Findings, kind: Kind) -> Vec<Finding> {
    let new = |text: &str, attributes| Finding { kind, text: one_line(text), attributes };
    let figure = |f: &standpoint_reading::Figure| {
        let values = [
            Some(f.value.to_string()),
            f.value_max.map(|v| v.to_string()),
            Some(f.qualifier.as_str().to_owned()),
            f.unit.clone(),
            f.what.as_deref().map(one_line),
            f.as_of.map(|d| d.to_string()),
            f.attributed_to.as_deref().map(one_line),
        ];
        new(f.span.as_str(), kind.attributes().iter().copied().zip(values).collect())
    };
    match kind {
        Kind::Figure => findings.figures.iter().map(figure).collect(),
        Kind::Date => {
            let attributes = |d: &standpoint_reading::DateMention| {
                vec![("iso", d.date.map(|d| d.to_string())), ("inferred", Some(d.inferred.to_string()))]
            };
            findings.dates.iter().map(|d| new(d.span.as_str(), attributes(d))).collect()
        }
        Kind::Quotation => {
            let speaker = |q: &standpoint_reading::Quotation| vec![("speaker", q.speaker.as_deref().map(one_line))];
            findings.quotations.iter().map(|q| new(q.span.as_str(), speaker(q))).collect()
        }
        Kind::Demand => findings.demands.iter().map(|d| new(d.as_str(), vec![])).collect(),
        Kind::Name => {
            let attributes = |n: &standpoint_reading::NameMention| {
                vec![("kind", Some(n.kind.as_str().to_owned())), ("entity", n.entity.as_deref().map(one_line))]
            };
            findings.names.iter().map(|n| new(n.span.as_str(), attributes(n))).collect()
        }
    }
}
