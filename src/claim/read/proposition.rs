//! Propositions: what a predicate says of somebody or something, and whether it is so.
//!
//! Any predicate may be denied, so the packs cannot list them. A proposition goes by its predicate, by who does it and
//! by what it is done to or said of; a plain statement is kept only to be met by a denial.

use rust_decimal::Decimal;

use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Cue, Meaning, Slot};
use crate::claim::link::{head_of, is_passive};
use crate::claim::sentence::Mark;
use crate::claim::voice::subject_of;
use crate::claim::{ClaimKind, Polarity, Principal, Topic};
use crate::syntax::{Feats, Rel, Upos};
use crate::value::Value;

/// A predicate with its arguments, as it stands in a sentence.
struct Proposition {
    /// The word that carries the meaning.
    head: usize,
    agent: Option<usize>,
    theme: Option<usize>,
    truth: bool,
    /// Whether it says that there is something of the sort, or nothing, rather than what became of it.
    existence: bool,
    /// Whether a noun alone says it.
    timeless: bool,
}

impl Proposition {
    /// That there is or is not what `head` names.
    fn of_existence(head: usize, theme: Option<usize>, truth: bool) -> Self {
        Self { head, agent: None, theme, truth, existence: true, timeless: false }
    }

    /// What `head` says of `theme`.
    fn of_theme(head: usize, theme: Option<usize>, truth: bool) -> Self {
        Self { existence: false, ..Self::of_existence(head, theme, truth) }
    }
}

/// Reads what every predicate of a sentence says, and what nouns are denied or alleged.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let sentence = scene.sentence;
    let predicates = (0..sentence.words.len()).filter_map(|word| match sentence.upos(word) {
        Upos::Verb => Some((word, verb(scene, word)?)),
        Upos::Noun | Upos::Adj => Some((word, state(scene, word)?)),
        _ => None,
    });
    let nouns = sentence.marks.iter().filter_map(|mark| noun(scene, mark)).map(|found| (found.head, found));
    let lacking = (0..sentence.words.len()).filter_map(|word| Some((word, lack(scene, word)?)));
    for (word, found) in predicates.chain(nouns).chain(lacking) {
        let Some(draft) = draft(scene, word, &found, principal) else { continue };
        drafts.extend(
            contrary(scene, &found, &draft).filter(|_| !found.existence && !is_counted(scene, &found)),
        );
        drafts.push(draft);
    }
}

/// What a predicate with an opposite says of that: who is silent does not speak. It is kept only where another statement
/// meets it.
fn contrary(scene: &Scene<'_, '_>, found: &Proposition, draft: &Draft) -> Option<Draft> {
    let head = scene.reader().opposite(found.head)?;
    let truth = !found.truth;
    let mut draft = draft.clone();
    draft.gist.head = Some(head);
    draft.value = Value::Truth(truth);
    draft.standing.plain = true;
    draft.standing.derived = true;
    draft.polarity = if truth { Polarity::Affirmed } else { Polarity::Denied };
    draft.strength *= CONTRARY;
    Some(draft)
}

/// How surely a statement denies the opposite of its predicate.
const CONTRARY: f64 = 0.75;

/// The claim of a proposition that stands at `word`; `None` where it is said of nobody and nothing.
fn draft(scene: &Scene<'_, '_>, word: usize, found: &Proposition, principal: &Principal) -> Option<Draft> {
    let &Proposition { head, agent, theme, truth, existence, timeless } = found;
    let reader = scene.reader();
    let able = is_able(scene, word);
    let ends = [Some(word), Some(head), theme.or(agent)];
    let words = ends.iter().flatten().min().copied()?..ends.iter().flatten().max().copied()? + 1;
    let topic = Topic::proposition(scene.thing(head));
    let mut draft = scene.draft(head, words, ClaimKind::Polarity, topic, Value::Truth(truth));
    draft.gist = reader.gist(None, head..head + 1);
    draft.gist.head = reader.predicate(head);
    draft.gist.agent = agent.and_then(|w| reader.argument(w));
    draft.gist.theme = theme.and_then(|w| reader.argument(w));
    if let Some(theme) = theme.filter(|_| draft.gist.theme.is_none()) {
        let referents = scene.referents(theme).into_iter().map(|r| r.word);
        draft.gist.referents = referents.chain(reader.amount(theme)).collect();
    }
    if (!truth && is_counted(scene, found)) || (agent.is_none() && theme.is_none() && !existence) {
        return None;
    }
    draft.qualifiers = qualify::qualify(scene, word, principal);
    draft.qualifiers.holder = theme.or(agent).and_then(|t| qualify::named(scene, t));
    draft.aside = scene.sentence.upwards(word).any(|w| scene.sentence.rel(w) == Rel::AclRelcl);
    draft.standing.plain = truth;
    draft.standing.existence = existence;
    draft.standing.timeless = timeless;
    draft.standing.background = super::count::recalls(scene, word);
    draft.polarity = if truth { Polarity::Affirmed } else { Polarity::Denied };
    draft.strength = match truth {
        true if able => POSSIBLE,
        false if is_partial(scene, word, found) || is_withheld(scene, word) => 0.5,
        _ => 0.85,
    };
    // What a verb of wishing says is itself no plan; what somebody said would be was one.
    let wishes = scene.sentence.is_cue(word, Cue::Planned);
    let would = scene.sentence.rel(word) == Rel::Ccomp && scene.is_conditional(word);
    if would || (scene.is_planned(word) && !wishes && !able) {
        draft.topic.plan();
    }
    Some(draft)
}

/// Whether a number of things is spoken of: that one in five did not says nothing of the others; that there were not
/// five, nothing of fewer. Who has not paid one penny has paid nothing.
fn is_counted(scene: &Scene<'_, '_>, found: &Proposition) -> bool {
    let sentence = scene.sentence;
    let least = |thing: usize, number: usize| {
        let one = sentence.value_at(number).is_some_and(|v| is_one(&v.reading.value));
        one && (sentence.rel(thing) == Rel::Obj || sentence.is_cue(number, Cue::None))
    };
    let counted = |thing: usize| {
        let mut numbers = sentence.children(thing).chain([thing]);
        numbers.any(|number| scene.is_counted(number) && !least(thing, number))
    };
    let sort = found.existence.then_some(found.head);
    [found.agent, found.theme, sort].into_iter().flatten().any(counted)
}

fn is_one(value: &Value) -> bool {
    matches!(value, Value::Quantity(quantity) if quantity.nominal == Some(Decimal::ONE))
}

/// How surely what can be is meant to be: it answers whoever denies that it is.
const POSSIBLE: f64 = 0.7;

/// Whether a predicate says what can be, and not what could or will.
fn is_able(scene: &Scene<'_, '_>, word: usize) -> bool {
    let sentence = scene.sentence;
    let aids = |c: usize| sentence.rel(c) == Rel::Aux && sentence.is_cue(c, Cue::Possible);
    let open = sentence.feats(word).has(Feats::FUTURE) || scene.is_conditional(word);
    !open && (sentence.is_cue(word, Cue::Possible) || sentence.children(word).any(aids))
}

/// What a verb of being able says can be done.
fn deed_of(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let done = |&c: &usize| sentence.rel(c) == Rel::Xcomp && sentence.upos(c) == Upos::Verb;
    sentence.children(verb).find(done).filter(|_| sentence.is_cue(verb, Cue::Possible))
}

/// Whether only a kind of thing is denied, only a manner or a measure, or what describes some of the things: "no big
/// wave", "had not been lifted too early", "did not pay 300", "the items not found".
fn is_partial(scene: &Scene<'_, '_>, word: usize, found: &Proposition) -> bool {
    let sentence = scene.sentence;
    let negates = |w: usize| [Cue::Negation, Cue::None].iter().any(|&cue| sentence.is_cue(w, cue));
    let restricts = |w: usize| match sentence.rel(w) {
        _ if sentence.is_cue(w, Cue::Any) => false,
        Rel::Amod => found.existence && sentence.upos(w) == Upos::Adj,
        Rel::Advmod => !negates(w),
        _ => false,
    };
    // "Did not accept a complaint" is no measure.
    let several =
        |w: usize| scene.is_counted(w) && !sentence.value_at(w).is_some_and(|v| is_one(&v.reading.value));
    let measured = |w: usize| {
        matches!(sentence.rel(w), Rel::Obj | Rel::Obl | Rel::Advmod)
            && sentence.children(w).chain([w]).any(several)
    };
    let describes = matches!(sentence.rel(word), Rel::Acl | Rel::Amod)
        && sentence.feats(word).has(Feats::PARTICIPLE)
        && !sentence.children(word).any(|c| matches!(sentence.rel(c), Rel::Aux | Rel::AuxPass));
    let narrowed = || sentence.children(found.head).any(restricts) || sentence.children(word).any(measured);
    !found.truth && (describes || narrowed())
}

/// What a verb says. One without a meaning of its own says whether there is what its object names.
fn verb(scene: &Scene<'_, '_>, word: usize) -> Option<Proposition> {
    let sentence = scene.sentence;
    let says = [Cue::Confirm, Cue::Doubt, Cue::Void].iter().any(|&cue| sentence.is_cue(word, cue))
        || (sentence.is_cue(word, Cue::Deny) && !turns_down(scene, word))
        || (sentence.is_cue(word, Cue::Report) && !has_thing(scene, word))
        || sentence.marks_at(word).any(|m| matches!(m.meaning, Meaning::Accuse(_)));
    if says || !is_stated(scene, word) {
        return None;
    }
    let truth = !scene.is_denied(word) && !is_withheld(scene, word);
    let word = deed_of(scene, word).unwrap_or(word);
    let (agent, theme) = roles(scene, word);
    let there_is = sentence.children(word).any(|c| sentence.rel(c) == Rel::Expl);
    // "Remained silent", "was left empty": the complement says it.
    let becomes = sentence
        .children(word)
        .find(|&c| sentence.rel(c) == Rel::Xcomp && matches!(sentence.upos(c), Upos::Adj | Upos::Noun));
    if let Some(head) = becomes {
        return Some(Proposition::of_theme(head, theme, truth));
    }
    // "Nothing was stolen", "denied that anything was stolen": there was no theft.
    let nothing = theme.is_some_and(|t| {
        sentence.upos(t) == Upos::Pron && (scene.is_none(t) || sentence.is_cue(t, Cue::Any))
    });
    // Of what a turn of the packs names as a whole, its words say nothing more: "had nothing to do with it".
    let in_turn = theme.is_some_and(|t| {
        sentence.marks_at(t).any(|m| matches!(m.meaning, Meaning::Concept(..)) && m.words.contains(&word))
    });
    if nothing && (there_is || in_turn) {
        return None;
    }
    if nothing && !truth {
        return Some(Proposition { agent, ..Proposition::of_existence(word, None, truth) });
    }
    let empty = there_is || [Cue::Light, Cue::Happen].iter().any(|&cue| sentence.is_cue(word, cue));
    // "The letters do not exist": that they are is all that is said of them.
    let exists = sentence.is_cue(word, Cue::Exist);
    let unknown = |t: usize| truth || exists || !scene.is_definite(t);
    match theme.filter(|&t| (empty || exists) && sentence.upos(t) == Upos::Noun && unknown(t)) {
        Some(noun) if there_is || exists || !truth => {
            Some(Proposition { agent, ..Proposition::of_existence(noun, complement(scene, noun), truth) })
        }
        _ => Some(Proposition { agent, ..Proposition::of_theme(word, theme, truth) }),
    }
}

/// Whether a verb of saying has somebody or something for its object, and nothing else that is said: to publish a list
/// is a deed, and so is to warn a mayor.
fn has_thing(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let sentence = scene.sentence;
    let says = sentence.children(verb).any(|c| matches!(sentence.rel(c), Rel::Ccomp | Rel::Parataxis));
    let is_thing = |w: usize| sentence.upos(w) == Upos::Noun;
    let object = |c: usize| matches!(sentence.rel(c), Rel::Obj | Rel::NsubjPass) && is_thing(c);
    !says && sentence.children(verb).any(object)
}

/// Whether a verb that may deny turns down a thing instead: who rejects an offer does not say that there is none.
fn turns_down(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let sentence = scene.sentence;
    let told = [Cue::Accusation, Cue::Denial, Cue::Involvement];
    let is_thing = |c: usize| {
        let particular = scene.is_definite(c) || sentence.rel(c) == Rel::NsubjPass;
        sentence.upos(c) == Upos::Noun && particular && !told.iter().any(|&cue| sentence.is_cue(c, cue))
    };
    let object = |c: usize| matches!(sentence.rel(c), Rel::Obj | Rel::NsubjPass) && is_thing(c);
    scene.reader().opposite(verb).is_some() && sentence.children(verb).any(object)
}

/// Whether a verb stands in what somebody is said not to have said or confirmed: "did not say that". Whoever says that
/// they did disputes it.
fn is_withheld(scene: &Scene<'_, '_>, word: usize) -> bool {
    let sentence = scene.sentence;
    let introduced =
        sentence.children(word).any(|c| sentence.rel(c) == Rel::Mark && !sentence.is_cue(c, Cue::Planned));
    let says = |w: usize| [Cue::Report, Cue::Confirm].iter().any(|&cue| sentence.is_cue(w, cue));
    let above = sentence.head(word).filter(|_| introduced && sentence.rel(word) == Rel::Ccomp);
    above.is_some_and(|verb| says(verb) && scene.is_negated(verb))
}

/// Whether a verb states anything: an infinitive without a finite auxiliary does so only in somebody's words about what was done, or where it is
/// voided.
fn is_stated(scene: &Scene<'_, '_>, word: usize) -> bool {
    let sentence = scene.sentence;
    let feats = sentence.feats(word);
    let perfect = sentence.children(word).any(|c| matches!(sentence.rel(c), Rel::Aux | Rel::AuxPass));
    let introduced = sentence.children(word).any(|c| sentence.rel(c) == Rel::Mark);
    let nominal = feats.has(Feats::PARTICIPLE) && introduced && !perfect;
    let is_finite = |c: usize| sentence.rel(c) == Rel::Aux && !sentence.feats(c).has(Feats::INFINITIVE);
    let infinitive = feats.has(Feats::INFINITIVE) && !sentence.children(word).any(is_finite);
    let bare = infinitive || feats.has(Feats::GERUND) || nominal;
    let denied = scene.is_denied_by_voice(word);
    let told = perfect && scene.attribution(word).is_some();
    !feats.has(Feats::IMPERATIVE) && (!bare || denied || told || scene.is_void(word))
}

/// What an adjective, a noun or a participle taken for one says of its subject.
fn state(scene: &Scene<'_, '_>, word: usize) -> Option<Proposition> {
    let sentence = scene.sentence;
    sentence.children(word).find(|&c| sentence.upos(c) == Upos::Aux)?;
    let own = sentence.children(word).find(|&c| matches!(sentence.rel(c), Rel::Nsubj | Rel::NsubjPass));
    let theme = own.or_else(|| subject_of(sentence, word))?;
    let truth = !scene.is_denied(word);
    Some(Proposition::of_theme(word, Some(theme), truth))
}

/// A noun says that there was such a thing where somebody denies or alleges it; a word for an accusation, what it is of.
fn noun(scene: &Scene<'_, '_>, mark: &Mark) -> Option<Proposition> {
    let sentence = scene.sentence;
    let verb = head_of(sentence, mark);
    let denied = mark.meaning == Meaning::Cue(Cue::Deny) && !turns_down(scene, verb);
    let alleged = match mark.meaning {
        Meaning::Accuse(id) => scene
            .lexicon
            .accusers
            .get(id)
            .is_some_and(|a| a.act.contains(&Slot::Object) || a.accused == Slot::Object),
        Meaning::Cue(Cue::Doubt) => true,
        _ => false,
    };
    let accuses = |w: usize| {
        [Cue::Accusation, Cue::Denial, Cue::Involvement].iter().any(|&cue| sentence.is_cue(w, cue))
    };
    // Who may yet deny it has not.
    let open = scene.is_conditional(verb) || scene.is_planned(verb);
    let object = object(scene, verb).filter(|_| (denied || alleged) && !open)?;
    let stands_for = accuses(object) || sentence.is_cue(object, Cue::Exist);
    let head = if stands_for { complement(scene, object)? } else { object };
    let truth = !denied || scene.is_negated_beside(verb, &mark.words);
    let theme = complement(scene, head);
    let found = Proposition { timeless: true, ..Proposition::of_existence(head, theme, truth) };
    (!accuses(head) && !is_person(scene, head)).then_some(found)
}

/// "It sailed without insurance", "the town is without power": there was none, of whatever the clause is said of.
fn lack(scene: &Scene<'_, '_>, word: usize) -> Option<Proposition> {
    let sentence = scene.sentence;
    let opens = |m: &Mark, c: usize| m.meaning == Meaning::Cue(Cue::None) && m.words.start == c;
    let without = |c: usize| sentence.rel(c) == Rel::Case && sentence.marks_at(c).any(|m| opens(m, c));
    let at = sentence.children(word).find(|&c| sentence.upos(word) == Upos::Noun && without(c))?;
    let is_said = sentence.children(word).any(|c| sentence.rel(c) == Rel::Cop);
    // "Subscribers without power" are some of them: then the turn does not follow the verb.
    let follows = |&verb: &usize| {
        let between = verb + 1..at;
        matches!(sentence.rel(word), Rel::Obl | Rel::Obj)
            && verb < at
            && between.into_iter().all(|w| sentence.upos(w) == Upos::Adv)
    };
    let verb = if is_said { word } else { sentence.head(word).filter(follows)? };
    let truth = scene.is_denied_beside(verb, &(at..at + 1));
    Some(Proposition::of_existence(word, subject_of(sentence, verb), truth))
}

/// The noun that is the object of a verb, or stands right behind it where the tree has none.
fn object(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let own = sentence.children(verb).find(|&c| matches!(sentence.rel(c), Rel::Obj | Rel::NsubjPass));
    let behind = || {
        let small = |&w: &usize| matches!(sentence.upos(w), Upos::Det | Upos::Adj | Upos::Num | Upos::Adv);
        let next = (verb + 1..sentence.words.len()).take(OBJECT_REACH).find(|w| !small(w));
        let alone = sentence.children(verb).all(|c| !matches!(sentence.rel(c), Rel::Ccomp | Rel::Xcomp));
        next.filter(|_| alone)
    };
    own.or_else(behind).filter(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn))
}

/// Farthest word behind a verb that may be its object.
const OBJECT_REACH: usize = 4;

fn is_person(scene: &Scene<'_, '_>, word: usize) -> bool {
    let named = scene.mentions.iter().any(|m| m.words.contains(&word));
    named || scene.sentence.class(word).is_some_and(|c| scene.is_people(c))
}

/// What a noun is of.
fn complement(scene: &Scene<'_, '_>, noun: usize) -> Option<usize> {
    let sentence = scene.sentence;
    sentence.children(noun).find(|&c| {
        matches!(sentence.rel(c), Rel::Nmod | Rel::NmodPoss)
            && matches!(sentence.upos(c), Upos::Noun | Upos::Propn)
    })
}

/// Who does what a verb says, and what it is done to. What does something by itself is what it happens to.
pub(super) fn roles(scene: &Scene<'_, '_>, verb: usize) -> (Option<usize>, Option<usize>) {
    let sentence = scene.sentence;
    let nominal = |w: usize| matches!(sentence.upos(w), Upos::Noun | Upos::Propn | Upos::Pron);
    let child =
        |rels: &[Rel]| sentence.children(verb).find(|&c| rels.contains(&sentence.rel(c)) && nominal(c));
    let by = child(&[Rel::OblAgent]);
    let subject = child(&[Rel::Nsubj, Rel::NsubjPass])
        .or_else(|| subject_of(sentence, verb))
        .filter(|&s| Some(s) != by);
    match child(&[Rel::Obj]) {
        Some(object) => (by.or(subject), Some(object)),
        None if is_passive(sentence, verb) => (by, subject),
        None => (None, subject),
    }
}
