//! The compiled vocabulary of claims: concepts, noun classes, names and cues of every language, matched on lemmas.

mod carriers;
mod compile;
mod cues;
mod files;
mod meaning;
mod names;
mod pattern;
mod schema;
mod unique;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

pub use files::Files;
pub use meaning::{Cue, Facet, Letters, Meaning, Role};
pub use names::Names;
pub use pattern::{Match, Patterns, Shape};
pub use schema::EntityKind;

use crate::claim::ClaimKind;
use crate::text::{Vocabulary, Word};

/// Number of a concept in [`Lexicon::concepts`].
pub type ConceptId = usize;
/// Number of a noun class in [`Lexicon::classes`].
pub type ClassId = usize;
/// Number of a sense in [`Lexicon::senses`].
pub type SenseId = usize;
/// Number of a name in [`Lexicon::entities`].
pub type EntityId = usize;

/// A question the packs know.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Its stable id.
    pub id: String,
    /// What sort of answer it has.
    pub kind: ClaimKind,
    /// The question by language.
    pub question: BTreeMap<String, String>,
    /// What may be counted, as one whole.
    pub counts: Option<ClassId>,
    /// The class whose kinds are counted, each apart.
    pub among: Option<ClassId>,
    /// Whether a later, higher figure is an update.
    pub cumulative: bool,
    /// The dimension its values must have.
    pub dimension: Option<String>,
    /// What has the attribute.
    pub holder: Option<ClassId>,
    /// The concept that counts these among others: where it counts none, there are none of these.
    pub within: Option<ConceptId>,
    /// Whether a unit of its dimension is enough to name it.
    pub implied: bool,
    /// Whether a later figure, higher or lower, replaces an earlier one.
    pub provisional: bool,
    /// Whether it is what it is, so that no plan or possibility makes it another: an age, a length, a capacity.
    pub lasting: bool,
    /// Whether several answers may hold at once.
    pub shared: bool,
    /// The class of events from which its values count the time.
    pub since: Option<ClassId>,
    /// The class of events of which it tells: whoever was arrested was so in an arrest.
    pub tells: Option<ClassId>,
    /// The class of what its verbs say that somebody does, and may be accused of.
    pub act: Option<ClassId>,
}

/// A class of nouns.
#[derive(Debug, Clone)]
pub struct Class {
    /// Its stable id.
    pub id: String,
    /// The wider class it belongs to.
    pub parent: Option<ClassId>,
    /// Whether a count of it is a part of the whole.
    pub part: bool,
    /// Whether it is of places that lie in no other of their kind: two of them are two places.
    pub whole: bool,
    /// Whether its members can speak.
    pub speaks: bool,
    /// Whether it is of events that somebody brings about, and may be accused of.
    pub act: bool,
    /// The classes that share no member with it.
    pub apart: Vec<ClassId>,
}

/// What a word may mean.
#[derive(Debug, Clone, Default)]
pub struct Sense {
    /// Its stable id.
    pub id: String,
    /// The scenes and kinds of thing it belongs to, by their number in [`Lexicon::frames`].
    pub frames: Vec<usize>,
    /// Whether nouns name it.
    pub noun: bool,
    /// Whether verbs tell it.
    pub verb: bool,
    /// The senses that hold where this one does not.
    pub opposites: Vec<SenseId>,
    /// The senses with which this one begins, as owning does with buying.
    pub inceptions: Vec<SenseId>,
    /// Whether it happens to one thing but once, as a birth does.
    pub once: bool,
    /// Whether it befalls people in an event, on the day of the event.
    pub befalls: bool,
}

impl Sense {
    /// Whether it is something that happens: both a verb and a noun say it.
    #[must_use]
    pub fn is_deed(&self) -> bool {
        self.noun && self.verb
    }
}

/// A name.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its canonical name.
    pub id: String,
    /// What it names.
    pub kind: EntityKind,
    /// What it lies in or belongs to.
    pub within: Option<String>,
}

impl Entity {
    /// The country it is or lies in.
    fn country(&self) -> Option<&str> {
        if self.kind == EntityKind::Country { Some(&self.id) } else { self.within.as_deref() }
    }
}

/// Where an accusing turn keeps the accused and the act.
#[derive(Debug, Clone, Default)]
pub struct Accuser {
    /// The grammatical place of the accused.
    pub accused: Slot,
    /// The grammatical places of the act.
    pub act: Vec<Slot>,
}

/// A grammatical place beside a verb.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Slot {
    /// Its object.
    #[default]
    Object,
    /// Its subject.
    Subject,
    /// Behind this preposition.
    Behind(String),
}

/// The words of one language with what they mean.
#[derive(Debug, Default)]
pub struct Words {
    /// Numbers of the words.
    pub vocabulary: Vocabulary,
    /// What they mean.
    pub patterns: Patterns<Meaning>,
    /// Endings of forms that stand for another entry, with the ending of that entry: a driver is a driver, man or woman.
    pub endings: Vec<(String, String)>,
    /// The ending of a possessive, as it stands where its apostrophe is lost.
    pub possessive: String,
}

impl Words {
    /// The number of a lemma, or of the entry it is another form of.
    #[must_use]
    pub fn lookup(&self, lemma: &str) -> Word {
        let found = self.vocabulary.lookup(lemma);
        if found != Word::UNKNOWN {
            return found;
        }
        let others = self
            .endings
            .iter()
            .filter_map(|(from, to)| Some(format!("{}{to}", lemma.strip_suffix(from.as_str())?)));
        others
            .map(|other| self.vocabulary.lookup(&other))
            .find(|&w| w != Word::UNKNOWN)
            .unwrap_or(Word::UNKNOWN)
    }

    /// The word that owns what follows, of a capitalised one that is no word but for a lost apostrophe: "Syrias capital",
    /// as texts have it that went through many hands.
    #[must_use]
    pub fn owner(&self, form: &str) -> Option<Word> {
        let bare = form.strip_suffix(self.possessive.as_str()).filter(|bare| bare.len() < form.len())?;
        let capital = form.starts_with(char::is_uppercase);
        let strange = capital && self.vocabulary.lookup(form) == Word::UNKNOWN;
        Some(self.vocabulary.lookup(bare)).filter(|&word| strange && word != Word::UNKNOWN)
    }
}

/// Everything the packs know for reading claims. Immutable once compiled.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The questions.
    pub concepts: Vec<Concept>,
    /// The noun classes.
    pub classes: Vec<Class>,
    /// Their numbers by their ids.
    class_ids: FxHashMap<String, ClassId>,
    /// The numbers of the concepts by their ids.
    concept_ids: FxHashMap<String, ConceptId>,
    /// What words that no concept has may mean.
    pub senses: Vec<Sense>,
    /// Names of the scenes and kinds of thing that senses belong to.
    pub frames: Vec<String>,
    /// The names.
    pub entities: Vec<Entity>,
    /// The accusing turns.
    pub accusers: Vec<Accuser>,
    languages: BTreeMap<String, Words>,
}

impl Lexicon {
    /// The words of one language.
    #[must_use]
    pub fn words(&self, language: &str) -> Option<&Words> {
        self.languages.get(language)
    }

    /// Whether `class` is `ancestor` or lies in it.
    #[must_use]
    pub fn is_a(&self, class: ClassId, ancestor: ClassId) -> bool {
        self.lineage(class).any(|c| c == ancestor)
    }

    /// Whether a class is one of people.
    #[must_use]
    pub fn is_people(&self, class: ClassId) -> bool {
        self.lineage(class).any(|c| self.classes.get(c).is_some_and(|c| c.id == PERSON))
    }

    /// Whether a class is of events that somebody brings about.
    #[must_use]
    pub fn is_act(&self, class: ClassId) -> bool {
        self.lineage(class).any(|c| self.classes.get(c).is_some_and(|c| c.act))
    }

    /// Whether the members of a class can speak.
    #[must_use]
    pub fn speaks(&self, class: ClassId) -> bool {
        self.lineage(class).any(|c| self.classes.get(c).is_some_and(|c| c.speaks))
    }

    /// Whether a class, or one around it, is of events.
    #[must_use]
    pub fn is_event(&self, class: ClassId) -> bool {
        self.lineage(class).any(|c| self.classes.get(c).is_some_and(|c| c.id.starts_with(EVENT)))
    }

    /// Whether one of two classes lies in the other.
    #[must_use]
    pub fn are_kin(&self, a: ClassId, b: ClassId) -> bool {
        self.is_a(a, b) || self.is_a(b, a)
    }

    /// Whether nothing is of both classes, for all that the packs say.
    #[must_use]
    pub fn are_apart(&self, a: ClassId, b: ClassId) -> bool {
        let apart = |c: ClassId| self.classes.get(c).map_or(&[][..], |class| &class.apart);
        self.lineage(a).any(|c| self.lineage(b).any(|other| apart(c).contains(&other)))
    }

    /// A class and the classes around it, innermost first. Ends even where packs nest in a circle.
    pub fn lineage(&self, class: ClassId) -> impl Iterator<Item = ClassId> {
        std::iter::successors(Some(class), |&c| self.classes.get(c)?.parent).take(self.classes.len())
    }

    /// The concepts that count what a concept counts among others, the nearest first. Packs that run in a circle end it.
    fn wider(&self, concept: ConceptId) -> impl Iterator<Item = &Concept> {
        let above = |id: &ConceptId| self.concepts.get(*id).and_then(|c| c.within);
        let chain = std::iter::successors(above(&concept), above);
        chain.take(WIDEST).filter_map(|id| self.concepts.get(id))
    }

    /// Whether two places are known to be apart: those of one sort, and those of two countries.
    #[must_use]
    pub fn lie_apart(&self, a: &str, b: &str) -> bool {
        let place = |name: &str| self.entities.iter().find(|e| e.id == name && e.kind.is_place());
        place(a).zip(place(b)).is_some_and(|(x, y)| {
            let of_one_sort = x.kind == y.kind && x.kind != EntityKind::Place;
            let of_two = x.country().zip(y.country()).is_some_and(|(x, y)| x != y);
            x.id != y.id && (of_one_sort || of_two)
        })
    }

    /// The concept of that id.
    #[must_use]
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        self.concepts.get(*self.concept_ids.get(id)?)
    }

    /// The concepts that count some of what the concept of that id counts.
    pub fn narrower(&self, id: &str) -> impl Iterator<Item = &Concept> {
        let within = move |&at: &ConceptId| self.wider(at).any(|concept| concept.id == id);
        (0..self.concepts.len()).filter(within).filter_map(|at| self.concepts.get(at))
    }

    /// The class of that id.
    #[must_use]
    pub fn class(&self, id: &str) -> Option<ClassId> {
        self.class_ids.get(id).copied()
    }
}

/// The class of people.
const PERSON: &str = "person";

/// What the ids of all classes of events begin with.
pub const EVENT: &str = "event.";

/// Most concepts that count one thing, each among more.
const WIDEST: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_apostrophe_is_seen_behind_a_name_alone() {
        let mut words = Words { possessive: "s".into(), ..Words::default() };
        let island = words.vocabulary.intern("ithaca");
        words.vocabulary.intern("greek");
        words.vocabulary.intern("greeks");
        assert_eq!(words.owner("Ithacas"), Some(island));
        assert_eq!(words.owner("ithacas"), None);
        assert_eq!(words.owner("Ithaca"), None);
        assert_eq!(words.owner("Greeks"), None);
        assert_eq!(words.owner("Corinths"), None);
        assert_eq!(Words { possessive: String::new(), ..words }.owner("Ithacas"), None);
    }
}
