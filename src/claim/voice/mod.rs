//! Who says it: which words of a sentence are whose.
//!
//! A sentence is split into attributions: a verb of saying with its speaker and the words it introduces or closes, or
//! an according-phrase with the words it vouches for. What no attribution covers is the outlet's own, except inside a
//! quotation that runs on from the sentence before.

mod speaker;
mod subject;

use std::ops::Range;

use super::lexicon::{Cue, Facet, Lexicon, Meaning};
use super::names::Mention;
use super::sentence::{Mark, Parsed};
use crate::syntax::{Feats, Rel, Upos};
pub use speaker::speaker_name;
use speaker::{owner, right_edge, speaker_head};
use subject::{Fitness, Teller, fitness, is_speaker, left_noun, mistagged, set_off, teller};
pub use subject::{names_speaker, subject_of};

/// How an attribution presents its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// As said.
    Says,
    /// As said, at a distance.
    Doubts,
    /// As denied.
    Denies,
}

/// A stretch of a sentence that is somebody's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The words covered.
    pub words: Range<usize>,
    /// Who says them; `None` where only a pronoun or nothing names the speaker.
    pub speaker: Option<String>,
    /// How.
    pub manner: Manner,
    /// The word that attributes.
    pub cue: usize,
}

/// What is carried from sentence to sentence.
#[derive(Debug, Clone, Default)]
pub struct Floor {
    /// The last speaker named.
    pub speaker: Option<String>,
    /// Whether a quotation is still open.
    pub quoting: bool,
    /// The block of the sentence before.
    block: usize,
}

/// Every attribution of a sentence, in order of cue. Advances `floor` to the end of the sentence.
#[must_use]
pub fn attributions(
    sentence: &Parsed<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    floor: &mut Floor,
) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for mark in &sentence.marks {
        let Meaning::Cue(cue) = mark.meaning else { continue };
        let attribution = match cue {
            Cue::Report | Cue::Confirm => {
                by_verb(sentence, mentions, lexicon, mark.words.clone(), Manner::Says)
            }
            Cue::Figure => by_reckoning(sentence, mentions, lexicon, mark.words.clone()),
            Cue::Doubt => by_verb(sentence, mentions, lexicon, mark.words.clone(), Manner::Doubts),
            Cue::Deny => {
                // Who does not deny it does not say it either.
                let manner = if is_negated(sentence, mark) { Manner::Doubts } else { Manner::Denies };
                by_verb(sentence, mentions, lexicon, mark.words.clone(), manner)
            }
            Cue::According => by_phrase(sentence, mentions, lexicon, mark.words.clone()),
            Cue::View if is_view(sentence, mentions, lexicon, &mark.words) => {
                by_phrase(sentence, mentions, lexicon, mark.words.clone())
            }
            _ => None,
        };
        if let Some(attribution) = attribution
            && !found.iter().any(|a| a.cue == attribution.cue && a.manner >= attribution.manner)
        {
            found.extend(beyond_denial(sentence, &attribution));
            found.extend(beyond_colon(sentence, &attribution));
            found.push(attribution);
        }
    }
    found.sort_by_key(|a| (a.cue, a.words.start, a.words.end));
    for attribution in &mut found {
        if attribution.speaker.is_none() {
            attribution.speaker.clone_from(&floor.speaker);
        }
        floor.speaker.clone_from(&attribution.speaker);
    }
    quotation(sentence, floor, &mut found);
    found
}

/// A quotation that runs on belongs to whoever spoke last.
fn quotation(sentence: &Parsed<'_>, floor: &mut Floor, found: &mut Vec<Attribution>) {
    // A quotation that goes on in another paragraph opens it again.
    let broken = sentence.block != floor.block && !opens_quoted(sentence);
    floor.block = sentence.block;
    floor.quoting &= !broken;
    let mut open = floor.quoting;
    let mut opened_here = false;
    for word in &sentence.words {
        match word.form {
            "\u{ab}" | "\u{201c}" => (open, opened_here) = (true, true),
            "\u{bb}" | "\u{201d}" => open = false,
            "\"" => {
                opened_here |= !open;
                open = !open;
            }
            _ => {}
        }
    }
    let starts_quoted = opens_quoted(sentence);
    if found.is_empty() && (floor.quoting || (opened_here && starts_quoted)) && floor.speaker.is_some() {
        found.push(Attribution {
            words: 0..sentence.words.len(),
            speaker: floor.speaker.clone(),
            manner: Manner::Says,
            cue: 0,
        });
    }
    floor.quoting = open;
}

/// Whether a sentence begins with the sign that opens a quotation.
fn opens_quoted(sentence: &Parsed<'_>) -> bool {
    sentence.words.first().is_some_and(|w| matches!(w.form, "\u{ab}" | "\u{201c}" | "\""))
}

/// The attribution made by a verb of saying.
fn by_verb(
    sentence: &Parsed<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    words: Range<usize>,
    manner: Manner,
) -> Option<Attribution> {
    let verb = words
        .clone()
        .find(|&w| matches!(sentence.upos(w), Upos::Verb | Upos::Aux))
        .or_else(|| mistagged(sentence, &words))?;
    // "The rejected claims" are no speech.
    if sentence.rel(verb) == Rel::Amod && sentence.feats(verb).has(Feats::PARTICIPLE) {
        return None;
    }
    let subject = match teller(sentence, mentions, lexicon, verb, &words) {
        Teller::Nobody => return None,
        Teller::Unnamed => None,
        Teller::Word(word) => Some(word),
    };
    let fit = subject.map(|s| fitness(sentence, mentions, lexicon, s));
    if manner != Manner::Denies && is_act(sentence, verb, words.end, subject, fit) {
        return None;
    }
    let speaker = subject.and_then(|s| speaker_name(sentence, mentions, lexicon, s));
    let after = words.end;
    if let Some(described) = described(sentence, verb, subject) {
        return Some(Attribution { words: described, speaker, manner, cue: verb });
    }
    let forward = manner == Manner::Denies || introduces(sentence, verb, after, subject);
    let opening = subject.filter(|&s| s < verb).map(|s| turn_start(sentence, s));
    let comma = |w: usize| sentence.words.get(w).is_some_and(|w| w.form == ",");
    let inserted = opening.is_some_and(|start| start > 0 && comma(start - 1)) && comma(after);
    let covered = if forward && inserted && manner == Manner::Says {
        0..sentence.words.len()
    } else if forward {
        let end = if manner == Manner::Denies { denial_end(sentence, verb) } else { None };
        after..end.unwrap_or(sentence.words.len())
    } else {
        0..opening.unwrap_or(verb)
    };
    (!covered.is_empty()).then_some(Attribution { words: covered, speaker, manner, cue: verb })
}

/// "the 34 acknowledged by the authorities": what a participle with its agent vouches for is what it describes.
fn described(sentence: &Parsed<'_>, verb: usize, subject: Option<usize>) -> Option<Range<usize>> {
    subject.filter(|&s| sentence.rel(s) == Rel::OblAgent && s > verb)?;
    let number = || sentence.value_at(verb.checked_sub(1)?).map(|value| value.words.start);
    if sentence.rel(verb) != Rel::Acl {
        return number().map(|start| start..verb);
    }
    let noun = sentence.head(verb).filter(|&h| h < verb)?;
    Some(left_edge(sentence, noun)..verb)
}

/// Whether a verb that may be one of saying is an act: it governs a thing and no clause ("published the names of 400
/// clients"), or nobody who speaks is its subject.
fn is_act(
    sentence: &Parsed<'_>,
    verb: usize,
    after: usize,
    subject: Option<usize>,
    fit: Option<Fitness>,
) -> bool {
    if !sentence.is_cue(verb, Cue::Acting) || subject.is_some_and(|s| sentence.is_cue(s, Cue::Utterance)) {
        return false;
    }
    let opens = sentence
        .words
        .get(after)
        .is_some_and(|w| w.node.upos == Upos::Sconj || matches!(w.form, ":" | "\"" | "\u{ab}" | "\u{201c}"));
    let said = |c: usize| c > verb && sentence.rel(c) == Rel::Ccomp;
    // Who speaks behind the verb closes what they say.
    if opens || subject.is_some_and(|s| s > verb) || sentence.children(verb).any(said) {
        return false;
    }
    let told = |w: usize| sentence.is_cue(w, Cue::Sum) || sentence.is_cue(w, Cue::Utterance);
    let thing = |c: usize| c > verb && sentence.rel(c) == Rel::Obj && !told(c);
    sentence.children(verb).any(thing) || fit.is_some_and(|f| f < Fitness::Speaks)
}

/// What a speaker who closes a sentence's first words says behind a colon: "..., promises the director: 900 would stay".
fn beyond_colon(sentence: &Parsed<'_>, said: &Attribution) -> Option<Attribution> {
    let closes = said.words.end <= said.cue && said.words.start == 0;
    let colon =
        (said.cue..sentence.words.len()).find(|&w| sentence.words[w].form == ":").filter(|_| closes)?;
    let words = colon + 1..sentence.words.len();
    (!words.is_empty()).then(|| Attribution { words, ..said.clone() })
}

/// The attribution made by a verb of counting whose subject can speak: "police put the crowd at 300", but not "the
/// village counts 300 houses".
fn by_reckoning(
    sentence: &Parsed<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    words: Range<usize>,
) -> Option<Attribution> {
    let verb = words.clone().find(|&w| sentence.upos(w) == Upos::Verb || sentence.upos(w) == Upos::Aux);
    let subject = match verb {
        // "Paintings valued at 17 million" value nothing.
        Some(verb) if sentence.rel(verb) == Rel::Acl && sentence.feats(verb).has(Feats::PARTICIPLE) => None,
        Some(verb) => set_off(sentence, verb, |w| is_speaker(sentence, mentions, w))
            .or_else(|| subject_of(sentence, verb).filter(|&s| s < verb)),
        None => mistagged(sentence, &words).and_then(|verb| left_noun(sentence, verb)),
    }?;
    is_speaker(sentence, mentions, subject)
        .then(|| by_verb(sentence, mentions, lexicon, words, Manner::Says))
        .flatten()
}

/// Whether a turn is negated by a word outside it.
fn is_negated(sentence: &Parsed<'_>, mark: &Mark) -> bool {
    let beside = |w: usize| mark.words.clone().any(|own| sentence.head(w) == Some(own));
    let negations = sentence.cues(Cue::Negation).flat_map(|m| m.words.clone());
    negations.into_iter().any(|w| !mark.words.contains(&w) && beside(w))
}

/// Where what a verb denies ends: at the next verb of the same rank or behind a colon, which say what the speaker holds
/// instead.
fn denial_end(sentence: &Parsed<'_>, verb: usize) -> Option<usize> {
    let next = sentence.children(verb).find(|&c| {
        c > verb && sentence.rel(c) == Rel::Conj && matches!(sentence.upos(c), Upos::Verb | Upos::Aux)
    });
    let next = next.map(|next| left_edge(sentence, next).max(verb + 1));
    let colon = (verb + 1..sentence.words.len()).find(|&w| matches!(sentence.words[w].form, ":" | ";"));
    next.into_iter().chain(colon).min()
}

/// The words after a denial, which are still the speaker's.
fn beyond_denial(sentence: &Parsed<'_>, denial: &Attribution) -> Option<Attribution> {
    let words = denial.words.end..sentence.words.len();
    let cut = denial.manner == Manner::Denies && denial.words.start > denial.cue && !words.is_empty();
    cut.then(|| Attribution { words, manner: Manner::Says, speaker: denial.speaker.clone(), cue: denial.cue })
}

/// Whether the words after a verb of saying are what is said, rather than its speaker and the end of the sentence.
fn introduces(sentence: &Parsed<'_>, verb: usize, after: usize, subject: Option<usize>) -> bool {
    // "Killed 22, the ministry said; the villagers count 35." "Killed 22, the ministry said, adding that ..."
    let goes_on = |w: usize| {
        let follows = w > after && sentence.words[w - 1].form == ",";
        follows && sentence.upos(w) == Upos::Verb && sentence.is_cue(w, Cue::Report)
    };
    let end = (after..sentence.words.len()).find(|&w| sentence.words[w].form == ";" || goes_on(w));
    let rest = after..end.unwrap_or(sentence.words.len());
    let is_said = |c: usize| matches!(sentence.rel(c), Rel::Ccomp | Rel::Xcomp);
    if sentence.children(verb).any(|c| c > verb && c < rest.end && is_said(c)) {
        return true;
    }
    let own = |w: usize| subject.is_some_and(|s| sentence.hangs_from(w, s));
    rest.into_iter().any(|w| {
        !own(w)
            && (sentence.upos(w) == Upos::Verb
                || sentence
                    .value_at(w)
                    .is_some_and(|v| !matches!(v.reading.value, crate::value::Value::Time(_))))
    })
}

/// The attribution made by a phrase such as "according to".
fn by_phrase(
    sentence: &Parsed<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    words: Range<usize>,
) -> Option<Attribution> {
    let cue = words.start;
    let head = speaker_head(sentence, words.end)?;
    let speaker = speaker_name(sentence, mentions, lexicon, head);
    let last = right_edge(sentence, words.end, head);
    let before = cue.saturating_sub(1);
    let opens = cue <= 1
        || sentence.words[..cue]
            .iter()
            .all(|w| matches!(w.node.upos, Upos::Punct | Upos::Cconj | Upos::Sconj | Upos::Adv));
    let covered = if opens {
        last + 1..boundary_after(sentence, last + 1)
    } else {
        boundary_before(sentence, before)..cue
    };
    (!covered.is_empty()).then_some(Attribution { words: covered, speaker, manner: Manner::Says, cue })
}

/// Whether a preposition stands before whoever answers for a figure: before what they count ("by the union's count"), or
/// before them at the head of a sentence, set off by a comma.
fn is_view(sentence: &Parsed<'_>, mentions: &[Mention], lexicon: &Lexicon, words: &Range<usize>) -> bool {
    let Some(head) = speaker_head(sentence, words.end) else { return false };
    if owner(sentence, mentions, lexicon, head).is_some() {
        return sentence.is_cue(head, Cue::Sum);
    }
    let named = sentence.is_cue(head, Cue::Speaker)
        || mentions.iter().any(|m| m.words.contains(&head) && !m.place && m.facet == Facet::Name);
    let last = right_edge(sentence, words.end, head);
    let set_off = sentence.words.get(last + 1).is_some_and(|w| w.form == ",");
    words.start == 0 && !sentence.is_cue(words.start, Cue::By) && named && set_off
}

/// Where an according-phrase that opens a sentence stops vouching: at the next one's own stretch.
fn boundary_after(sentence: &Parsed<'_>, from: usize) -> usize {
    let next = sentence.cues(Cue::According).map(|m| m.words.start).find(|&s| s > from);
    next.map_or(sentence.words.len(), |at| boundary_before(sentence, at.saturating_sub(1)).max(from))
}

/// Where the stretch that an according-phrase closes begins: behind the phrase before it, or at the start.
fn boundary_before(sentence: &Parsed<'_>, at: usize) -> usize {
    let previous = sentence.cues(Cue::According).filter(|m| m.words.end <= at).last();
    let Some(previous) = previous else { return 0 };
    let from = previous.words.end;
    let parts = |&w: &usize| sentence.upos(w) == Upos::Cconj || matches!(sentence.words[w].form, "," | ";");
    // What a phrase that opens the sentence vouches for lies behind it.
    let opening = previous.words.start == 0;
    let turn = if opening { (from..at).rev().find(parts) } else { (from..at).find(parts) };
    turn.unwrap_or(from)
}

/// Where the turn of a subject begins: with its phrase, behind the last comma.
fn turn_start(sentence: &Parsed<'_>, subject: usize) -> usize {
    let comma = (0..subject).rev().find(|&w| sentence.words[w].form == ",");
    left_edge(sentence, subject).max(comma.map_or(0, |w| w + 1))
}

/// The first word of the phrase headed by `head`.
fn left_edge(sentence: &Parsed<'_>, head: usize) -> usize {
    (0..=head).find(|&w| sentence.hangs_from(w, head)).unwrap_or(head)
}

/// The attribution that covers `word`, the innermost first: the one whose cue governs it, else the one whose stretch holds it.
#[must_use]
pub fn covering<'a>(found: &'a [Attribution], sentence: &Parsed<'_>, word: usize) -> Option<&'a Attribution> {
    let holds = |a: &&Attribution| a.words.contains(&word);
    let governing = found
        .iter()
        .filter(holds)
        .filter(|a| a.cue != word && sentence.hangs_from(word, a.cue))
        .max_by_key(|a| a.cue.min(word));
    governing.or_else(|| found.iter().filter(holds).min_by_key(|a| (word.abs_diff(a.cue), a.cue)))
}

/// The news agency a document credits, where it names one.
#[must_use]
pub fn agency(sentences: &[Parsed<'_>]) -> Option<String> {
    let mark = |s: &Parsed<'_>| {
        s.cues(Cue::Agency)
            .find(|m| m.words.clone().all(|w| s.upos(w) == Upos::Propn))
            .map(|m| s.words[m.words.clone()].iter().map(|w| w.form).collect::<Vec<_>>().join(" "))
    };
    sentences.iter().find_map(mark)
}
