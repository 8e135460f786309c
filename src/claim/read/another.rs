//! Figures of another thing than the one a text is about: its rival, its sister ship, the average of all such things.

use std::ops::Range;

use super::qualify;
use super::scene::Scene;
use crate::claim::Principal;
use crate::claim::lexicon::Cue;
use crate::claim::link::head_of;
use crate::claim::sentence::Mark;
use crate::claim::voice::subject_of;
use crate::syntax::{Rel, Upos};

/// Whether a figure is of another thing than the one the text is about: "the sister ship", "a neighbouring works with 400
/// employees", "the national average", or "our tramway" in the words of another town's mayor. Who reports a figure is not
/// what it is of.
pub(super) fn is_meant(scene: &Scene<'_, '_>, value: &Range<usize>, principal: &Principal) -> bool {
    let sentence = scene.sentence;
    let anchor = qualify::anchor(sentence, value);
    let predicate = qualify::predicate_above(sentence, anchor);
    let says = |w: usize| scene.attribution(anchor).is_some_and(|a| a.cue == w);
    let does = |w: usize| {
        let noun = sentence.head(w).filter(|_| sentence.rel(w) == Rel::Acl);
        noun.or_else(|| subject_of(sentence, w))
    };
    let subject = predicate.filter(|&w| !says(w)).and_then(does);
    let above = sentence.upwards(anchor).skip(1).take_while(|&w| Some(w) != predicate);
    let mut nouns = above.chain(subject).chain(predicate).filter(|w| !value.contains(w));
    let rival = |w: usize| {
        // "A neighbouring works": what an adjective describes is no verb, whatever the tree takes it for.
        let verb = sentence.upos(w) == Upos::Verb;
        let of = |m: &Mark| {
            let head = head_of(sentence, m);
            let person = || sentence.class(w).is_some_and(|class| scene.is_people(class));
            let describes = sentence.rel(head) != Rel::Nmod && (!verb || sentence.rel(head) == Rel::Amod);
            head == w && !person() || sentence.head(head) == Some(w) && describes
        };
        sentence.cues(Cue::Rival).any(of)
    };
    let ours = |w: usize| sentence.children(w).any(|c| sentence.is_cue(c, Cue::Ours));
    let speaks_for_another = || {
        let speaker = scene.attribution(anchor).and_then(|a| subject_of(sentence, a.cue));
        let names = speaker.map(|w| scene.names_under(w)).unwrap_or_default();
        !names.is_empty()
            && !names.iter().any(|n| principal.names.contains(n) || principal.places.contains(n))
    };
    nouns.any(|w| rival(w) || ours(w) && speaks_for_another())
}
