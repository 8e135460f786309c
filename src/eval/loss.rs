//! Where on its way through the program a labelled pair was lost.

use serde::Serialize;

use crate::claim::Claim;
use crate::judge::{Finding, Relation};
use crate::pipeline::Report;
use crate::value::{Tolerance, Verdict, compare};

/// The stage that lost a labelled pair; the later, the nearer it came to being found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// No claim was read from a passage.
    Unread,
    /// The claims of the two passages give different kinds of answers.
    OtherKind,
    /// Their answers cannot be held against each other, as of two units.
    Incomparable,
    /// They were not held to answer one question.
    Unaligned,
    /// They were found to stand in another relation.
    OtherVerdict,
    /// The right relation was found, too doubtful to be more than a note.
    Doubtful,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 6] = [
        Self::Unread,
        Self::OtherKind,
        Self::Incomparable,
        Self::Unaligned,
        Self::OtherVerdict,
        Self::Doubtful,
    ];

    /// The stage for people.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::Unread => "no claim read",
            Self::OtherKind => "kinds of answers differ",
            Self::Incomparable => "answers cannot be compared",
            Self::Unaligned => "not held to be one question",
            Self::OtherVerdict => "another relation found",
            Self::Doubtful => "too doubtful: a note",
        }
    }
}

/// Why a labelled pair was not found, with the two claims that came nearest, by index in the report.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loss<'r> {
    /// Where it was lost.
    pub stage: Stage,
    /// The claim of one passage, where one was read.
    pub a: Option<usize>,
    /// The claim of the other.
    pub b: Option<usize>,
    /// The finding that connects them, where one does.
    pub finding: Option<&'r Finding>,
}

/// Whether a finding connects the claims of two passages, either way round.
pub(super) fn connects(finding: &Finding, a: &[usize], b: &[usize]) -> bool {
    let meets = |side: &[usize], claims: &[usize]| side.iter().any(|claim| claims.contains(claim));
    (meets(&finding.a, a) && meets(&finding.b, b)) || (meets(&finding.a, b) && meets(&finding.b, a))
}

/// Why the claims `a` of one passage and `b` of another were not found to stand in the relation `wanted`.
pub(super) fn loss<'r>(report: &'r Report, a: &[usize], b: &[usize], wanted: Relation) -> Loss<'r> {
    let right = |finding: &Finding| finding.relation == wanted;
    let connecting = report.findings.iter().filter(|finding| connects(finding, a, b));
    let nearest =
        connecting.max_by(|f, g| right(f).cmp(&right(g)).then(f.confidence.total_cmp(&g.confidence)));
    let Some(finding) = nearest else { return unaligned(report, a, b) };
    let both = || finding.a.iter().chain(&finding.b).copied();
    let stage = if finding.relation == wanted { Stage::Doubtful } else { Stage::OtherVerdict };
    let of = |claims: &[usize]| both().find(|claim| claims.contains(claim));
    Loss { stage, a: of(a), b: of(b), finding: Some(finding) }
}

/// How near two claims come that no finding connects: their stage, and whether they are of one concept.
fn nearness(x: &Claim, y: &Claim) -> (Stage, bool) {
    let stage = if x.kind != y.kind {
        Stage::OtherKind
    } else if compare(&x.value, &y.value, &Tolerance::default()).verdict == Verdict::Incomparable {
        Stage::Incomparable
    } else {
        Stage::Unaligned
    };
    (stage, x.topic.concept == y.topic.concept)
}

fn unaligned<'r>(report: &Report, a: &[usize], b: &[usize]) -> Loss<'r> {
    let mut best = None;
    for (x, y) in a.iter().flat_map(|&x| b.iter().map(move |&y| (x, y))) {
        let (Some(first), Some(second)) = (report.claims.get(x), report.claims.get(y)) else { continue };
        let near = nearness(first, second);
        if best.is_none_or(|(most, _)| near > most) {
            best = Some((near, (x, y)));
        }
    }
    match best {
        Some(((stage, _), (x, y))) => Loss { stage, a: Some(x), b: Some(y), finding: None },
        None => Loss { stage: Stage::Unread, a: a.first().copied(), b: b.first().copied(), finding: None },
    }
}
