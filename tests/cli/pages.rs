//! PDF and web archives, whole and broken.

use std::io::Write;

use crate::desk::{Desk, Run};

/// A PDF whose pages hold these content streams, set in Helvetica with the widths of a typewriter.
fn pdf(pages: &[&str], info: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let widths = "600 ".repeat(224);
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 32 /LastChar 255 /Widths [{widths}] /Encoding /WinAnsiEncoding >>"
        ),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 3 0 R >> >> /Contents {} 0 R >>",
            5 + 2 * at
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()));
    }
    objects.push(format!("<< {info} >>"));
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let (start, size) = (file.len(), places.len() + 1);
    write!(file, "xref\n0 {size}\n0000000000 65535 f \n").unwrap();
    places.iter().for_each(|place| writeln!(file, "{place:010} 00000 n ").unwrap());
    write!(
        file,
        "trailer\n<< /Size {size} /Root 1 0 R /Info {} 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len()
    )
    .unwrap();
    file
}

/// Lines below each other, each at a place from the top left.
fn lines(lines: &[(u32, u32, &str)]) -> String {
    let line = |(x, y, text): &(u32, u32, &str)| format!("1 0 0 1 {x} {} Tm {text}\n", 800 - y);
    format!("BT /F 10 Tf {} ET", lines.iter().map(line).collect::<String>())
}

fn report(desk: &Desk, files: &[&str]) -> Run {
    desk.run(&[&["check", "--format", "json"], files].concat())
}

/// The words of every claim of a concept, with the page (or line) they stand on.
fn words(run: &Run, concept: &str) -> Vec<(String, u64)> {
    let report = run.json();
    let claims = report["claims"].as_array().unwrap().iter().filter(|claim| claim["concept"] == concept);
    claims
        .map(|claim| (claim["text"].as_str().unwrap().to_owned(), claim["span"]["line"].as_u64().unwrap()))
        .collect()
}

#[test]
fn pages_become_running_text() {
    // Blanks by kerning, a word cut at the end of a line, a sentence that runs over to the next page, page numbers.
    let first = lines(&[
        (50, 50, "(The Lorvik Post) Tj"),
        (50, 80, "[(The) -600 (fire) -600 (killed) -600 (12) -600 (peo-)] TJ"),
        (50, 92, "(ple in Lorvik. ) Tj (It injured) Tj"),
        (50, 400, "(1) Tj"),
    ]);
    let second = lines(&[
        (50, 50, "(The Lorvik Post) Tj"),
        (50, 80, "(30 people in Marlow.) Tj"),
        (50, 400, "(2) Tj"),
    ]);
    let third = lines(&[
        (50, 50, "(The Lorvik Post) Tj"),
        (50, 80, "(Nothing else was said.) Tj"),
        (50, 400, "(3) Tj"),
    ]);
    let file = pdf(&[&first, &second, &third], "/Title (Fire) /CreationDate (D:20240716080000Z)");
    let desk = Desk::new(&[("a.pdf", &file)]);
    let run = report(&desk, &["a.pdf", "--verbose"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(words(&run, "person.killed"), [("12 people".to_owned(), 1)]);
    assert_eq!(words(&run, "person.injured"), [("30 people".to_owned(), 2)]);
    let source = &run.json()["sources"][0];
    assert_eq!((&source["title"], &source["published"]), (&"Fire".into(), &"2024-07-16".into()));
    assert!(run.stderr.contains("a.pdf: left out: page furniture ("), "{}", run.stderr);
}

#[test]
fn what_is_no_part_of_a_page_is_left_out_and_told() {
    let page = format!(
        "/Artifact BMC {} EMC BT /F 10 Tf 0 1 -1 0 20 20 Tm (Nine people died in Skuld.) Tj ET {}",
        lines(&[(50, 20, "(Ten people died in Orm.) Tj")]),
        lines(&[(50, 80, "(The fire killed 12 people in Lorvik.) Tj")])
    );
    let desk = Desk::new(&[("a.pdf", &pdf(&[&page], ""))]);
    let run = report(&desk, &["a.pdf", "--verbose"]);
    assert_eq!(words(&run, "person.killed").len(), 1, "{}", run.stdout);
    for sort in ["page furniture (23 characters)", "text set askew (26 characters)"] {
        assert!(run.stderr.contains(sort), "no {sort:?} in {}", run.stderr);
    }
}

#[test]
fn broken_pdf_is_told_and_loses_nothing_else() {
    let page = lines(&[(50, 80, "(The fire killed 12 people in Lorvik.) Tj")]);
    let file = pdf(&[&page], "");
    let locked =
        String::from_utf8(file.clone()).unwrap().replace("/Info", "/Encrypt << /Filter /Odd >> /Info");
    let desk = Desk::with_article(&[
        ("scan.pdf", &pdf(&["0 0 100 100 re f"], "")),
        ("empty.pdf", b"%PDF-1.7\n"),
        ("locked.pdf", locked.as_bytes()),
        // What it is decides, not what it is called.
        ("named.txt", &file),
    ]);
    let run = report(&desk, &["scan.pdf", "empty.pdf", "locked.pdf", "named.txt", "good.txt"]);
    run.fails_saying(&[
        "scan.pdf:1: cannot be read as PDF: it has no text layer",
        "empty.pdf:1: cannot be read as PDF",
    ]);
    assert_eq!(run.json()["sources"].as_array().unwrap().len(), 2, "{}", run.stderr);
    for length in (0..file.len()).step_by(97) {
        desk.put("cut.pdf", &file[..length]);
        let run = report(&desk, &["cut.pdf"]);
        assert!(!run.stderr.contains("panicked"), "{length}: {}", run.stderr);
    }
}

#[test]
fn pdf_cannot_ask_for_endless_work() {
    // A form that draws itself twice, and a stream that says nothing for ever.
    let page = "/F Do ".repeat(3) + &lines(&[(50, 80, "(The fire killed 12 people in Lorvik.) Tj")]);
    let file = String::from_utf8(pdf(&[&page, "/F Do /F Do"], "")).unwrap();
    let own = file.replace("/Font << /F 3 0 R >>", "/Font << /F 3 0 R >> /XObject << /F 7 0 R >>");
    let own = own.replacen("<< /Length 11 >>", "<< /Length 11 /Type /XObject /Subtype /Form >>", 1);
    let desk = Desk::new(&[("loop.pdf", own.as_bytes())]);
    let run = report(&desk, &["loop.pdf"]);
    assert_eq!(words(&run, "person.killed").len(), 1, "{}", run.stderr);
    desk.put("recoupe.toml", b"max_megabytes = 1");
    desk.put("long.pdf", &pdf(&[&"q ".repeat(600_000)], ""));
    report(&desk, &["long.pdf"]).fails_saying(&["long.pdf: larger than 1 MiB"]);
}

fn record(url: &str, answer: &str) -> String {
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-07-16T08:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    )
}

fn archive() -> String {
    let page = |body: &str| {
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>{body}</body></html>")
    };
    let fire = page("<article><h1>Fire</h1><p>The fire killed 12 people in Lorvik.</p></article>");
    let dated =
        page("<time datetime=\"2024-07-02\">2 July</time><p>The storm injured 30 people in Marlow.</p>");
    let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx";
    [
        record("https://tern.example/fire", &fire),
        record("https://tern.example/x.png", image),
        record("https://tern.example/storm", &dated),
    ]
    .concat()
}

#[test]
fn pages_of_a_web_archive_are_documents() {
    let desk = Desk::new(&[("crawl.warc", archive().as_bytes())]);
    let run = report(&desk, &["crawl.warc", "--verbose"]);
    let report_of = run.json();
    let sources = report_of["sources"].as_array().unwrap();
    let told: Vec<_> =
        sources.iter().map(|source| (source["path"].as_str(), source["published"].as_str())).collect();
    assert_eq!(
        told,
        [
            (Some("crawl.warc/https://tern.example/fire"), Some("2024-07-16")),
            (Some("crawl.warc/https://tern.example/storm"), Some("2024-07-02")),
        ]
    );
    assert_eq!(words(&run, "person.killed"), [("12 people".to_owned(), 1)]);
    assert!(run.stderr.contains("crawl.warc: left out: records that hold no page (1)"), "{}", run.stderr);
    // As crawlers pack it, each record by itself.
    let mut packed = Vec::new();
    for record in archive().split_inclusive("\r\n\r\nWARC").map(|part| part.as_bytes()) {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(record).unwrap();
        packed.extend(encoder.finish().unwrap());
    }
    desk.put("crawl.warc.gz", &packed);
    assert_eq!(report(&desk, &["crawl.warc.gz"]).json()["sources"].as_array().unwrap().len(), 2);
    // A folder is looked through for both.
    assert_eq!(report(&desk, &["."]).json()["sources"].as_array().unwrap().len(), 4);
}

#[test]
fn a_broken_web_archive_is_told_and_what_is_whole_is_read() {
    let whole = archive();
    let desk = Desk::new(&[("cut.warc", &whole.as_bytes()[..whole.len() - 20]), ("odd.warc", b"GIF89a")]);
    let run = report(&desk, &["cut.warc", "odd.warc"]);
    run.fails_saying(&[
        "cut.warc:",
        "the last record is cut short",
        "odd.warc:1: cannot be read as a web archive",
    ]);
    assert_eq!(run.json()["sources"].as_array().unwrap().len(), 1);
    let packed = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd\r\n\r\nx";
    desk.put("none.warc", record("https://tern.example/", packed).as_bytes());
    report(&desk, &["none.warc"]).fails_saying(&["none.warc: no text to read"]);
    desk.put(
        "evil.warc",
        record("https://tern.example/\u{1b}[31m", packed.replace("zstd", "identity").as_str()).as_bytes(),
    );
    assert!(!report(&desk, &["evil.warc"]).stdout.contains('\u{1b}'));
}
