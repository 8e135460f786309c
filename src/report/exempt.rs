//! How findings that alarm nobody are marked: those that stood in the baseline, and those somebody answers for.

use super::plain::printable;
use crate::judge::{Exemption, Finding};

/// One word for a mark: `known`, `waived`.
pub fn label(exemption: &Exemption) -> &'static str {
    match exemption {
        Exemption::Known => "known",
        Exemption::Waived(_) => "waived",
    }
}

/// Why a finding alarms nobody, in a few printable words; `None` for one that does.
pub fn account(finding: &Finding) -> Option<String> {
    match finding.exempt.as_ref()? {
        Exemption::Known => Some("stands in the baseline".to_owned()),
        Exemption::Waived(waived) => {
            let until = waived.expires.map(|date| format!(" until {date}")).unwrap_or_default();
            Some(printable(&format!("by {}{until}: {}", waived.owner, waived.reason)))
        }
    }
}

/// The mark and why: `waived by the desk until 2025-01: both counts are right`; empty for a finding without one.
pub fn told(finding: &Finding) -> String {
    let mark = finding.exempt.as_ref().map(label).unwrap_or_default();
    account(finding).map(|why| format!("{mark}: {why}")).unwrap_or_default()
}
