//! What makes a finding the same finding in the next run: its identity without its position.
//!
//! Baselines, waivers and code-scanning alerts are keyed on it, so it must survive moved lines, new findings and a new
//! version of the program. It is therefore made of the two claims' own words and answers, by an algorithm fixed here.

use std::fmt;
use std::str::FromStr;

use super::{Finding, Relation};
use crate::claim::{Claim, ClaimKind};
use crate::source::Source;

/// The name of a finding between two claims: `x` and sixteen hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(u64);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "x{:016x}", self.0)
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('x').map(|rest| rest.split('-').next().unwrap_or_default());
        digits
            .filter(|digits| digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u64::from_str_radix(digits, 16).ok())
            .map(Self)
            .ok_or_else(|| format!("'{text}' is not the id of a finding; it is x and sixteen digits, 0 to f"))
    }
}

/// The identities of all claims of a report.
#[derive(Debug, Clone, Default)]
pub struct Identities(Vec<u64>);

impl Identities {
    /// Identities of claims, each made of its document, question, voice, answer and words.
    #[must_use]
    pub fn of(sources: &[Source], claims: &[Claim]) -> Self {
        let identity = |claim: &Claim| {
            let source = sources.get(claim.source);
            let path = source.map(|source| source.path.replace('\\', "/")).unwrap_or_default();
            let path = path.trim_start_matches("./");
            let words = source.map(|source| claim.span.of(&source.text).to_lowercase()).unwrap_or_default();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let value = claim.value.to_string();
            let parts = [path, &claim.topic.concept, &claim.voice.name, &value, &words];
            fnv1a(parts.join("\u{1f}").as_bytes())
        };
        Self(claims.iter().map(identity).collect())
    }

    /// The name of a finding between two claims, whichever comes first.
    #[must_use]
    pub fn name(&self, relation: Relation, kind: ClaimKind, a: usize, b: usize) -> Name {
        let identity = |claim: usize| self.0.get(claim).copied().unwrap_or_default();
        let (a, b) = (identity(a), identity(b));
        // The names of relation and kind on the wire are fixed, too.
        let rule = serde_json::to_string(&(relation, kind)).unwrap_or_default();
        let sides = [a.min(b), a.max(b)].map(u64::to_be_bytes).concat();
        Name(fnv1a(&[rule.as_bytes(), &sides].concat()))
    }

    /// Every name a finding goes by: one a pair of its claims, the first of which is its id. A name outlives a change
    /// of the claims that stand first on each side. As many as the product of its sides.
    pub fn names<'i>(&'i self, finding: &'i Finding) -> impl Iterator<Item = Name> + 'i {
        let pairs = finding.a.iter().flat_map(|&a| finding.b.iter().map(move |&b| (a, b)));
        pairs.map(|(a, b)| self.name(finding.relation, finding.kind, a, b))
    }
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

    #[test]
    fn names_are_read_as_written() {
        let name = Name(0x1a2b);
        assert_eq!(name.to_string(), "x0000000000001a2b");
        assert_eq!(name.to_string().parse(), Ok(name));
        assert_eq!("x0000000000001a2b-2".parse(), Ok(name));
        assert!("x12".parse::<Name>().is_err());
        assert!("f0000000000001a2b".parse::<Name>().is_err());
    }
}
