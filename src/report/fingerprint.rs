//! What makes a finding the same finding in the next run: its identity without its position.
//!
//! Baselines, waivers and code-scanning alerts are keyed on it, so it must survive moved lines, new findings and a new
//! version of the program. It is therefore made of the two claims' own words and answers, by an algorithm fixed here.

use super::cite::Cited;
use super::cross::Cross;
use super::plain::printable;

/// Name of this way of making fingerprints; changes with it.
pub const VERSION: &str = "recoupe/v1";

/// Sixteen hexadecimal digits that name a finding whatever the lines it stands on and whichever side comes first.
pub fn of(cross: Cross<'_>) -> String {
    let mut sides = [cross.a, cross.b].map(identity);
    sides.sort_unstable();
    let [first, second] = sides;
    let whole = [cross.rule(), first, second].join("\u{1e}");
    format!("{:016x}", fnv1a(whole.as_bytes()))
}

/// Document, question, answer and words of a claim.
fn identity(cited: Cited<'_>) -> String {
    let claim = cited.claim;
    let words = printable(cited.quote()).to_lowercase();
    let value = claim.value.to_string();
    [cited.source.path.as_str(), &claim.topic.concept, &claim.voice.name, &value, &words].join("\u{1f}")
}

/// FNV-1a, 64 bits.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_algorithm_is_the_published_one() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
