//! Two figures and the change from one to the other: "from 80 to 60, a drop of a quarter", "up 12 % to 90 from 80".

use super::share::exact;
use super::{Figure, Row, against};
use crate::claim::Claim;
use crate::claim::lexicon::Cue;
use crate::syntax::Upos;
use crate::value::{Kind, Quantity, Reason, Tolerance, arithmetic};

/// Most words between the figures of a change.
const REACH: usize = 8;

/// Reads every change that stands beside the figures it leads from and to.
pub(super) fn read(row: &Row<'_, '_>, found: &mut Vec<Claim>) {
    // When it was the one or the other stands between them.
    let figures: Vec<&Figure<'_>> = row.figures.iter().filter(|f| f.quantity().is_some()).collect();
    for three in figures.windows(3) {
        let ends = |change: usize| {
            let others: Vec<&Figure<'_>> = (0..3).filter(|&i| i != change).map(|i| three[i]).collect();
            let from = *others.iter().find(|f| is_behind(row, f, Cue::From))?;
            let to = others.iter().find(|f| is_behind(row, f, Cue::To) && !std::ptr::eq(**f, from))?;
            Some((from, *to))
        };
        let close = three
            .windows(2)
            .all(|two| two[1].words.start - two[0].extent().end.min(two[1].words.start) <= REACH);
        let claim = [2, 0].into_iter().find_map(|at| {
            let change = three.get(at).filter(|f| close && is_change(row, f))?;
            let (from, to) = ends(at)?;
            held(row, (from, to), change)
        });
        found.extend(claim);
    }
}

/// Whether a preposition of the cue stands right before a figure.
fn is_behind(row: &Row<'_, '_>, figure: &Figure<'_>, cue: Cue) -> bool {
    let start = figure.words.start;
    let small = |w: &usize| row.scene.sentence.upos(*w) == Upos::Det && !row.scene.sentence.is_cue(*w, cue);
    let before = (start.saturating_sub(2)..start).rev().find(|w| !small(w));
    before.is_some_and(|w| row.has(cue, w..w + 1)) || row.has(cue, start..start + 1)
}

/// Whether a word for a change stands beside a figure, and neither a comma nor another figure between.
fn is_change(row: &Row<'_, '_>, figure: &Figure<'_>) -> bool {
    let sentence = row.scene.sentence;
    let before = (figure.words.start.saturating_sub(3)..figure.words.start).rev();
    let behind = figure.words.end..(figure.words.end + 2).min(sentence.words.len());
    let open = |w: &usize| sentence.upos(*w) != Upos::Punct && sentence.value_at(*w).is_none();
    let own = |w: usize| sentence.is_cue(w, Cue::Varies);
    figure.quantity().is_some_and(|q| q.per.is_none())
        && (before.take_while(open).any(own) || behind.take_while(open).any(own))
}

/// The change between two figures against the one stated: by what share, or by how much.
fn held(row: &Row<'_, '_>, (from, to): (&Figure<'_>, &Figure<'_>), change: &Figure<'_>) -> Option<Claim> {
    let (old, new, stated) = (from.quantity()?, to.quantity()?, change.quantity()?);
    if !matches!(to.reading.kind, Kind::Number | Kind::Money | Kind::Measure) {
        return None;
    }
    // "From 2 to 3 euros."
    let bare = from.reading.kind == Kind::Number && from.noun.is_none() && old.unit.is_none();
    let old = &Quantity { unit: if bare { new.unit.clone() } else { old.unit.clone() }, ..old.clone() };
    let tolerance = Tolerance::default();
    let (phrase, found) = match change.reading.kind {
        Kind::Percent => ("reckoning.change", arithmetic::change(old, new, stated, &tolerance)?),
        kind if kind == to.reading.kind => {
            ("reckoning.difference", arithmetic::difference(old, new, stated, &tolerance)?)
        }
        _ => return None,
    };
    let steps = steps(phrase, (old, new), &found);
    let (first, last) = if from.words.start < to.words.start { (from, to) } else { (to, from) };
    against(change.claim?, found, row.span(first.words.start..last.extent().end), steps)
}

fn steps(phrase: &'static str, (old, new): (&Quantity, &Quantity), found: &Quantity) -> Reason {
    Reason::new(phrase).with("first", &exact(old)).with("second", &exact(new)).with("result", &exact(found))
}
