//! The compiled vocabulary of claims: concepts, noun classes, names and cues of every language, matched on lemmas.

mod carriers;
mod compile;
mod names;
mod pattern;
mod schema;
mod unique;

use std::collections::BTreeMap;

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

/// The part a word plays for a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// A verb whose object (or passive subject) is counted.
    Object,
    /// A verb whose subject is counted.
    Subject,
    /// A noun that is itself counted.
    Outcome,
    /// An adjective said of the counted noun, or standing in its place.
    State,
    /// A noun whose complement is counted.
    Event,
    /// A noun whose value is the number.
    Tally,
    /// A whole turn with a slot for the number.
    Idiom,
    /// A noun that names the attribute a value measures.
    Attribute,
    /// A word right beside the value.
    Beside,
    /// A verb whose complement is the value.
    Verb,
    /// A predicate that says yes.
    Affirm,
    /// A predicate that says no.
    Deny,
    /// A noun phrase that names a role somebody holds.
    Holder,
}

/// A word or turn that steers how a clause is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cue {
    /// A verb of saying.
    Report,
    /// A verb of saying that keeps its distance.
    Doubt,
    /// A preposition before the speaker.
    According,
    /// A verb of denying.
    Deny,
    /// A noun of denying.
    Denial,
    /// A turn after which nothing is so: "no evidence that".
    Void,
    /// A word that calls an accusation or report untrue.
    Refute,
    /// A noun for an accusation.
    Accusation,
    /// A noun for a part somebody had in something: to deny it is to deny having done it.
    Involvement,
    /// A verb of confirming.
    Confirm,
    /// A noun that can speak.
    Speaker,
    /// A news agency.
    Agency,
    /// A noun for an outlet.
    Outlet,
    /// A particle that negates the clause.
    Negation,
    /// A particle of negation that only narrows.
    Only,
    /// A word for none.
    None,
    /// A word of rumour or suspicion.
    Alleged,
    /// A word that makes it a plan, demand, threat or maximum rather than an outcome.
    Planned,
    /// A verb that says what can be.
    Possible,
    /// A word that opens a part of the whole.
    Subset,
    /// What stands between a number and the whole it is a part of.
    Partitive,
    /// A preposition before the number of a whole: "among".
    Whole,
    /// A preposition between a noun and what tells which one is meant.
    Genitive,
    /// A pronoun that opens a relative clause.
    Relative,
    /// A preposition before a cause.
    Cause,
    /// A verb between a cause and what it brought about.
    Causes,
    /// A turn between what was brought about and its cause.
    Effect,
    /// A noun for a cause.
    CauseNoun,
    /// A preposition before the place where something is.
    Locative,
    /// A determiner that points at something in particular.
    Definite,
    /// A word that takes in all there are: "any".
    Any,
    /// A word that adds to a number given before.
    Additional,
    /// A word that recalls another event or time.
    Background,
    /// A word that opens a comparison.
    Comparison,
    /// A word for an earlier state of knowledge.
    FirstReport,
    /// A verb of a count that changes.
    Change,
    /// A verb of a count that grew.
    Rise,
    /// A verb with no meaning of its own.
    Light,
    /// A verb that says an event took place.
    Happen,
    /// A word that says that there is something.
    Exist,
    /// A pronoun for what was just spoken of.
    Anaphor,
    /// A title before a name.
    Title,
    /// A verb that gives a number of what was spoken of: what can speak vouches for it, anything else merely has it.
    Figure,
    /// A noun for a number.
    Sum,
    /// A preposition between a number and what it counts.
    Of,
    /// What makes the number before it a difference.
    Difference,
    /// A word that says one figure in another way: "or", "that is".
    Restated,
    /// A preposition between a figure and the one it is taken from: "out of".
    OutOf,
    /// A word that makes a figure that of all: "in total".
    Total,
    /// A preposition before the figure that something had before it changed.
    From,
    /// A preposition before the figure that it has since.
    To,
    /// A word for a change.
    Varies,
}

/// How a name stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// The name itself.
    Name,
    /// Its people or the adjective from it.
    People,
    /// A place that speaks for its government.
    Government,
}

/// How a name must be written to be read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Letters {
    /// In any case.
    Any,
    /// With a capital.
    Capital,
    /// In capitals throughout.
    Capitals,
}

/// What an entry means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    /// A word of a concept's family.
    Concept(ConceptId, Role),
    /// A member of a noun class.
    Class(ClassId),
    /// A word of that sense.
    Sense(SenseId),
    /// A name.
    Entity(EntityId, Facet, Letters),
    /// A cue.
    Cue(Cue),
    /// A turn that accuses: which one, in [`Lexicon::accusers`].
    Accuse(usize),
}

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
    pub fn wider(&self, concept: ConceptId) -> impl Iterator<Item = &Concept> {
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

    /// The class of that id.
    #[must_use]
    pub fn class(&self, id: &str) -> Option<ClassId> {
        self.classes.iter().position(|c| c.id == id)
    }
}

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
