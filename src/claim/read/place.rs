//! Where something took place or is: the place named beside the verb that says so, or beside the noun for the event.
//!
//! The packs list few of the quarters and villages of the world: a name behind a preposition of place, or beside a noun
//! for a kind of place, is one, too.

use super::doer::described;
use super::proposition::roles;
use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Class, Concept, Cue, Facet, Meaning, Role};
use crate::claim::names::Mention;
use crate::claim::voice::subject_of;
use crate::claim::{ClaimKind, Principal, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::Value;

/// The concept of where an event took place.
const PLACE: &str = "event.place";
/// The classes of what can be where something is.
const SITES: [&str; 2] = ["place", "thing"];

/// Reads every place that a sentence gives an event, or somebody or something.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let placed = (0..scene.sentence.words.len()).filter_map(|word| {
        let site = site(scene, word)?;
        let told = told(scene, word)?;
        draft(scene, &site, told, principal)
    });
    drafts.extend(placed);
}

/// A place, by the word that heads its phrase.
struct Site<'s> {
    head: usize,
    name: &'s Mention,
}

/// The place that a phrase names: "in Lemnos", "in the town of Lemnos", "in the Lemnos district". Of several, none.
fn site<'s>(scene: &'s Scene<'_, '_>, head: usize) -> Option<Site<'s>> {
    let sentence = scene.sentence;
    let listed = |w: usize| sentence.rel(w) == Rel::Conj;
    let is_place = |m: &&Mention| m.facet == Facet::Name && (m.place || m.entity.is_none());
    let naming = |w: usize| scene.mentions.iter().filter(is_place).find(|m| m.words.contains(&w));
    let tells = |c: usize| {
        matches!(sentence.rel(c), Rel::Compound | Rel::Flat | Rel::Appos | Rel::Nmod | Rel::NmodPoss)
    };
    let inner = || sentence.children(head).filter(|&c| tells(c)).find_map(naming);
    let outermost = |m: &&Mention| sentence.head(head).is_none_or(|above| !m.words.contains(&above));
    let named = match scene.mentions.iter().find(|m| m.words.contains(&head)) {
        Some(own) => Some(own).filter(is_place).filter(outermost),
        None if is_kind_of_place(scene, head) => inner(),
        None => None,
    };
    let alone = !listed(head) && !sentence.children(head).any(listed);
    named.filter(|_| alone).map(|name| Site { head, name })
}

/// Whether a noun names a kind of place, or of thing that is one.
fn is_kind_of_place(scene: &Scene<'_, '_>, noun: usize) -> bool {
    scene.sentence.upos(noun) == Upos::Noun
        && classes(scene, noun).any(|class| SITES.contains(&class.id.as_str()))
}

/// The class of a noun and those it is a kind of.
fn classes<'s>(scene: &'s Scene<'_, '_>, noun: usize) -> impl Iterator<Item = &'s Class> {
    let lineage = scene.sentence.class(noun).into_iter().flat_map(|class| scene.lexicon.lineage(class));
    lineage.filter_map(|class| scene.lexicon.classes.get(class))
}

/// Whether a phrase names no more than a part of a town, or what lies around: such a place may lie in another, and what
/// happened near both of two places contradicts neither.
fn is_vague(scene: &Scene<'_, '_>, site: &Site<'_>) -> bool {
    let sentence = scene.sentence;
    let near = |c: usize| sentence.rel(c) == Rel::Case && sentence.is_cue(c, Cue::Around);
    let inside = !site.name.words.contains(&site.head) && !classes(scene, site.head).any(|class| class.whole);
    inside || sentence.children(site.head).any(near)
}

/// What a place is told of.
struct Told<'c> {
    concept: &'c Concept,
    /// The word that says so.
    head: usize,
    theme: Option<String>,
    /// Who or what is there.
    holder: Option<usize>,
    strength: f64,
}

/// What is told of the place whose phrase `site` heads; `None` where it is no answer to where.
fn told<'c>(scene: &'c Scene<'_, '_>, site: usize) -> Option<Told<'c>> {
    let sentence = scene.sentence;
    let led =
        |cue: Cue| sentence.children(site).any(|c| sentence.rel(c) == Rel::Case && sentence.is_cue(c, cue));
    let is_said = sentence.children(site).any(|c| sentence.rel(c) == Rel::Cop);
    if is_said && led(Cue::Locative) {
        return of_attribute(scene, subject_of(sentence, site)?, site).filter(|_| !scene.is_denied(site));
    }
    let governor = sentence.head(site)?;
    let found = match sentence.rel(site) {
        Rel::Obl | Rel::Nmod if led(Cue::Locative) => of_concept(scene, governor)
            .or_else(|| of_event(scene, governor))
            .or_else(|| of_event(scene, struck_there(scene, governor)?)),
        // "Its seat will be moved to Lemnos."
        Rel::Obl if led(Cue::To) => {
            let (doer, thing) = roles(scene, governor);
            [doer, thing].into_iter().flatten().find_map(|w| of_attribute(scene, w, governor))
        }
        // "The blast shook the Lemnos district."
        Rel::Obj if sentence.is_cue(governor, Cue::Happen) => struck(scene, governor),
        _ => None,
    };
    found.filter(|told| !scene.is_denied(governor) && told.holder != Some(site))
}

/// The concept of a place that a word plays that part in.
fn asked<'c>(scene: &'c Scene<'_, '_>, word: usize, part: Role) -> Option<&'c Concept> {
    scene.sentence.marks_at(word).find_map(|m| match m.meaning {
        Meaning::Concept(id, role) if role == part => {
            scene.lexicon.concepts.get(id).filter(|c| c.kind == ClaimKind::Place)
        }
        _ => None,
    })
}

/// What a verb of the packs says happens to somebody or something there, or what has its place there.
fn of_concept<'c>(scene: &'c Scene<'_, '_>, verb: usize) -> Option<Told<'c>> {
    let (doer, thing) = roles(scene, verb);
    let Some(concept) = asked(scene, verb, Role::Verb) else {
        return [doer, thing].into_iter().flatten().find_map(|w| of_attribute(scene, w, verb));
    };
    // Where a man of no name died may be asked of many.
    let nominal = |&w: &usize| matches!(scene.sentence.upos(w), Upos::Noun | Upos::Propn);
    let holder = thing.or(doer).or_else(|| described(scene, verb)).filter(nominal)?;
    Some(Told { concept, head: verb, theme: None, holder: Some(holder), strength: SURE })
}

/// What `head` says of something that has a place: the seat of a firm, the centre of a quake.
fn of_attribute<'c>(scene: &'c Scene<'_, '_>, attribute: usize, head: usize) -> Option<Told<'c>> {
    let sentence = scene.sentence;
    let concept = asked(scene, attribute, Role::Attribute)?;
    let of = |&c: &usize| matches!(sentence.rel(c), Rel::Nmod | Rel::NmodPoss | Rel::Compound);
    let holder = sentence.children(attribute).find(of);
    Some(Told { concept, head, theme: None, holder, strength: SURE })
}

/// The event that a verb says took place there, or that a noun names.
fn of_event<'c>(scene: &'c Scene<'_, '_>, governor: usize) -> Option<Told<'c>> {
    let sentence = scene.sentence;
    let concept = scene.lexicon.concept(PLACE)?;
    let told = |event: usize, theme: String, strength: f64| Told {
        concept,
        head: event,
        theme: Some(theme),
        holder: None,
        strength,
    };
    match sentence.upos(governor) {
        Upos::Verb => {
            let happens = sentence.is_cue(governor, Cue::Happen);
            let (doer, thing) = roles(scene, governor);
            let mut events = [thing, doer].into_iter().flatten().filter(|_| happens);
            let noun = events.find_map(|w| Some((w, scene.event(w)?)));
            let (event, theme) = noun.or_else(|| Some((governor, scene.event_verb(governor)?)))?;
            Some(told(event, theme, SURE))
        }
        Upos::Noun => {
            let theme = scene.event(governor)?;
            Some(told(governor, theme, if scene.is_definite(governor) { SURE } else { NEW }))
        }
        _ => None,
    }
}

/// How surely an event that is pointed at is the one its document is about.
const SURE: f64 = 0.8;
/// The same where it is one of its kind.
const NEW: f64 = 0.6;

/// The verb that says what befell something: "hit buses in the Lemnos district".
fn struck_there(scene: &Scene<'_, '_>, thing: usize) -> Option<usize> {
    let sentence = scene.sentence;
    sentence.head(thing).filter(|&verb| sentence.rel(thing) == Rel::Obj && sentence.upos(verb) == Upos::Verb)
}

/// The event that a place was struck by.
fn struck<'c>(scene: &'c Scene<'_, '_>, verb: usize) -> Option<Told<'c>> {
    let concept = scene.lexicon.concept(PLACE)?;
    let event = roles(scene, verb).0?;
    let theme = scene.event(event)?;
    Some(Told { concept, head: event, theme: Some(theme), holder: None, strength: SURE })
}

/// The claim that what is told took place there.
fn draft(scene: &Scene<'_, '_>, site: &Site<'_>, told: Told<'_>, principal: &Principal) -> Option<Draft> {
    let Told { concept, head, theme, holder, strength } = told;
    let place = site.name;
    let words = head.min(site.head).min(place.words.start)..(head.max(site.head) + 1).max(place.words.end);
    let holder = holder.and_then(|h| qualify::named(scene, h));
    let struck = scene.sentence.rel(site.head) == Rel::Obj;
    let mut topic = Topic::of(concept, theme);
    // One quake shakes many towns.
    topic.shared |= struck || is_vague(scene, site);
    let mut draft = scene.draft(head, words, ClaimKind::Place, topic, Value::Name(place.name.clone()));
    draft.qualifiers = qualify::qualify(scene, head, principal);
    draft.qualifiers.place.retain(|name| *name != place.name);
    draft.qualifiers.entities.retain(|name| *name != place.name);
    draft.qualifiers.holder = holder;
    draft.standing.background = super::count::recalls(scene, head);
    draft.strength = strength;
    if scene.is_planned(head) {
        draft.topic.plan();
    }
    Some(draft)
}
