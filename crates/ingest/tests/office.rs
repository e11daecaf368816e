//! Office documents and books, made up, with what word processors put into them.

mod making;
mod packages;

use packages::{docx_with, epub, odt_with, p, package};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_text::{PassageKind, Statement};

fn read(bytes: impl AsRef<[u8]>) -> Statement {
    // The name says nothing: formats are told by what is in the file.
    match read_statement("a.bin", bytes.as_ref(), Languages::built_in(), &Limits::default()) {
        Ok(statement) => statement,
        Err(error) => panic!("{error}"),
    }
}

fn passages(statement: &Statement) -> Vec<(PassageKind, &str)> {
    statement.passages.iter().map(|p| (p.kind, p.span.as_str())).collect()
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    read(bytes).text.as_str().to_owned()
}

const BODY: &str =
    "The council of Marhaven wants to take a toll from every boat that enters the old harbour. Nobody asked the \
    fishermen, and nobody asked the people of the isles, who have no other way to the hospital.";

const STYLES: &str = "<w:styles><w:style w:type='paragraph' w:styleId='Titel'><w:name w:val='Title'/></w:style>\
    <w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr>\
    </w:style><w:style w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='berschrift1'/></w:style>\
    <w:style w:styleId='L'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
    <w:style w:styleId='Verzeichnis1'><w:name w:val='toc 1'/></w:style></w:styles>";

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn a_word_document_has_headings_items_and_notes() {
    let body = [
        styled("Titel", "The toll in Marhaven"),
        styled("Verzeichnis1", "What we want 1"),
        p(BODY),
        styled("Mine", "What we want"),
        styled("L", "a ferry on Sundays too"),
        "<w:p><w:r><w:t>It is ours</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>.</w:t></w:r></w:p>"
            .into(),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>And so</w:t></w:r></w:p>".into(),
        p(&format!("{BODY} Again.")),
    ];
    let notes =
        "<w:footnotes><w:footnote w:id='0' w:type='separator'><w:p/></w:footnote><w:footnote w:id='2'><w:p><w:r>\
        <w:footnoteRef/></w:r><w:r><w:t>Charter of 1820.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let core =
        "<cp:coreProperties><dc:title>Microsoft Word - toll.doc</dc:title><dc:creator>Harbour League</dc:creator>\
        <dcterms:created>2021-03-05T08:00:00Z</dcterms:created></cp:coreProperties>";
    let parts = [("word/styles.xml", STYLES), ("word/footnotes.xml", notes), ("docProps/core.xml", core)];
    let statement = read(docx_with(&body.concat(), &parts));
    assert!(statement.media_type.ends_with("wordprocessingml.document"));
    let found = passages(&statement);
    assert_eq!(found[0], (PassageKind::Heading, "The toll in Marhaven"));
    assert!(found.contains(&(PassageKind::Heading, "What we want")), "{found:#?}");
    assert!(found.contains(&(PassageKind::Item, "a ferry on Sundays too")));
    assert!(found.contains(&(PassageKind::Sentence, "It is ours.")));
    assert!(found.contains(&(PassageKind::Heading, "And so")));
    assert!(!found.iter().any(|(_, p)| p.contains("Charter") || p.ends_with("want 1")), "{found:#?}");
    assert!(statement.text.as_str().ends_with("\n\nCharter of 1820."));
    let about = &statement.metadata;
    assert_eq!(about.title(), Some("The toll in Marhaven"));
    assert_eq!(about.issuer(), Some("Harbour League"));
    assert_eq!(about.published().map(|d| d.to_string()).as_deref(), Some("2021-03-05"));
}

#[test]
fn a_word_document_reads_as_with_all_changes_accepted() {
    let run = |text: &str| format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>");
    for (paragraphs, expected) in [
        // Tracked changes, and a paragraph mark that was deleted.
        (format!("<w:p>{}<w:del>{}</w:del><w:ins>{}</w:ins></w:p>", run("No "), run("fee"), run("toll")), "No toll"),
        (format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>", run("No "), run("toll")), "No toll"),
        (
            format!("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("x"), p("No toll")),
            "No toll",
        ),
        // Fields: results are text, instructions are not.
        (
            format!("<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK x</w:instrText>{}<w:fldChar \
                     w:fldCharType='separate'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>", "", run("No toll")),
            "No toll",
        ),
        ("<w:p><w:hyperlink><w:r><w:t>No</w:t></w:r></w:hyperlink><w:r><w:t> toll</w:t></w:r></w:p>".into(), "No toll"),
        // A box once, after the paragraph it stands in.
        (
            format!("<w:p>{}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{b}</w:txbxContent></mc:Choice><mc:Fallback>\
                     <w:txbxContent>{b}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>", run("No "), run("toll"), b = p("Box")),
            "No toll\n\nBox",
        ),
        // Characters that are elements.
        (
            "<w:p><w:r><w:t>No</w:t><w:tab/><w:t>toll</w:t><w:br/><w:t>Peace</w:t><w:noBreakHyphen/><w:t>a</w:t><w:softHyphen/>\
             <w:sym w:font='Symbol' w:char='F0B7'/></w:r></w:p>"
                .into(),
            "No\ttoll\nPeace\u{2011}a\u{ad}•",
        ),
        // What is not shown.
        (format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>{}<w:commentReference/></w:p>", run("No toll")), "No toll"),
        (
            format!("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}", p("Click here"), p("No toll")),
            "No toll",
        ),
    ] {
        assert_eq!(text(docx_with(&paragraphs, &[])), expected, "{paragraphs}");
    }
}

#[test]
fn cells_are_blocks_in_reading_order() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |a, b| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let table = format!("<w:tbl>{}{}</w:tbl>", row("Harbour", "Toll"), row("Marhaven", "12 crowns"));
    assert_eq!(text(docx_with(&table, &[])), "Harbour\n\nToll\n\nMarhaven\n\n12 crowns");
}

#[test]
fn entities_are_not_expanded() {
    let statement = text(docx_with("<w:p><w:r><w:t>Toll &amp; fee &#8211; &bomb; no</w:t></w:r></w:p>", &[]));
    assert_eq!(statement, "Toll & fee – &bomb; no");
}

#[test]
fn an_opendocument_text_has_headings_items_and_notes() {
    let automatic = "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>\
        <style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style>";
    let body = format!(
        "<text:tracked-changes><text:changed-region><text:p>gone</text:p></text:changed-region></text:tracked-changes>\
         <text:p text:style-name='P1'>The toll in Marhaven</text:p><text:table-of-content><text:p>What we want 1</text:p>\
         </text:table-of-content><text:p>{BODY}</text:p><text:h text:outline-level='2'>What we want</text:h><text:list>\
         <text:list-item><text:p>a ferry on\n   Sundays<text:s text:c='2'/>too</text:p></text:list-item></text:list>\
         <text:p>It<text:span text:style-name='T1'> never</text:span> is ours<text:note><text:note-citation>1</text:note-citation>\
         <text:note-body><text:p>Charter of 1820.</text:p></text:note-body></text:note>.<office:annotation><text:p>hm</text:p>\
         </office:annotation></text:p><text:p>Free the pier,<text:line-break/>and the quay!</text:p>"
    );
    let meta =
        "<office:document-meta><office:meta><meta:initial-creator>Jane Roe</meta:initial-creator><dc:creator>admin\
        </dc:creator><meta:creation-date>2021-03-05T08:00:00</meta:creation-date></office:meta></office:document-meta>";
    let statement = read(odt_with(&body, automatic, &[("meta.xml", meta)]));
    assert_eq!(statement.media_type, "application/vnd.oasis.opendocument.text");
    let found = passages(&statement);
    assert_eq!(found[0], (PassageKind::Heading, "The toll in Marhaven"));
    assert!(found.contains(&(PassageKind::Heading, "What we want")), "{found:#?}");
    assert!(found.contains(&(PassageKind::Item, "a ferry on Sundays  too")), "{found:#?}");
    assert!(found.contains(&(PassageKind::Sentence, "It is ours.")));
    assert!(found.iter().any(|(_, p)| *p == "Free the pier,\nand the quay!"));
    assert!(!found
        .iter()
        .any(|(_, p)| p.contains("Charter") || p.contains("gone") || p.contains("hm") || p.ends_with('1')));
    assert!(statement.text.as_str().ends_with("\n\nCharter of 1820."));
    assert_eq!(statement.metadata.author(), Some("Jane Roe"));
    assert_eq!(statement.metadata.published().map(|d| d.to_string()).as_deref(), Some("2021-03-05"));
}

#[test]
fn an_opendocument_text_in_one_file() {
    let file = format!(
        "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'><office:meta>\
         <dc:title>No toll</dc:title></office:meta><office:body><office:text><text:p>No toll</text:p><text:p>{BODY}</text:p>\
         </office:text></office:body></office:document>"
    );
    let statement = read(file);
    assert_eq!(statement.metadata.title(), Some("No toll"));
    assert_eq!(statement.text.as_str(), format!("No toll\n\n{BODY}"));
}

#[test]
fn a_book_is_read_in_the_order_of_its_spine() {
    let metadata =
        "<dc:title>Tolls</dc:title><dc:creator>Roe, Jane</dc:creator><dc:publisher>Quay Press</dc:publisher>\
        <dc:date>2021-03-05</dc:date><dc:language>en</dc:language><meta name='generator'>x</meta>";
    let second = "<h1>The second</h1><p>It must stay ours<a epub:type='noteref'>1</a>.</p><aside epub:type='footnote'><p>Charter of \
        1820.</p></aside>";
    let first = format!("<h1>The first</h1><p><a id='p1'/>{BODY}</p>");
    let links = "<p><a href='a'>The first</a></p>".repeat(6);
    let statement = read(epub(metadata, &[second, &first, &links]));
    assert_eq!(statement.media_type, "application/epub+zip");
    assert_eq!(
        statement.text.as_str(),
        format!("The first\n\n{BODY}\n\nThe second\n\nIt must stay ours.\n\nCharter of 1820.")
    );
    let about = &statement.metadata;
    assert_eq!((about.author(), about.publisher()), (Some("Jane Roe"), Some("Quay Press")));
    assert!(!passages(&statement).iter().any(|(_, p)| p.contains("Charter")));
}

#[test]
fn rich_text_is_read_as_it_is_shown() {
    for (rtf, expected) in [
        ("{\\rtf1\\ansi No\\~toll\\par\r\nPeace\\_a\\line and \\'e9\\emdash\\lquote x\\rquote\\par}", "No\u{a0}toll\n\nPeace\u{2011}a\nand é—‘x’"),
        ("{\\rtf1\\ansi\\uc1 \\u1053?\\u1077\\'3f \\uc2\\u-10179ab\\u-8704ab!}", "Не 😀!"),
        ("{\\rtf1\\ansi\\ansicpg1251 \\'cd\\'e5 \\'ef\\'eb\\'e0\\'f2\\'e8\\'ec}", "Не платим"),
        ("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset238 Arial CE;}{\\f1\\fcharset204 Arial Cyr;}}\\f0 \\'b9\\f1 \\'e6}", "ąж"),
        ("{\\rtf1{\\*\\generator x}{\\pict ffd8}{\\header h}{\\deleted d}{\\v v}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt No}} toll}", "No toll"),
        ("{\\rtf1\\trowd\\intbl Harbour\\cell Toll\\cell\\row\\pard After}", "Harbour\n\nToll\n\nAfter"),
        ("{\\rtf1 It is ours{\\super\\chftn}{\\footnote\\chftn  Charter.}.\\par}", "It is ours.\n\nCharter."),
        ("{\\rtf1 A {\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv y}}{\\shptxt Box\\par}}{\\shprslt Box}}toll\\par}", "A toll\n\nBox"),
        ("{\\rtf1 No\\bin3 }}} toll}", "No toll"),
    ] {
        assert_eq!(text(rtf), expected, "{rtf}");
    }
}

#[test]
fn rich_text_has_headings_items_and_properties() {
    let rtf = format!(
        "{{\\rtf1\\ansi{{\\stylesheet{{\\s1\\outlinelevel0 heading 1;}}{{\\s2\\sbasedon1 Mine;}}}}{{\\info{{\\title The toll}}\
         {{\\author Jane Roe}}{{\\creatim\\yr2021\\mo3\\dy5}}}}\\pard\\s1 The toll\\par\\pard {BODY}\\par\\pard\\s2 What we want\\par\
         \\pard\\ls1{{\\listtext 1.}}a ferry on Sundays too\\par\\pard\\b And so\\b0\\par\\pard {BODY} Again.}}"
    );
    let statement = read(rtf);
    assert_eq!(statement.media_type, "application/rtf");
    let found = passages(&statement);
    for expected in [
        (PassageKind::Heading, "The toll"),
        (PassageKind::Heading, "What we want"),
        (PassageKind::Item, "a ferry on Sundays too"),
        (PassageKind::Heading, "And so"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:#?}");
    }
    let about = &statement.metadata;
    assert_eq!((about.title(), about.author()), (Some("The toll"), Some("Jane Roe")));
    assert_eq!(about.published().map(|d| d.to_string()).as_deref(), Some("2021-03-05"));
}

#[test]
fn an_archive_is_no_document() {
    let inside = docx_with(&p(BODY), &[]);
    let archive = package(&[("a.docx", &inside)]);
    let error = read_statement("a.docx", &archive, Languages::built_in(), &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("ZIP archive"), "{error}");
}
