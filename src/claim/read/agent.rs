//! Who does an act, or is accused of it: the word, and by what names they are compared.

use super::scene::Scene;
use crate::claim::lexicon::{ClassId, Cue, EntityKind};
use crate::claim::link::is_passive;
use crate::claim::names::Mention;
use crate::claim::voice::{speaker_name, subject_of};
use crate::syntax::Rel;

/// Who does what a verb tells: behind "by" of a passive, else its subject or that of the verb it completes; none that is
/// one of the turn's own words.
pub(super) fn agent(scene: &Scene<'_, '_>, verb: usize, own: impl Fn(usize) -> bool) -> Option<usize> {
    let sentence = scene.sentence;
    let above = || sentence.head(verb).and_then(|above| subject_of(sentence, above));
    let subject = || (!is_passive(sentence, verb)).then(|| subject_of(sentence, verb)).flatten();
    let found = agent_of_passive(scene, verb).or_else(subject).filter(|&w| !own(w));
    found.or_else(|| above().filter(|_| !is_passive(sentence, verb)))
}

/// The word behind "by": of the verb, or of the one that goes on from it ("planned and paid for by B").
pub(super) fn agent_of_passive(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let by = |verb: usize| sentence.children(verb).find(|&c| sentence.rel(c) == Rel::OblAgent);
    let joined = || sentence.children(verb).filter(|&c| sentence.rel(c) == Rel::Conj).find_map(by);
    by(verb).or_else(|| is_passive(sentence, verb).then(joined).flatten())
}

/// What the agent of a verb is called: a name, or somebody pointed at who can do such a thing; who speaks of himself is a
/// pronoun in his own words ("the guild denied that it was behind the attack").
pub(super) fn accused(scene: &Scene<'_, '_>, verb: usize, agent: usize) -> Option<String> {
    let sentence = scene.sentence;
    let inside = |m: &Mention| sentence.hangs_from(m.words.start, agent) || m.words.contains(&agent);
    let named = scene.mentions.iter().any(inside);
    let determined = |c: usize| sentence.rel(c) == Rel::Det;
    let bare = || !sentence.children(agent).any(determined) && scene.is_plural(agent) == Some(true);
    let known = named || can_be_accused(scene, agent) && (scene.is_definite(agent) || bare());
    let of_name = || speaker_name(sentence, &scene.mentions, scene.lexicon, agent).filter(|_| known);
    // "No group has said that it was behind the attack."
    let said = || scene.attribution(verb).is_none_or(|saying| !scene.is_denied(saying.cue));
    let himself = || scene.speaker(verb).filter(|_| sentence.is_cue(agent, Cue::Anaphor) && said());
    of_name().or_else(himself)
}

/// Whether a word names somebody who can be accused: a name, a pronoun, a person or body.
pub(super) fn can_be_accused(scene: &Scene<'_, '_>, word: usize) -> bool {
    let sentence = scene.sentence;
    let named = scene.mentions.iter().any(|m| m.words.contains(&word));
    let person = sentence.class(word).is_some_and(|c| scene.is_people(c) || scene.lexicon.speaks(c));
    // "The government's troops" are somebody's.
    let of_somebody = || scene.mentions.iter().any(|m| sentence.hangs_from(m.words.start, word) && !m.place);
    named || person || sentence.is_cue(word, Cue::Speaker) || (scene.event(word).is_none() && of_somebody())
}

/// Who a phrase speaks of: by name, and the states whose forces or officials they are; what has no name by its sort, which
/// is one in every language.
pub(super) fn names(scene: &Scene<'_, '_>, called: String, head: usize) -> Vec<String> {
    let under = |m: &&Mention| m.words.contains(&head) || scene.sentence.hangs_from(m.words.start, head);
    let of_sort = |c: ClassId| scene.is_people(c) || scene.lexicon.speaks(c);
    let somebody = scene.sentence.class(head).map_or(scene.sentence.is_cue(head, Cue::Speaker), of_sort);
    if somebody && !scene.mentions.iter().any(|m| under(&m)) {
        return vec![scene.thing(head)];
    }
    let mut names = vec![called];
    let is_state = |m: &&Mention| {
        m.entity
            .is_some_and(|id| scene.lexicon.entities.get(id).is_some_and(|e| e.kind == EntityKind::Country))
    };
    let below = |m: &&Mention| m.words.start != head && scene.sentence.hangs_from(m.words.start, head);
    names.extend(scene.mentions.iter().filter(below).filter(is_state).map(|m| m.name.clone()));
    names.sort();
    names.dedup();
    names
}

/// The same of who answers, whom others may know by the name they speak under.
pub(super) fn names_of_speaker(scene: &Scene<'_, '_>, called: String, head: usize) -> Vec<String> {
    let mut names = names(scene, called.clone(), head);
    names.push(called);
    names.sort();
    names.dedup();
    names
}
