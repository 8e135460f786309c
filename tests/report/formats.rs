//! The formats for other programs: each against a stored page and, where there is one, against its own validator.

use recoupe::judge::{Exemption, Identities, Severity, Waived};
use recoupe::pipeline::Report;
use recoupe::report::{Style, annotation, findings, github, junit, markdown, rdjson, sarif, text};
use recoupe::words::Words;
use serde_json::Value;

use crate::{rendered, sample};

fn sarif_of(report: &Report) -> Value {
    serde_json::from_str(&rendered(|out| sarif::write(report, Words::english(), out))).unwrap()
}

/// The sample with its first finding known and its second waived.
fn exempted() -> Report {
    let mut report = sample::report();
    report.findings[0].exempt = Some(Exemption::Known);
    report.findings[1].exempt = Some(Exemption::Waived(Waived {
        reason: "being checked with the ministry".to_owned(),
        owner: "foreign desk".to_owned(),
        expires: "2024-09".parse().ok(),
        inline: true,
    }));
    report
}

#[test]
fn sarif_fits_the_standard() {
    let schema: Value = serde_json::from_str(include_str!("schemas/sarif-2.1.0.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut page = sarif_of(&exempted());
    let problems: Vec<_> =
        validator.iter_errors(&page).map(|e| format!("{e} at {}", e.instance_path)).collect();
    assert_eq!(problems, Vec::<String>::new());
    assert!(validator.is_valid(&sarif_of(&Report::default())));
    page["runs"][0]["tool"]["driver"]["version"] = "…".into();
    insta::assert_json_snapshot!(page);
}

#[test]
fn sarif_columns_count_characters() {
    let mut b = sample::Builder::default();
    let (count, kind) = (sample::count, recoupe::claim::ClaimKind::Number);
    let one = b.source("a.txt", None, "2024", "\u{feff}", "Été à Évian\nL’été, 12 blessés à Évian");
    let one = b.claim(one, "12 blessés", "person.injured", kind, count(12));
    let two = b.source("b.txt", None, "2024", "", "x\n13 hurt");
    let two = b.claim(two, "13 hurt", "person.injured", kind, count(13));
    let fact = b.fact(["?", "?"], "", recoupe::judge::Status::Contradiction, &[&[one], &[two]]);
    b.finding(fact, recoupe::judge::Relation::Contradiction, Severity::Error, &[one], &[two]);
    let page = sarif_of(&b.report);
    let region = &page["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&2.into(), &8.into(), &18.into())
    );
}

#[test]
fn exempt_findings_are_marked_everywhere_and_alarm_nobody() {
    let report = exempted();
    let page =
        rendered(|out| text::write(&report, Words::english(), Style { width: 120, ..Style::default() }, out));
    for words in
        ["ERROR (known)", "WARNING (waived)", "by foreign desk until 2024-09", "; 1 known, 1 waived)"]
    {
        assert!(page.contains(words), "no {words:?} in {page}");
    }
    let page = rendered(|out| markdown::write(&report, Words::english(), out));
    assert!(page.contains("1 known, 1 waived") && page.contains("☑️ known") && page.contains("☑️ waived"));
    let page = rendered(|out| junit::write(&report, Words::english(), Severity::Warning, out));
    assert!(page.contains("failures=\"0\"") && page.contains("known: stands in the baseline"), "{page}");
    assert!(rendered(|out| findings::write_csv(&report, out)).contains("waived: by foreign desk"));
    assert!(
        rendered(|out| recoupe::report::html::write(&report, Words::english(), out))
            .contains("waived: by foreign desk")
    );
    let lines =
        |report: &Report| rendered(|out| github::write(report, Words::english(), out)).lines().count();
    assert_eq!(lines(&report) + 2, lines(&sample::report()));
    let page: Value =
        serde_json::from_str(&rendered(|out| rdjson::write(&report, Words::english(), out))).unwrap();
    assert_eq!(page["diagnostics"].as_array().unwrap().len(), lines(&report));
}

#[test]
fn names_of_findings_survive_moved_lines_and_swapped_sides() {
    let report = sample::report();
    let mut moved = report.clone();
    moved.sources[0].lines = recoupe::span::LineIndex::new(b"\n\n\n").into();
    for finding in &mut moved.findings {
        std::mem::swap(&mut finding.a, &mut finding.b);
    }
    let names = |report: &Report| -> Vec<_> {
        let identities = Identities::of(&report.sources, &report.claims);
        report.findings.iter().map(|finding| identities.names(finding).next()).collect()
    };
    // The first side of the first finding holds two claims; swapping keeps its foremost claims.
    assert_eq!(names(&report), names(&moved));
    let unique: std::collections::BTreeSet<_> = names(&report).into_iter().collect();
    assert_eq!(unique.len(), report.findings.len());
}

#[test]
fn junit_is_well_formed() {
    let page = rendered(|out| junit::write(&sample::report(), Words::english(), Severity::Warning, out));
    let mut reader = quick_xml::Reader::from_str(&page);
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    insta::assert_snapshot!(page);
}

#[test]
fn junit_fails_at_the_severity_asked_for() {
    let failures = |fail_at| {
        rendered(|out| junit::write(&sample::report(), Words::english(), fail_at, out))
            .matches("<failure")
            .count()
    };
    assert_eq!([Severity::Error, Severity::Warning, Severity::Note].map(failures), [1, 2, 3]);
}

#[test]
fn github_annotations() {
    insta::assert_snapshot!(rendered(|out| github::write(&sample::report(), Words::english(), out)));
}

#[test]
fn github_annotations_stay_under_the_cap() {
    let mut report = sample::report();
    let first = report.findings[0].clone();
    report.findings.extend(std::iter::repeat_n(first, 20));
    let page = rendered(|out| github::write(&report, Words::english(), out));
    assert_eq!(page.lines().filter(|line| line.starts_with("::")).count(), github::CAP);
    assert!(page.ends_with("14 more not annotated; the full report lists them\n"), "{page}");
}

#[test]
fn reviewdog() {
    let page: Value =
        serde_json::from_str(&rendered(|out| rdjson::write(&sample::report(), Words::english(), out)))
            .unwrap();
    insta::assert_json_snapshot!(page);
}

#[test]
fn a_sheet_of_findings() {
    insta::assert_snapshot!(rendered(|out| findings::write_csv(&sample::report(), out)));
}

#[test]
fn markdown_for_a_comment() {
    insta::assert_snapshot!(rendered(|out| markdown::write(&sample::report(), Words::english(), out)));
}

#[test]
fn markdown_fits_a_comment() {
    let mut report = sample::report();
    for _ in 0..400 {
        let mut fact = report.facts[0].clone();
        fact.id = format!("f{}", report.facts.len() + 1);
        let mut finding = report.findings[0].clone();
        finding.fact = report.facts.len();
        report.facts.push(fact);
        report.findings.push(finding);
    }
    let page = rendered(|out| markdown::write(&report, Words::english(), out));
    assert!(page.chars().count() < 65_536);
    assert!(page.contains("more left out"));
}

#[test]
fn web_annotations_can_be_found_again() {
    let report = sample::report();
    let page: Value = serde_json::from_str(&rendered(|out| annotation::write(&report, out))).unwrap();
    for item in page["items"].as_array().unwrap() {
        let Some([quote, position]) = item["target"]["selector"].as_array().map(Vec::as_slice) else {
            continue;
        };
        let path = item["target"]["source"].as_str().unwrap();
        let text: Vec<char> =
            report.sources.iter().find(|source| source.path == path).unwrap().text.chars().collect();
        let at = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(quote["exact"], words);
        let around: String = text.iter().collect();
        let context = ["prefix", "exact", "suffix"].map(|name| quote[name].as_str().unwrap()).concat();
        assert!(around.contains(&context), "{context:?}");
    }
    insta::assert_json_snapshot!(page);
}
