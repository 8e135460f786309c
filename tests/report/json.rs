use recoupe::judge::{Exemption, Waived};
use recoupe::pipeline::Report;
use recoupe::report::json;
use serde_json::Value;

use crate::{rendered, sample};

fn page(report: &Report) -> Value {
    serde_json::from_str(&rendered(|out| json::write(report, out))).unwrap()
}

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../../docs/report.schema.json")).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn the_contract_is_kept() {
    let mut page = page(&sample::report());
    let problems: Vec<_> =
        validator().iter_errors(&page).map(|e| format!("{} at {}", e, e.instance_path)).collect();
    assert_eq!(problems, Vec::<String>::new());
    page["tool"]["version"] = "…".into();
    insta::assert_json_snapshot!(page);
}

#[test]
fn what_exempts_a_finding_is_told() {
    let mut report = sample::report();
    report.facts[0].omitted = 3;
    report.findings[0].exempt = Some(Exemption::Known);
    report.findings[1].exempt = Some(Exemption::Waived(Waived {
        reason: "both are right".to_owned(),
        owner: "desk".to_owned(),
        expires: None,
        inline: false,
    }));
    let page = page(&report);
    assert!(validator().is_valid(&page));
    assert_eq!(page["findings"][0]["exempt"]["by"], "baseline");
    assert_eq!(page["findings"][1]["exempt"]["waiver"]["owner"], "desk");
}

#[test]
fn an_empty_report_is_valid() {
    assert!(validator().is_valid(&page(&Report::default())));
}

#[test]
fn the_schema_refuses_what_it_does_not_know() {
    let mut page = page(&sample::report());
    page["claims"][0]["mood"] = "glum".into();
    assert!(!validator().is_valid(&page));
}

#[test]
fn spans_are_bytes_of_the_file() {
    let report = sample::report();
    let page = page(&report);
    let file = format!("---\nlang: en\n---\n{}", report.sources[0].text);
    let here = page["claims"].as_array().unwrap().iter().filter(|claim| claim["source"] == "s1");
    for claim in here {
        let at = |name: &str| usize::try_from(claim["span"][name].as_u64().unwrap()).unwrap();
        assert_eq!(claim["text"], file[at("start")..at("end")]);
        let line = file.lines().nth(at("line") - 1).unwrap();
        assert!(line[at("column") - 1..].starts_with(claim["text"].as_str().unwrap()));
    }
}
