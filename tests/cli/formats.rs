//! Files of every form that articles come in: what is read, what is left out, and where it stands.

use std::fs;
use std::io::{Cursor, Write};

use serde_json::Value;

use crate::desk::{Desk, Run};

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en"><head><title>Fire in Lorvik | The Gull</title>
<meta property="og:site_name" content="The Gull">
<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle",
 "headline": "Fire in Lorvik", "datePublished": "2024-07-16T08:00:00+02:00", "inLanguage": "en-GB",
 "publisher": {"@type": "Organization", "name": "The Gull of Lorvik"}}]}</script>
<style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Ninety-nine stories<li><a href="/b">Home</a></ul></nav>
<article><h1>Fire in Lorvik</h1>
<p>The caf&eacute; &amp; harbour fire killed <b>12
   people</b> in Lorvik on 15&nbsp;July 2024, the mayor told reporters yesterday.
<p>Firefighters from three towns needed the whole night to put out the flames there.</p>
<p hidden>The fire killed 77 people in Lorvik.</p>
<script>var killed = "88 people were killed";</script>
<div><a href="/c">Storm kills 55 people in Marlow</a></div>
<!-- recoupe-waiver: finding = "x0123456789abcdef", reason = "Checked.", owner = "desk" -->
</article>
<aside><p>A flood killed 66 people in the neighbouring valley during the last century.</p></aside>
<footer>Imprint</footer></body></html>
"#;

/// The claims of a file, which must be readable.
fn claims(desk: &Desk, name: &str) -> Vec<Value> {
    let run = desk.run(&["extract", "--format", "jsonl", name]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{name}");
    run.lines()
}

/// The words of the claim of those killed, and the bytes of `file` that it points to.
fn killed(desk: &Desk, name: &str, file: &[u8]) -> (String, String) {
    let claims = claims(desk, name);
    let all: Vec<_> = claims.iter().filter(|claim| claim["concept"] == "person.killed").collect();
    assert_eq!(all.len(), 1, "{name}: {all:#?}");
    let at = |end: &str| usize::try_from(all[0]["span"][end].as_u64().unwrap()).unwrap();
    let bytes = &file[at("start")..at("end")];
    (all[0]["text"].as_str().unwrap().to_owned(), String::from_utf8(bytes.to_vec()).unwrap())
}

fn source(run: &Run, at: usize) -> Value {
    run.json()["sources"][at].clone()
}

fn report(desk: &Desk, arguments: &[&str]) -> Run {
    desk.run(&[&["check", "--format", "json"], arguments].concat())
}

#[test]
fn of_a_page_the_article_is_read_and_the_rest_is_said() {
    let desk = Desk::new(&[("page.html", PAGE.as_bytes())]);
    let (words, bytes) = killed(&desk, "page.html", PAGE.as_bytes());
    assert!(words.contains("12 people") && !words.contains('\n'), "{words:?}");
    assert!(bytes.contains("12\n   people"), "{bytes:?}");
    let run = report(&desk, &["--verbose", "page.html"]);
    let page = source(&run, 0);
    assert_eq!(page["title"], "Fire in Lorvik");
    assert_eq!(page["publisher"], "The Gull of Lorvik");
    assert_eq!((&page["published"], &page["language"]), (&"2024-07-16".into(), &"en".into()));
    assert!(
        run.stderr.contains("page.html: left out: a (31 characters), p (36 characters)"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("waiver of x0123456789abcdef (desk) waives nothing"), "{}", run.stderr);
}

#[test]
fn a_page_without_landmarks_is_read_where_its_text_is() {
    let menu = "<div class=menu><a href=a>One</a> <a href=b>Two</a></div>".repeat(20);
    let page = format!(
        "<title>Fire</title>{menu}<div id=x><div><p>The fire killed 12 people in Lorvik on 15 July 2024.<br><br>\
         Firefighters needed the whole night to put out the flames.</div></div>{menu}"
    );
    let desk = Desk::new(&[("page.htm", page.as_bytes())]);
    let (_, bytes) = killed(&desk, "page.htm", page.as_bytes());
    assert!(bytes.contains("12 people"));
    for broken in ["<", "<p", "<!--", "<p>&", "<![CDATA[", "</p></p><b>12", "\u{0}<p>12 people died"] {
        desk.put("broken.html", broken.as_bytes());
        assert!(desk.run(&["extract", "broken.html"]).status >= 0, "{broken}");
    }
    desk.put(
        "deep.html",
        ["<div>".repeat(50_000).as_str(), "<p>12 people died in Lorvik."].concat().as_bytes(),
    );
    assert_eq!(desk.run(&["extract", "deep.html"]).status, 0);
}

const RSS: &str = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Tern</title>
<language>en-us</language>
<item><title>Fire in Lorvik</title><guid>n1</guid><pubDate>Tue, 16 Jul 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The fire killed 12 people in Lorvik on 15 July 2024.&lt;/p&gt;</description></item>
<item><title>Storm</title><description>Short.</description>
<content:encoded><![CDATA[<p>The storm injured <i>30 people</i> in Marlow.</p>]]></content:encoded></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Tern</title>
<entry><title>Fire</title><id>n1</id><link href="https://tern.example/1"/><published>2024-07-16T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The fire killed 12 people in Lorvik.</p></div></content>
</entry></feed>"#;

#[test]
fn items_of_feeds_are_documents() {
    let desk = Desk::new(&[("tern.rss", RSS.as_bytes()), ("tern.atom", ATOM.as_bytes())]);
    let (_, bytes) = killed(&desk, "tern.rss", RSS.as_bytes());
    assert!(bytes.contains("12 people"), "{bytes:?}");
    let run = report(&desk, &["tern.rss"]);
    assert_eq!(run.json()["sources"].as_array().unwrap().len(), 2);
    let sources = run.json()["sources"].as_array().unwrap().clone();
    let fire = sources.iter().find(|source| source["title"] == "Fire in Lorvik").unwrap();
    assert_eq!((&fire["publisher"], &fire["published"]), (&"The Tern".into(), &"2024-07-16".into()));
    assert!(run.json()["claims"].as_array().unwrap().iter().any(|c| c["concept"] == "person.injured"));
    let (_, bytes) = killed(&desk, "tern.atom", ATOM.as_bytes());
    assert!(bytes.contains("12 people"), "{bytes:?}");
    assert_eq!(source(&report(&desk, &["tern.atom"]), 0)["published"], "2024-07-16");
    desk.put("bad.rss", b"<rss><channel>\n<item></rss");
    report(&desk, &["bad.rss"]).fails_saying(&["bad.rss:2: cannot be read as a feed", "--input-format"]);
}

#[test]
fn rows_of_tables_are_documents() {
    let table = "title,published,text,source\nFire,2024-07-16,\"The \"\"big\"\" fire killed 12 people in Lorvik.\",Tern\n\
                 Empty,2024-07-17,,Tern\n";
    let desk = Desk::new(&[("a.csv", table.as_bytes()), ("a.tsv", table.replace(',', "\t").as_bytes())]);
    for name in ["a.csv", "a.tsv"] {
        let (_, bytes) = killed(&desk, name, table.as_bytes());
        assert!(bytes.contains("12 people"), "{bytes:?}");
        let row = source(&report(&desk, &[name]), 0);
        assert_eq!((&row["publisher"], &row["published"]), (&"Tern".into(), &"2024-07-16".into()));
    }
    desk.put("b.csv", b"one,two\n1,2\n");
    report(&desk, &["b.csv"])
        .fails_saying(&["b.csv:1: cannot be read as a table: no column is known to hold"]);
    desk.put("late.tsv", b"\n\r\n\none\ttwo\n1\t2\n");
    report(&desk, &["late.tsv"]).fails_saying(&["late.tsv:4: cannot be read as a table"]);
    // A folder is not looked through for tables, which are seldom articles.
    report(&desk, &["."]).fails_saying(&["no document in this folder"]);
}

#[test]
fn agencies_formats_are_read() {
    let ninjs = r#"{"uri": "urn:1", "headline": "Fire", "versioncreated": "2024-07-16T08:00:00Z", "language": "en",
        "infosource": [{"name": "Seabird Agency"}], "body_xhtml": "<p>The fire killed <b>12 people</b> in L\u00f6rvik.</p>"}"#;
    let newsml = r#"<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" xml:lang="en">
        <itemMeta><provider literal="SBA"/><versionCreated>2024-07-16T08:00:00Z</versionCreated></itemMeta>
        <contentMeta><headline>Fire</headline></contentMeta><contentSet><inlineXML><html><head><title>t</title></head>
        <body><p>The fire killed 12 people in Lorvik.</p></body></html></inlineXML></contentSet></newsItem>"#;
    let desk = Desk::new(&[
        ("a.json", ninjs.as_bytes()),
        ("a.xml", newsml.as_bytes()),
        ("feed.xml", RSS.as_bytes()),
    ]);
    for (name, file, publisher) in [("a.json", ninjs, "Seabird Agency"), ("a.xml", newsml, "SBA")] {
        let (_, bytes) = killed(&desk, name, file.as_bytes());
        assert!(bytes.contains("12 people"), "{name}: {bytes:?}");
        let item = source(&report(&desk, &[name]), 0);
        assert_eq!(
            (&item["publisher"], &item["published"]),
            (&publisher.into(), &"2024-07-16".into()),
            "{name}"
        );
        assert_eq!(item["title"], "Fire");
    }
    killed(&desk, "feed.xml", RSS.as_bytes());
    desk.put("bad.json", b"{\"a\": 1,\n]");
    report(&desk, &["bad.json"]).fails_saying(&["bad.json:", "cannot be read as ninjs"]);
    desk.put("bad.xml", b"<a>\n</a>");
    report(&desk, &["bad.xml"])
        .fails_saying(&["bad.xml:1: cannot be read as NewsML-G2 or a feed: no news item"]);
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(content).unwrap();
    packed.finish().unwrap()
}

#[test]
fn word_documents_are_read_by_paragraph() {
    let main = r#"<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Fire</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">The fire </w:t></w:r><w:del><w:r><w:delText>hurt 9 and </w:delText></w:r></w:del>
        <w:r><w:t>killed 12 people in Lorvik.</w:t></w:r></w:p></w:body></w:document>"#;
    let core = "<p xmlns:dcterms='d'><dcterms:created>2024-07-16T08:00:00Z</dcterms:created></p>";
    let file = zipped(&[("word/document.xml", main.as_bytes()), ("docProps/core.xml", core.as_bytes())]);
    let desk = Desk::new(&[("a.docx", &file)]);
    let (_, bytes) = killed(&desk, "a.docx", main.as_bytes());
    assert!(bytes.contains("12 people"), "{bytes:?}");
    let run = report(&desk, &["a.docx", "--verbose"]);
    assert_eq!(
        (&source(&run, 0)["title"], &source(&run, 0)["published"]),
        (&"Fire".into(), &"2024-07-16".into())
    );
    assert!(run.stderr.contains("left out: del (10 characters)"), "{}", run.stderr);
    desk.put("bad.docx", b"no archive");
    report(&desk, &["bad.docx"]).fails_saying(&["bad.docx:1: cannot be read as a Word document", "help:"]);
}

#[test]
fn packed_files_are_unpacked_within_limits() {
    let text = b"The fire killed 12 people in Lorvik.\n";
    let archive = zipped(&[
        ("in/a.txt", text),
        ("b.md", b"# Fire\n\nThe fire injured 30 people."),
        ("c.png", b"\0\0"),
        ("d.txt.gz", b""),
    ]);
    let desk = Desk::new(&[("a.txt.gz", &gzipped(text)), ("a.zip", &archive)]);
    assert!(killed(&desk, "a.txt.gz", text).1.contains("12 people"));
    let run = report(&desk, &["a.zip"]);
    let paths: Vec<_> = run.json()["sources"].as_array().unwrap().iter().map(|s| s["path"].clone()).collect();
    assert_eq!(paths, ["a.zip/b.md", "a.zip/in/a.txt"]);
    desk.put("recoupe.toml", b"max_megabytes = 1\n");
    let bomb = vec![b'a'; 40 << 20];
    desk.put("bomb.txt.gz", &gzipped(&bomb));
    desk.put("bomb.zip", &zipped(&[("a.txt", &bomb)]));
    report(&desk, &["bomb.txt.gz", "bomb.zip"])
        .fails_saying(&["bomb.txt.gz: larger than 1 MiB", "bomb.zip/a.txt: larger than 1 MiB"]);
    desk.put("odd.zip", &zipped(&[("a\u{1b}[31m.txt", b"")]));
    assert!(!report(&desk, &["odd.zip"]).stderr.contains('\u{1b}'));
    desk.put("bad.zip", b"PK");
    desk.put("bad.txt.gz", b"\x1f\x8b\x08");
    report(&desk, &["bad.zip", "bad.txt.gz"]).fails_saying(&["bad.zip:1: cannot be read as zip", "as gzip"]);
    desk.put("empty.zip", &zipped(&[("c.png", b"\0")]));
    report(&desk, &["empty.zip"]).fails_saying(&["empty.zip: no text to read"]);
}

#[test]
fn every_input_format_can_be_asked_for() {
    let desk = Desk::new(&[]);
    let docx =
        zipped(&[("word/document.xml", b"<w:p xmlns:w='w'><w:t>12 people died in Lorvik.</w:t></w:p>")]);
    let text = "12 people died in Lorvik.";
    let cases: [(&str, Vec<u8>); 11] = [
        ("text", text.into()),
        ("markdown", text.into()),
        ("jsonl", format!("{{\"text\": \"{text}\"}}").into()),
        ("html", format!("<p>{text}").into()),
        ("rss", RSS.into()),
        ("csv", format!("text,a\n{text},b\n").into()),
        ("tsv", format!("text\ta\n{text}\tb\n").into()),
        ("ninjs", format!("{{\"body_text\": \"{text}\"}}").into()),
        (
            "newsml",
            format!("<newsItem><contentSet><inlineData>{text}</inlineData></contentSet></newsItem>").into(),
        ),
        ("zip", zipped(&[("a.txt", text.as_bytes())])),
        ("docx", docx),
    ];
    for (format, content) in cases {
        let run = desk.run_with(&["extract", "--format", "jsonl", "--input-format", format, "-"], &content);
        assert_eq!(run.status, 0, "{format}: {}", run.stderr);
        assert!(
            run.lines().iter().any(|claim| claim["concept"] == "person.killed"),
            "{format}: {}",
            run.stdout
        );
    }
    let help = desk.run(&["check", "--help"]).stdout;
    assert!(fs::read_dir(desk.path("")).unwrap().next().is_none() && help.contains("newsml"));
}
