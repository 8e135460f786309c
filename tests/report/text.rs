use std::collections::BTreeSet;

use recoupe::judge::{Relation, Severity};
use recoupe::pipeline::Report;
use recoupe::report::{Style, html, markdown, text};
use recoupe::words::Words;
use unicode_width::UnicodeWidthStr;

use crate::{french, rendered, sample};

fn page(style: Style) -> String {
    rendered(|out| text::write(&sample::report(), Words::english(), style, out))
}

#[test]
fn a_narrow_terminal() {
    let page = page(Style::default());
    insta::assert_snapshot!(page);
    for line in page.lines() {
        assert!(line.width() <= 80, "{line:?} is {} columns wide", line.width());
    }
}

#[test]
fn a_french_reader() {
    let page = rendered(|out| text::write(&sample::report(), &french(), Style::default(), out));
    insta::assert_snapshot!(page);
    for line in page.lines() {
        assert!(line.width() <= 80, "{line:?} is {} columns wide", line.width());
    }
}

#[test]
fn a_wide_terminal() {
    insta::assert_snapshot!(page(Style { width: 200, ..Style::default() }));
}

#[test]
fn everything_in_full() {
    insta::assert_snapshot!(page(Style { verbose: true, ..Style::default() }));
}

#[test]
fn every_total_counts_questions_and_each_of_them_once() {
    let report = sample::report();
    let contradicting: BTreeSet<usize> = report
        .findings
        .iter()
        .filter(|finding| finding.relation == Relation::Contradiction && finding.severity > Severity::Note)
        .map(|finding| finding.fact)
        .collect();
    let found = report.findings.iter().filter(|finding| finding.relation == Relation::Contradiction).count();
    assert!(contradicting.len() < found, "a question with several findings");
    let count = contradicting.len();
    let text = page(Style::default());
    assert!(text.starts_with(&format!("CONTRADICTIONS {count}\n")), "{text}");
    assert_eq!(
        text.lines().filter(|line| line.starts_with("ERROR") || line.starts_with("WARNING")).count(),
        count
    );
    assert!(text.contains(&format!("\n{count} contradictions (1 error, 1 warning), 1 note, ")), "{text}");
    let page = rendered(|out| html::write(&report, Words::english(), out));
    assert!(page.contains(&format!("<title>recoupe: {count} contradictions (1 error, 1 warning), 1 note, ")));
    for (name, chip) in [("contradiction", count), ("note", 1)] {
        let rows = page.matches(&format!("data-status=\"{name}\"")).count();
        assert_eq!(rows, chip);
        let label = page.split(&format!("value=\"{name}\" checked>")).nth(1).unwrap();
        assert!(label.split("</label>").next().unwrap().ends_with(&format!("<b>{chip}</b>")));
    }
    let page = rendered(|out| markdown::write(&report, Words::english(), out));
    assert_eq!(page.matches("\n**").count(), count);
    assert!(page.contains("; 1 note, ") && page.contains("Notes (1)"), "{page}");
}

#[test]
fn colour_changes_no_word() {
    let plain = page(Style::default());
    let coloured = page(Style { colour: true, ..Style::default() });
    assert!(coloured.contains("\u{1b}[1;31mERROR\u{1b}[0m"));
    let codes = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words(&codes.replace_all(&coloured, "")), words(&plain));
}

#[test]
fn sources_do_not_reach_the_terminal_raw() {
    assert!(!page(Style { verbose: true, ..Style::default() }).contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn nothing_found_is_said_in_one_line() {
    let page = rendered(|out| text::write(&Report::default(), Words::english(), Style::default(), out));
    assert_eq!(page, "0 sources, 0 claims, 0 questions: 0 contradictions, 0 compatible, 0 agreements\n");
}
