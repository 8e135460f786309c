//! A part, its whole and the share it is: "45 of 60 seats, or 75 %", "75 % of the 60 seats, or 45 of them".

use super::{Figure, Row, against};
use crate::claim::Claim;
use crate::claim::lexicon::Cue;
use crate::claim::link;
use crate::syntax::Upos;
use crate::value::{Kind, Quantity, Reason, Tolerance, Value, arithmetic};

/// Most words between a figure and what says it in another way.
const REACH: usize = 7;

/// Reads every share that stands beside the figures it is the share of.
pub(super) fn read(row: &Row<'_, '_>, found: &mut Vec<Claim>) {
    for two in row.figures.windows(2) {
        let [a, b] = two else { continue };
        found.extend(same(row, a, b).filter(|_| row.is_restated(a, b)));
    }
    for three in row.figures.windows(3) {
        let [a, b, c] = three else { continue };
        let claim =
            if is_share(c) && is_taken(row, a, b) && row.is_restated(b, c) && !is_of_another(row, b, c) {
                told(row, (a, b), c)
            } else if is_share(a) && is_taken(row, b, c) && row.is_restated(a, b) && !is_of_another(row, c, a)
            {
                told(row, (b, c), a)
            } else if is_share(a) && is_base(row, a, b) && row.is_restated(b, c) {
                counted(row, (a, b), c)
            } else {
                None
            };
        found.extend(claim);
    }
}

/// Whether a figure is a share and no change or ratio of two sides.
fn is_share(figure: &Figure<'_>) -> bool {
    figure.reading.kind == Kind::Percent && figure.quantity().is_some_and(|q| q.per.is_none())
}

/// Whether the first figure is taken from the second: "45 of 60 seats", « 45 sièges sur 60 ».
fn is_taken(row: &Row<'_, '_>, part: &Figure<'_>, whole: &Figure<'_>) -> bool {
    let sentence = row.scene.sentence;
    let own = |f: &Figure<'_>| sentence.values.iter().find(|v| v.words == f.words).cloned();
    let of = || {
        let (part, whole) = own(part).zip(own(whole))?;
        Some(link::whole(sentence, &part)?.words == whole.words)
    };
    let gap = part.words.end..whole.words.start;
    let noun = |w: usize| part.noun.is_some_and(|n| w <= n);
    let out_of = sentence
        .cues(Cue::OutOf)
        .any(|m| m.words.end == gap.end && gap.clone().all(|w| noun(w) || m.words.contains(&w)));
    let numbers = [part, whole].iter().all(|f| f.reading.kind == Kind::Number);
    numbers && (out_of || of() == Some(true))
}

/// Whether the second figure is what the share is of: "75 % of the 60 seats".
fn is_base(row: &Row<'_, '_>, share: &Figure<'_>, whole: &Figure<'_>) -> bool {
    let gap = share.words.end..whole.words.start;
    let opens = row.has(Cue::Of, share.words.end..share.words.end + 1);
    opens && gap.len() <= 2 && row.is_bare(gap, &[Cue::Of]) && whole.reading.kind == Kind::Number
}

/// Whether a share is said to be one of other things than the whole counts.
fn is_of_another(row: &Row<'_, '_>, whole: &Figure<'_>, share: &Figure<'_>) -> bool {
    let sentence = row.scene.sentence;
    let thing = |f: &Figure<'_>| f.noun.map(|n| sentence.lemma(n).to_owned());
    let end = share.words.end;
    row.has(Cue::Of, end..end + 1) && thing(share).is_none_or(|own| thing(whole) != Some(own))
}

/// The share that a part of a whole is, against the one stated.
fn told(row: &Row<'_, '_>, (part, whole): (&Figure<'_>, &Figure<'_>), share: &Figure<'_>) -> Option<Claim> {
    let (of_part, of_whole, stated) = (part.quantity()?, whole.quantity()?, share.quantity()?);
    let found = arithmetic::share(of_part, of_whole, stated, &Tolerance::default())?;
    let steps = steps("reckoning.share", of_part, of_whole, &found);
    against(share.claim?, found, row.span(part.words.start..whole.extent().end), steps)
}

/// One share told twice: "a third (40 %)", "20 out of 60 seats (33 %)".
fn same(row: &Row<'_, '_>, first: &Figure<'_>, second: &Figure<'_>) -> Option<Claim> {
    let (told, stated) = (first.quantity()?, second.quantity()?);
    if second.reading.kind != Kind::Percent || is_of_another(row, first, second) {
        return None;
    }
    let found = arithmetic::same_share(told, stated)?;
    let steps = Reason::new("reckoning.same").with("first", &exact(told)).with("result", &exact(&found));
    against(second.claim?, found, row.span(first.words.start..first.extent().end), steps)
}

/// The number that a share of a whole is, against the one stated.
fn counted(
    row: &Row<'_, '_>,
    (share, whole): (&Figure<'_>, &Figure<'_>),
    number: &Figure<'_>,
) -> Option<Claim> {
    let (of_share, of_whole, stated) = (share.quantity()?, whole.quantity()?, number.quantity()?);
    if number.reading.kind != whole.reading.kind {
        return None;
    }
    let found = arithmetic::portion(of_share, of_whole, stated, &Tolerance::default())?;
    let steps = steps("reckoning.portion", of_share, of_whole, &found);
    against(number.claim?, found, row.span(share.words.start..whole.extent().end), steps)
}

fn steps(phrase: &'static str, first: &Quantity, second: &Quantity, result: &Quantity) -> Reason {
    Reason::new(phrase)
        .with("first", &exact(first))
        .with("second", &exact(second))
        .with("result", &exact(result))
}

/// A quantity by its number alone.
pub(super) fn exact(quantity: &Quantity) -> Value {
    let plain = Quantity { bound: crate::value::Bound::Exact, ..quantity.clone() };
    Value::Quantity(match plain.nominal {
        Some(number) => Quantity { nominal: Some(number.round_dp(2).normalize()), ..plain },
        None => quantity.clone(),
    })
}

impl Row<'_, '_> {
    /// Whether a word or bracket says that the second figure is the first one told otherwise.
    pub(super) fn is_restated(&self, first: &Figure<'_>, second: &Figure<'_>) -> bool {
        let sentence = self.scene.sentence;
        let gap = first.words.end..second.words.start;
        let mark =
            gap.clone().rev().find(|&w| sentence.is_cue(w, Cue::Restated) || self.has_sign(w..w + 1, &["("]));
        let Some(mark) = mark.filter(|_| gap.len() <= REACH) else { return false };
        let loose = |w: usize| matches!(sentence.upos(w), Upos::Verb | Upos::Aux | Upos::Sconj);
        let before = first.extent().end.max(gap.start)..mark;
        self.is_bare(mark + 1..gap.end, &[Cue::Restated])
            && !before.into_iter().any(|w| loose(w) && !sentence.is_cue(w, Cue::Restated))
    }
}
