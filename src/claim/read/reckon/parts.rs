//! Parts and their total: "12 dead: 7 men and 6 women", "12 people, including 15 children", "7 men and 6 women died".

use std::ops::Range;

use rust_decimal::Decimal;

use super::share::exact;
use super::{Figure, Row, TIED, against};
use crate::claim::lexicon::Cue;
use crate::claim::{Claim, ClaimKind, Reckoning};
use crate::span::Span;
use crate::syntax::Upos;
use crate::value::{Detail, Quantity, Reason, Tolerance, Value, arithmetic};

/// Most words between two members of a list, its comma or conjunction included.
const GAP: usize = 5;
/// Most words between a figure and the parts of it that end its sentence.
const TRAIL: usize = 10;

/// Signs that open the parts of what stands before them.
const OPENING: [&str; 4] = [":", "(", "\u{2014}", "\u{2013}"];

/// Reads every list of parts with the total it is said to make, or makes.
pub(super) fn read(row: &Row<'_, '_>, found: &mut Vec<Claim>) {
    let mut at = 0;
    while at < row.figures.len() {
        let end =
            (at + 1..row.figures.len()).find(|&next| !is_joined(row, next)).unwrap_or(row.figures.len());
        found.extend(List { row, from: at, to: end }.claim());
        at = end;
    }
}

/// Whether a figure goes on the list of the one before it.
fn is_joined<'s>(row: &Row<'s, '_>, at: usize) -> bool {
    let Some([before, figure]) = at.checked_sub(1).and_then(|i| row.figures.get(i..=at)) else {
        return false;
    };
    let sentence = row.scene.sentence;
    let gap = before.extent().end..figure.words.start;
    let joint = |w: usize| sentence.upos(w) == Upos::Cconj || row.has_sign(w..w + 1, &[","]);
    let loose = |w: usize| matches!(sentence.upos(w), Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Pron);
    let cut = [Cue::Subset, Cue::Restated, Cue::Total, Cue::Comparison]
        .iter()
        .any(|&cue| row.has(cue, gap.clone()));
    let all = row.has(Cue::Total, figure.extent().end..figure.extent().end + 1);
    let kind =
        |f: &Figure<'_>| f.quantity().map(|q| (f.reading.kind, q.unit.as_ref().map(|u| u.code.clone())));
    // "7 dead and 30 hurt" are no parts of one whole.
    let topic = |f: &Figure<'s>| f.claim.map(|c| &c.topic).filter(|t| t.known);
    let other = topic(before).zip(topic(figure)).is_some_and(|(a, b)| a.plain() != b.plain());
    (1..=GAP).contains(&gap.len())
        && gap.clone().any(joint)
        && !gap.clone().any(loose)
        && !row.has_sign(gap, &[":", ";", "(", ")", "\u{2014}", "\u{2013}"])
        && !cut
        && !all
        && !other
        && kind(before).is_some_and(|k| Some(k) == kind(figure))
}

/// Figures that commas and conjunctions join.
struct List<'r, 's, 't> {
    row: &'r Row<'s, 't>,
    from: usize,
    to: usize,
}

/// How parts stand to a figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// They are all there is of it.
    All,
    /// They are some of it.
    Some,
}

impl<'s> List<'_, 's, '_> {
    fn members(&self) -> &[Figure<'s>] {
        self.row.figures.get(self.from..self.to).unwrap_or_default()
    }

    /// What the list gives: against a total that stands beside it, else for itself.
    fn claim(&self) -> Option<Claim> {
        let (total, tie) = match (self.before(), self.behind()) {
            (Some(found), _) | (None, Some(found)) => found,
            (None, None) => match self.apposed().or_else(|| self.trailed()) {
                Some(found) => found,
                None => return self.alone(),
            },
        };
        let from = if total == self.from { total + 1 } else { self.from };
        let members = Self { from, to: if tie == Tie::Some { self.first_run() } else { self.to }, ..*self };
        members.held_against(self.row.figures.get(total)?, tie)
    }

    /// One past the last member before a comma with a conjunction, behind which the list around a part of it may go on.
    fn first_run(&self) -> usize {
        let goes_on = |at: &usize| {
            let two = self.row.figures.get(at.saturating_sub(1)..=*at).unwrap_or_default();
            let [a, b] = two else { return false };
            let gap = a.extent().end..b.words.start;
            self.row.has_sign(gap.clone(), &[","])
                && gap.into_iter().any(|w| self.row.scene.sentence.upos(w) == Upos::Cconj)
        };
        (self.from + 1..self.to).find(goes_on).unwrap_or(self.to)
    }

    /// The total right before the list, which a sign or word opens.
    fn before(&self) -> Option<(usize, Tie)> {
        let at = self.from.checked_sub(1)?;
        let total = self.row.figures.get(at)?;
        let gap = total.extent().end..self.members().first()?.words.start;
        let subset = self.opens_part(gap.clone());
        // A part of a part says nothing of what stands behind: "3 women, 4 men, including 2 soldiers, and 5 children".
        if subset && !is_joined(self.row, at) && self.row.is_bare(gap.clone(), &[Cue::Subset]) {
            return Some((at, Tie::Some));
        }
        let opening = gap.clone().rfind(|&w| self.row.has_sign(w..w + 1, &OPENING)).filter(|_| !subset)?;
        let sentence = self.row.scene.sentence;
        let describes = |w: usize| {
            matches!(sentence.upos(w), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adp | Upos::Det)
        };
        let described = opening - gap.start <= GAP && (gap.start..opening).all(describes);
        (described && self.row.is_bare(opening..gap.end, &[Cue::Restated])).then_some((at, Tie::All))
    }

    /// Whether a word in a stretch of words opens a part of what stands before, and not the whole behind: "among the 20".
    fn opens_part(&self, gap: Range<usize>) -> bool {
        let sentence = self.row.scene.sentence;
        let inside = |words: &Range<usize>| gap.start <= words.start && words.end <= gap.end;
        let whole = |words: &Range<usize>| {
            sentence.cues(Cue::Whole).any(|m| m.words.start <= words.start && words.end <= m.words.end)
        };
        sentence.cues(Cue::Subset).any(|m| inside(&m.words) && !whole(&m.words))
    }

    /// The total behind the list, which a word says it is: "13 in all".
    fn behind(&self) -> Option<(usize, Tie)> {
        let total = self.row.figures.get(self.to)?;
        let gap = self.members().last()?.extent().end..total.words.start;
        let end = total.extent().end;
        let said = self.row.has(Cue::Total, gap.clone()) || self.row.has(Cue::Total, end..end + 1);
        (said && self.row.is_bare(gap, &[Cue::Total, Cue::Restated])).then_some((self.to, Tie::All))
    }

    /// The first of the list, where all others count kinds of what it counts: "12 people, 7 men and 6 women".
    fn apposed(&self) -> Option<(usize, Tie)> {
        let (total, parts) = self.members().split_first()?;
        let gap = total.extent().end..parts.first()?.words.start;
        (parts.len() > 1 && self.is_bare_comma(gap) && self.are_kinds(parts, total))
            .then_some((self.from, Tie::All))
    }

    /// The figure before a list that ends its sentence, where the list counts kinds of what it counts: "12 people drowned,
    /// 7 men and 6 women".
    fn trailed(&self) -> Option<(usize, Tie)> {
        let at = self.from.checked_sub(1)?;
        let total = self.row.figures.get(at)?;
        let parts = self.members();
        let gap = total.extent().end..parts.first()?.words.start;
        let comma =
            gap.end.checked_sub(1).filter(|&w| w >= gap.start && self.row.has_sign(w..w + 1, &[","]))?;
        let sentence = self.row.scene.sentence;
        let joint = |w: usize| matches!(sentence.upos(w), Upos::Cconj | Upos::Sconj | Upos::Punct);
        let mut rest = parts.last()?.extent().end..sentence.words.len();
        let ends = rest.all(|w| sentence.upos(w) == Upos::Punct);
        let trails = parts.len() > 1 && ends && gap.len() <= TRAIL && !(gap.start..comma).any(joint);
        (trails && self.are_kinds(parts, total)).then_some((at, Tie::All))
    }

    /// Whether a comma, and no conjunction, stands in a stretch of small words.
    fn is_bare_comma(&self, gap: Range<usize>) -> bool {
        self.row.has_sign(gap.clone(), &[","]) && self.row.is_bare(gap, &[])
    }

    /// Whether parts count kinds of what the total counts, or divide it: of migrants some are women, some children.
    fn are_kinds(&self, parts: &[Figure<'_>], total: &Figure<'_>) -> bool {
        let lexicon = self.row.scene.lexicon;
        let class = |f: &Figure<'_>| f.noun.and_then(|noun| self.row.scene.sentence.class(noun));
        let widest = |c| lexicon.lineage(c).last();
        let Some(whole) = class(total) else { return false };
        let is_kind = |f: &Figure<'_>| class(f).is_some_and(|c| c != whole && lexicon.is_a(c, whole));
        let divides = |f: &Figure<'_>| {
            class(f).is_some_and(|c| widest(c) == widest(whole) && c != whole && !lexicon.are_apart(c, whole))
        };
        parts.iter().all(is_kind) || parts.iter().all(divides) && self.are_apart(parts)
    }

    /// The sum against the total.
    fn held_against(&self, total: &Figure<'s>, tie: Tie) -> Option<Claim> {
        let stated = total.claim?;
        if stated.topic.is_denied() || !self.may_be_of(total) {
            return None;
        }
        let closed = tie == Tie::All && self.is_closed();
        let (sum, numbers) = if tie == Tie::All || self.are_apart(self.members()) {
            (self.sum()?, self.numbers())
        } else {
            let most = self.members().iter().filter_map(Figure::quantity).max_by_key(|q| q.low)?;
            (most.clone(), most.nominal.into_iter().collect())
        };
        let sum = if closed { sum } else { arithmetic::at_least(sum) };
        if tie == Tie::All && self.members().len() < 2 {
            return None;
        }
        let steps = steps(numbers, &sum);
        against(stated, sum, self.span(), steps)
    }

    /// Whether the members may count parts of the total: by the same question, or as kinds of the same thing.
    fn may_be_of(&self, total: &Figure<'_>) -> bool {
        let unit = |f: &Figure<'_>| f.quantity().and_then(|q| q.unit.as_ref()).map(|u| u.code.clone());
        let asks_alike = |part: &Figure<'_>| {
            part.claim
                .zip(total.claim)
                .is_some_and(|(p, t)| p.kind == t.kind && p.topic.plain() == t.topic.plain())
        };
        let scene = self.row.scene;
        let class = |f: &Figure<'_>| f.noun.and_then(|noun| scene.sentence.class(noun));
        let one_sort = |part: &Figure<'_>| part.reading.kind == total.reading.kind;
        let is_kind = |f: &Figure<'_>| {
            class(f).zip(class(total)).is_some_and(|(part, whole)| scene.lexicon.is_a(part, whole))
        };
        let parts = self.members();
        parts.iter().all(|part| unit(part) == unit(total))
            && (parts.iter().all(|part| asks_alike(part) || one_sort(part) && is_kind(part))
                || parts.iter().all(one_sort) && self.are_kinds(parts, total))
    }

    /// Whether nobody counted by one member is counted by another, for all that the packs know.
    fn are_apart(&self, parts: &[Figure<'_>]) -> bool {
        let scene = self.row.scene;
        let classes: Option<Vec<_>> =
            parts.iter().map(|f| f.noun.and_then(|noun| scene.sentence.class(noun))).collect();
        classes.is_some_and(|classes| {
            classes
                .iter()
                .enumerate()
                .all(|(i, &a)| classes.iter().skip(i + 1).all(|&b| scene.lexicon.are_apart(a, b)))
        })
    }

    /// Whether nothing more can belong to the list: no figure, and no further member without one, stands behind it before
    /// its bracket or the sentence ends.
    fn is_closed(&self) -> bool {
        let sentence = self.row.scene.sentence;
        let Some(end) = self.members().last().map(|f| f.extent().end) else { return false };
        let rest = end..sentence.words.len();
        let close =
            self.row.words(rest.clone()).find(|(_, form)| *form == ")").map_or(rest.end, |(at, _)| at);
        let rest = end..close;
        let goes_on = |w: usize| {
            let joint = sentence.upos(w) == Upos::Cconj || self.row.has_sign(w..w + 1, &[",", ";"]);
            let nominal = matches!(
                sentence.upos(w + 1),
                Upos::Det | Upos::Noun | Upos::Num | Upos::Propn | Upos::Adj | Upos::Pron | Upos::Cconj
            );
            joint && nominal
        };
        let figure = |w: usize| sentence.value_at(w).is_some();
        !rest.clone().any(figure) && !rest.clone().any(|w| goes_on(w) && w + 1 < close)
    }

    fn sum(&self) -> Option<Quantity> {
        let parts: Vec<&Quantity> = self.members().iter().filter_map(Figure::quantity).collect();
        arithmetic::sum(&parts, &Tolerance::default())
    }

    fn numbers(&self) -> Vec<Decimal> {
        self.members().iter().filter_map(|f| f.quantity()?.nominal.or(f.quantity()?.low)).collect()
    }

    fn extent(&self) -> Range<usize> {
        let first = self.members().first().map_or(0, |f| f.extent().start);
        first..self.members().last().map_or(first, |f| f.extent().end)
    }

    fn span(&self) -> Span {
        self.row.span(self.extent())
    }

    /// The sum where nobody states it, of parts of one whole that the packs know.
    fn alone(&self) -> Option<Claim> {
        let claims: Option<Vec<&Claim>> = self.members().iter().map(|f| f.claim).collect();
        let claims = claims.filter(|c| c.len() > 1)?;
        let first = *claims.first()?;
        let parts_of_one = claims.iter().all(|c| {
            c.topic == first.topic
                && c.kind == ClaimKind::Number
                && c.qualifiers.subset.is_some()
                && !c.standing.additional
                && c.standing.superseded == first.standing.superseded
        });
        if !parts_of_one || !first.topic.known || !self.are_apart(self.members()) || !self.is_closed() {
            return None;
        }
        let sum = self.sum()?;
        let strength = claims.iter().map(|c| c.strength).fold(TIED, f64::min) * TIED;
        let steps = steps(self.numbers(), &sum);
        let mut claim = Claim {
            value: Value::Quantity(sum),
            span: self.span(),
            strength,
            reckoning: Some(Reckoning { steps, against: None }),
            ..first.clone()
        };
        claim.qualifiers.subset = None;
        Some(claim)
    }
}

/// "7 + 6 = 13"; of one part, that it is one.
fn steps(parts: Vec<Decimal>, sum: &Quantity) -> Reason {
    match parts.as_slice() {
        [part] => Reason::new("reckoning.part").with("part", *part),
        _ => Reason::new("reckoning.sum").with("parts", Detail::Sum(parts)).with("sum", &exact(sum)),
    }
}
