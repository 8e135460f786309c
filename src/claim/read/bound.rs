//! What a verb makes of its figure: what exceeded three million was more, what is said not to have exceeded it was at most as
//! much, and what did not reach it was less.

use super::scene::Scene;
use crate::claim::lexicon::Cue;
use crate::claim::link::Counted;
use crate::syntax::Rel;
use crate::value::{Bound, Quantity, Value};

/// The figure as the verb bounds it; `None` where its verb does not, or the figure has ends of its own.
pub(super) fn by_verb(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> Option<Value> {
    let Value::Quantity(stated) = &counted.value.reading.value else { return None };
    let sentence = scene.sentence;
    let figure = counted.value.words.end.saturating_sub(1);
    let bounds = |&w: &usize| sentence.is_cue(w, Cue::Exceeds) || sentence.is_cue(w, Cue::Reaches);
    let objects = [counted.anchor(), figure].into_iter().filter(|&w| sentence.rel(w) == Rel::Obj);
    let above = objects.filter_map(|w| sentence.head(w));
    let verb = counted.value.words.clone().chain(above).find(bounds)?;
    let bound = match (stated.bound, sentence.is_cue(verb, Cue::Exceeds), scene.is_denied(verb)) {
        (Bound::Exact, true, false) => Bound::MoreThan,
        (Bound::Exact | Bound::MoreThan, true, true) => Bound::AtMost,
        (Bound::Exact, false, true) => Bound::LessThan,
        _ => return None,
    };
    let number = stated.nominal?;
    let ends = if bound == Bound::MoreThan { (Some(number), None) } else { (None, Some(number)) };
    Some(Value::Quantity(Quantity { low: ends.0, high: ends.1, bound, ..stated.clone() }))
}
