//! How findings that alarm nobody are marked: those that stood in the baseline, and those somebody answers for.

use super::plain::printable;
use crate::judge::{Exemption, Finding, Waived};
use crate::words::Words;

/// One word for a mark: `known`, `waived`.
pub fn label<'w>(exemption: &Exemption, words: &'w Words) -> &'w str {
    match exemption {
        Exemption::Known => words.say("exempt.known"),
        Exemption::Waived(_) => words.say("exempt.waived"),
    }
}

/// Why a finding alarms nobody, in a few printable words; `None` for one that does.
pub fn account(finding: &Finding, words: &Words) -> Option<String> {
    Some(match finding.exempt.as_ref()? {
        Exemption::Known => words.say("exempt.in_baseline").to_owned(),
        Exemption::Waived(Waived { owner, reason, expires: None, .. }) => {
            printable(&words.fill("exempt.by", &[("owner", owner), ("reason", reason)]))
        }
        Exemption::Waived(Waived { owner, reason, expires: Some(date), .. }) => {
            let date = words.published(*date);
            printable(
                &words.fill("exempt.by_until", &[("owner", owner), ("date", &date), ("reason", reason)]),
            )
        }
    })
}

/// The mark and why: `waived by the desk until 2025-01: both counts are right`; empty for a finding without one.
pub fn told(finding: &Finding, words: &Words) -> String {
    let mark = finding.exempt.as_ref().map(|exemption| label(exemption, words)).unwrap_or_default();
    let why = account(finding, words);
    why.map(|why| words.fill("labelled", &[("label", &mark), ("text", &why)])).unwrap_or_default()
}
