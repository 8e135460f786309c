//! A sentence with its names and voices, and the draft of a claim while it is being read.

use std::cmp::Reverse;
use std::ops::Range;

use crate::claim::gist::{Gist, Reader, Word};
use crate::claim::lexicon::{ClassId, Cue, EVENT, Lexicon, Meaning, Sense};
use crate::claim::link::head_of;
use crate::claim::names::Mention;
use crate::claim::sentence::{Mark, Parsed};
use crate::claim::voice::{self, Attribution, Manner};
use crate::claim::{Certainty, ClaimKind, Polarity, Qualifiers, Standing, Topic};
use crate::source::BlockKind;
use crate::span::Span;
use crate::syntax::{Feats, Rel, Upos};
use crate::text::Stemmer;
use crate::value::Value;

/// One sentence, ready to be read for claims.
pub(super) struct Scene<'s, 't> {
    pub sentence: &'s Parsed<'t>,
    pub mentions: Vec<Mention>,
    pub attributions: Vec<Attribution>,
    pub lexicon: &'s Lexicon,
    pub stemmer: &'s Stemmer,
    /// The event that the sentence before is about, which a pronoun may stand for.
    pub antecedent: Option<String>,
    /// What the sentence before is said of, which a pronoun may stand for, too.
    pub subjects: Vec<Referent>,
}

/// Something spoken of before.
#[derive(Debug, Clone)]
pub(super) struct Referent {
    pub word: Word,
    /// Whether it is one, or many, where its form says so.
    plural: Option<bool>,
}

/// Most things that a pronoun is held to stand for: a chain of pronouns must not gather all that was ever spoken of.
const REFERENTS: usize = 8;

/// A claim before its voice has become an outlet's or a speaker's.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub kind: ClaimKind,
    pub topic: Topic,
    pub qualifiers: Qualifiers,
    pub standing: Standing,
    pub gist: Gist,
    pub value: Value,
    pub polarity: Polarity,
    pub certainty: Certainty,
    pub strength: f64,
    pub speaker: Option<String>,
    pub span: Span,
    pub sentence: Span,
    /// A denial that names no act: it waits for the accusation it answers, and is dropped where there is none.
    pub dangling: bool,
    /// Said in passing, of what the sentence tells of something.
    pub aside: bool,
    /// Whether it asks what somebody demands, to which what others offer is no answer.
    pub demands: bool,
}

impl Scene<'_, '_> {
    /// Whether the sentence is a title or heading.
    pub fn is_headline(&self) -> bool {
        matches!(self.sentence.kind, BlockKind::Title | BlockKind::Heading)
    }

    /// The attribution that covers a word.
    pub fn attribution(&self, word: usize) -> Option<&Attribution> {
        voice::covering(&self.attributions, self.sentence, word)
    }

    /// Who says what stands at a word; `None` for the outlet itself.
    pub fn speaker(&self, word: usize) -> Option<String> {
        self.attribution(word).and_then(|a| a.speaker.clone())
    }

    /// The predicate of the clause a word stands in.
    pub fn predicate(&self, word: usize) -> usize {
        let sentence = self.sentence;
        let says = |w: &usize| {
            sentence.upos(*w) == Upos::Verb || sentence.children(*w).any(|c| sentence.rel(c) == Rel::Cop)
        };
        sentence.upwards(word).take(4).find(says).unwrap_or_else(|| sentence.clause(word))
    }

    /// How far the document stands behind what is at a word.
    pub fn certainty(&self, word: usize) -> Certainty {
        let predicate = self.predicate(word);
        let rumour = self.is_conditional(predicate);
        let alleged = self.cue_near(Cue::Alleged, word, predicate);
        match self.attribution(word) {
            Some(a) if a.manner == Manner::Doubts => Certainty::Alleged,
            _ if rumour || alleged => Certainty::Alleged,
            Some(_) => Certainty::Reported,
            None => Certainty::Asserted,
        }
    }

    /// Whether a predicate stands in the conditional.
    pub fn is_conditional(&self, predicate: usize) -> bool {
        let sentence = self.sentence;
        let conditional = |w: usize| sentence.feats(w).has(Feats::CONDITIONAL);
        let aids = |w: usize| matches!(sentence.rel(w), Rel::Aux | Rel::AuxPass | Rel::Cop);
        conditional(predicate) || sentence.children(predicate).any(|c| aids(c) && conditional(c))
    }

    /// Whether what is at a word is a plan, demand, threat or maximum.
    pub fn is_planned(&self, word: usize) -> bool {
        let predicate = self.predicate(word);
        let aids = |&c: &usize| matches!(self.sentence.rel(c), Rel::Aux | Rel::AuxPass | Rel::Cop);
        let mut verbs = self.sentence.children(predicate).filter(aids).chain([predicate]);
        let future = verbs.any(|w| self.sentence.feats(w).has(Feats::FUTURE));
        future || self.cue_near(Cue::Planned, word, predicate)
    }

    /// Whether what is at a word is asked for, threatened or allowed at most.
    pub fn is_sought(&self, word: usize) -> bool {
        let sentence = self.sentence;
        let seeks = |w: usize| sentence.is_cue(w, Cue::Sought);
        // "The five years requested by the prosecution", "a request for five years".
        let above = sentence.upwards(word).take_while(|&w| sentence.upos(w) != Upos::Verb);
        let described = sentence.children(word).any(|c| sentence.rel(c) == Rel::Acl && seeks(c));
        described || above.skip(1).any(seeks) || self.cue_near(Cue::Sought, word, self.predicate(word))
    }

    /// Whether a cue stands at the predicate, at one of its auxiliaries or at a verb the predicate completes, or right
    /// beside the word.
    fn cue_near(&self, cue: Cue, word: usize, predicate: usize) -> bool {
        let sentence = self.sentence;
        let steers = |w: usize| {
            let beside = w < word && word - w <= 2 && !sentence.split(w, word);
            let aids = sentence.head(w) == Some(predicate)
                && matches!(sentence.rel(w), Rel::Aux | Rel::AuxPass | Rel::Advmod | Rel::Amod | Rel::Mark);
            let above = matches!(sentence.rel(predicate), Rel::Xcomp | Rel::Ccomp)
                && sentence.head(predicate) == Some(w);
            w == predicate || beside || aids || above
        };
        // A month is no auxiliary: "3 May".
        let named = |m: &Mark| m.words.len() == 1 && sentence.upos(m.words.start) == Upos::Propn;
        sentence.cues(cue).any(|m| !named(m) && m.words.clone().any(steers))
    }

    /// Whether a cue stands in the words right before `word`, nothing but small words between.
    pub fn cue_before(&self, cue: Cue, word: usize, reach: usize) -> bool {
        self.sentence.cues(cue).any(|m| {
            m.words.end <= word
                && word - m.words.end <= reach
                && !self.sentence.parted(m.words.end.saturating_sub(1), word)
        })
    }

    /// What the clause of a word gives as the cause.
    pub fn cause(&self, word: usize) -> Option<String> {
        let sentence = self.sentence;
        let here = |m: &&Mark| {
            sentence.clause(m.words.start) == sentence.clause(word) && !sentence.parted(word, m.words.start)
        };
        let mark = sentence.cues(Cue::Cause).find(here)?;
        sentence.head(mark.words.start).filter(|noun| !mark.words.contains(noun)).map(|noun| self.thing(noun))
    }

    /// What a word means, as one word for both languages: its class by id, else its first sense, else its lemma.
    pub fn thing(&self, word: usize) -> String {
        if let Some(class) = self.sentence.class(word) {
            return self.class_id(class);
        }
        let senses = self.sentence.marks_at(word).filter_map(|m| match m.meaning {
            Meaning::Sense(id) => {
                self.lexicon.senses.get(id).map(|sense| (Reverse(m.words.len()), &sense.id))
            }
            _ => None,
        });
        senses.min().map_or_else(|| self.sentence.lemma(word).to_lowercase(), |(_, sense)| sense.clone())
    }

    /// What a word says that happens, as one word for nouns and verbs of both languages.
    pub fn deed(&self, word: usize) -> Option<String> {
        let own = |m: &&Mark| head_of(self.sentence, m) == word;
        let senses = self.sentence.marks_at(word).filter(own).filter_map(|m| match m.meaning {
            Meaning::Sense(id) => {
                let sense = self.lexicon.senses.get(id).filter(|sense| sense.is_deed())?;
                Some((Reverse(m.words.len()), &sense.id))
            }
            _ => None,
        });
        senses.min().map(|(_, sense)| sense.clone())
    }

    /// Whether some sense of a word is of a sort.
    pub fn happens(&self, word: usize, is: impl Fn(&Sense) -> bool) -> bool {
        let sense = |m: &Mark| match m.meaning {
            Meaning::Sense(id) => self.lexicon.senses.get(id),
            _ => None,
        };
        self.sentence.marks_at(word).filter_map(sense).any(is)
    }

    /// Whether a noun names something that happens: an event of the packs, or what a verb tells as well.
    pub fn is_deed(&self, word: usize) -> bool {
        let person = self.sentence.class(word).is_some_and(|class| self.is_people(class));
        let nominal = self.sentence.upos(word) == Upos::Noun && !person;
        nominal && (self.event(word).is_some() || self.deed(word).is_some())
    }

    /// The id of a class.
    pub fn class_id(&self, class: ClassId) -> String {
        self.lexicon.classes.get(class).map(|c| c.id.clone()).unwrap_or_default()
    }

    /// Whether a class is one of people.
    pub fn is_people(&self, class: ClassId) -> bool {
        self.lexicon.is_people(class)
    }

    /// The event a noun names.
    pub fn event(&self, word: usize) -> Option<String> {
        let class = self.sentence.class(word)?;
        self.lexicon.is_event(class).then(|| self.class_id(class))
    }

    /// The event that the subject of a clause names, or stands for as a pronoun.
    pub fn subject_event(&self, clause: usize) -> Option<String> {
        let subject = self
            .sentence
            .children(clause)
            .find(|&c| matches!(self.sentence.rel(c), Rel::Nsubj | Rel::NsubjPass | Rel::OblAgent))?;
        let pronoun = || self.antecedent.clone().filter(|_| self.sentence.is_cue(subject, Cue::Anaphor));
        self.event(subject).or_else(pronoun)
    }

    /// The event a verb tells of by itself.
    pub fn event_verb(&self, word: usize) -> Option<String> {
        let classes = self.sentence.marks_at(word).filter_map(|m| match m.meaning {
            Meaning::Class(class) => Some(class),
            _ => None,
        });
        let verbal = self.sentence.upos(word) == Upos::Verb;
        classes.filter(|_| verbal).map(|c| self.class_id(c)).find(|id| id.starts_with(EVENT))
    }

    /// What a sentence is said of, which a pronoun in the next may stand for: the subjects of its main clause and of what
    /// that says, and what is done to something. A pronoun among them may stand for what it stood for itself.
    pub fn spoken_of(&self, root: usize) -> Vec<Referent> {
        let sentence = self.sentence;
        let said =
            sentence.children(root).filter(|&c| matches!(sentence.rel(c), Rel::Ccomp | Rel::Parataxis));
        let clauses: Vec<usize> = std::iter::once(root).chain(said).collect();
        let argument = |&c: &usize| matches!(sentence.rel(c), Rel::Nsubj | Rel::NsubjPass | Rel::Obj);
        let arguments = clauses.iter().flat_map(|&clause| sentence.children(clause).filter(argument));
        let mut found: Vec<Referent> = Vec::new();
        for at in arguments {
            let things: Vec<Referent> = self.things(at).collect();
            let meant = if things.is_empty() { self.referents(at) } else { things };
            for referent in meant {
                if found.len() < REFERENTS && found.iter().all(|f| f.word.span != referent.word.span) {
                    found.push(referent);
                }
            }
        }
        found
    }

    /// What a phrase names: a thing, and that which it belongs to.
    fn things(&self, noun: usize) -> impl Iterator<Item = Referent> {
        let of = self.sentence.children(noun).filter(|&c| self.sentence.rel(c) == Rel::Nmod);
        let referent = |w| Some(Referent { word: self.reader().argument(w)?, plural: self.is_plural(w) });
        std::iter::once(noun).chain(of).filter_map(referent)
    }

    /// What a pronoun may stand for: the subject of the clause above its own, or of the sentence before.
    pub fn referents(&self, pronoun: usize) -> Vec<Referent> {
        let sentence = self.sentence;
        if !sentence.is_cue(pronoun, Cue::Anaphor) {
            return Vec::new();
        }
        let above = sentence.upwards(pronoun).skip(2).filter(|&w| sentence.upos(w) == Upos::Verb);
        let inside = above.take(1).filter(|&w| w < pronoun).flat_map(|w| {
            let nominal = |&c: &usize| c < pronoun && sentence.rel(c) == Rel::Nsubj;
            sentence.children(w).filter(nominal).flat_map(|c| self.things(c)).collect::<Vec<_>>()
        });
        let number = self.is_plural(pronoun);
        let agrees = |r: &Referent| r.plural.zip(number).is_none_or(|(one, other)| one == other);
        inside.chain(self.subjects.iter().cloned()).filter(agrees).collect()
    }

    /// Whether a word stands for many, where its form says so.
    pub fn is_plural(&self, word: usize) -> Option<bool> {
        let feats = self.sentence.feats(word);
        (feats.has(Feats::PLURAL) || feats.has(Feats::SINGULAR)).then(|| feats.has(Feats::PLURAL))
    }

    /// The names in or under a word's phrase, sorted.
    pub fn names_under(&self, word: usize) -> Vec<String> {
        let mut names: Vec<String> = self
            .mentions
            .iter()
            .filter(|m| m.words.contains(&word) || self.sentence.hangs_from(m.words.start, word))
            .map(|m| m.name.clone())
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// Whether a word names something in particular: by a name, or by a determiner that points at it.
    pub fn is_definite(&self, word: usize) -> bool {
        let sentence = self.sentence;
        let named = self.mentions.iter().any(|m| m.words.contains(&word));
        let points = |c: usize| match sentence.rel(c) {
            Rel::Det => sentence.is_cue(c, Cue::Definite),
            rel => rel == Rel::NmodPoss,
        };
        named || sentence.children(word).any(points)
    }

    /// Whether a word gives a number of things, and not none.
    pub fn is_counted(&self, word: usize) -> bool {
        let value = self.sentence.value_at(word).map(|v| &v.reading.value);
        value.is_some_and(|v| matches!(v, Value::Quantity(_)) && !v.is_none())
    }

    /// Reads the words of the sentence.
    pub fn reader(&self) -> Reader<'_, '_> {
        let Self { sentence, mentions, lexicon, stemmer, .. } = self;
        Reader { sentence, mentions, lexicon, stemmer }
    }

    /// A draft of what stands at `word`, with its voice, certainty and standing filled in.
    pub fn draft(
        &self,
        word: usize,
        words: Range<usize>,
        kind: ClaimKind,
        topic: Topic,
        value: Value,
    ) -> Draft {
        let reader = self.reader();
        let mut gist = reader.gist(Some(word), words.clone());
        if kind == ClaimKind::Date {
            gist.head = reader.deed(word);
        }
        Draft {
            gist,
            kind,
            topic,
            qualifiers: Qualifiers::default(),
            standing: Standing { headline: self.is_headline(), ..Standing::default() },
            value,
            polarity: Polarity::Affirmed,
            certainty: self.certainty(word),
            strength: 1.0,
            speaker: self.speaker(word),
            span: self.sentence.span_of(words),
            sentence: self.sentence.span,
            dangling: false,
            demands: false,
            aside: false,
        }
    }
}
