//! The page as text; what it does in a browser is tested by `tests/html_browser`.

use recoupe::pipeline::Report;
use recoupe::report::html;
use recoupe::value::{Detail, Reason};
use recoupe::words::Words;

use crate::{french, rendered, sample};

fn page(report: &Report) -> String {
    rendered(|out| html::write(report, Words::english(), out))
}

/// The page without its style and script.
fn body(report: &Report) -> String {
    let page = page(report);
    page[page.find("<body>").unwrap()..].to_owned()
}

#[test]
fn a_page() {
    insta::assert_snapshot!(body(&sample::report()));
}

#[test]
fn a_page_in_french() {
    let page = rendered(|out| html::write(&sample::report(), &french(), out));
    assert!(page.contains("<html lang=\"fr\">"));
    insta::assert_snapshot!(page[page.find("<body>").unwrap()..].to_owned());
}

#[test]
fn sources_cannot_become_markup() {
    let mut report = sample::report();
    let evil = "<script>alert(1)</script>\" onmouseover='x' <img src=x onerror=alert(1)>";
    for source in &mut report.sources {
        source.metadata.publisher = Some(evil.to_owned());
        source.metadata.language = Some(evil.to_owned());
        source.path = format!("a/{evil}");
        source.id = evil.to_owned();
    }
    for claim in &mut report.claims {
        claim.voice.name = evil.to_owned();
        claim.id = evil.to_owned();
    }
    for fact in &mut report.facts {
        fact.question.about = vec![Detail::Text(evil.to_owned())];
        fact.id = evil.to_owned();
    }
    for finding in &mut report.findings {
        finding.same_answer = vec![Reason::new("question.of_name").with("name", evil)];
        finding.reconcile = Some(Reason::new("question.of_name").with("name", evil));
    }
    let body = body(&report);
    assert!(!body.contains("<script"), "a script tag");
    assert!(!body.contains("<img"), "an image tag");
    assert!(!body.contains("\" onmouseover"), "a broken attribute");
}

#[test]
fn nothing_is_loaded() {
    let page = page(&sample::report());
    for loading in [" src=", "url(", "@import", "<link", "<iframe", "fetch(", "innerHTML"] {
        assert!(!page.contains(loading), "{loading}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn many_sources_share_a_column() {
    let mut report = sample::report();
    let source = report.sources[0].clone();
    report.sources.extend(std::iter::repeat_n(source, 20));
    let page = body(&report);
    assert!(page.contains("<table class=\"list\">") && page.contains("colspan=\"2\""));
}

/// The same questions many times over.
fn repeated(times: usize) -> Report {
    let mut report = sample::report();
    let (facts, findings) = (report.facts.clone(), report.findings.clone());
    for turn in 1..times {
        let first = report.facts.len();
        report.facts.extend(facts.iter().cloned().map(|mut fact| {
            fact.id = format!("{}-{turn}", fact.id);
            fact
        }));
        report.findings.extend(findings.iter().cloned().map(|mut finding| {
            finding.fact += first;
            finding
        }));
    }
    report
}

#[test]
fn two_thousand_questions_make_a_page_of_a_few_megabytes() {
    let report = repeated(300);
    assert!(report.facts.len() >= 2000);
    let page = page(&report);
    assert!(page.len() < 10 << 20, "{} bytes", page.len());
    // The browser test opens this one.
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/two-thousand.html"), page).unwrap();
}

#[test]
fn a_question_with_countless_answers_stays_short() {
    let mut report = sample::report();
    let (side, finding) = (report.facts[0].sides[0].clone(), report.findings[0].clone());
    report.facts[0].sides.extend(std::iter::repeat_n(side, 1000));
    report.findings.extend(std::iter::repeat_n(finding, 1000));
    let page = body(&report);
    assert!(page.contains("Not shown: 989 findings, 986 answers; the JSON report holds all."));
    assert!(page.len() < 200_000, "{} bytes", page.len());
}
