use recoupe::pipeline::Report;
use recoupe::report::{Style, text};
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
