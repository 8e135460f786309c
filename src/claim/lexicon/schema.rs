//! The shape of the packs under `concepts/` and `entities/`, and of `voices.toml` and `clauses.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::carriers::{Entry, Table, Worded};
use crate::claim::ClaimKind;

/// A file of `concepts/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConceptFile<'p> {
    #[serde(default, borrow)]
    pub concept: Vec<ConceptEntry<'p>>,
    #[serde(default, borrow)]
    pub class: Vec<ClassEntry<'p>>,
    /// Lists of classes of which no member is in two.
    #[serde(default)]
    pub apart: Vec<Vec<String>>,
}

/// One concept, with its words by part.
pub(super) type ConceptEntry<'p> = Worded<'p, ConceptFields, Roles<'p>>;

/// What a concept is in every language.
#[derive(Debug, Deserialize)]
pub(super) struct ConceptFields {
    pub id: String,
    pub kind: ClaimKind,
    #[serde(default)]
    pub question: BTreeMap<String, String>,
    pub counts: Option<String>,
    pub among: Option<String>,
    #[serde(default)]
    pub cumulative: bool,
    pub dimension: Option<String>,
    pub holder: Option<String>,
    pub within: Option<String>,
    #[serde(default)]
    pub implied: bool,
    #[serde(default)]
    pub provisional: bool,
    #[serde(default)]
    pub lasting: bool,
    #[serde(default)]
    pub shared: bool,
    pub since: Option<String>,
    pub act: Option<String>,
}

/// The words of one concept in one language, by the part they play.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "a key of a concept, or the words of a language by role")]
pub(super) struct Roles<'p> {
    #[serde(borrow)]
    pub object: Vec<Entry<'p>>,
    pub subject: Vec<Entry<'p>>,
    pub outcome: Vec<Entry<'p>>,
    pub state: Vec<Entry<'p>>,
    pub event: Vec<Entry<'p>>,
    pub tally: Vec<Entry<'p>>,
    pub idiom: Vec<Entry<'p>>,
    pub attribute: Vec<Entry<'p>>,
    pub beside: Vec<Entry<'p>>,
    pub verb: Vec<Entry<'p>>,
    pub affirm: Vec<Entry<'p>>,
    pub deny: Vec<Entry<'p>>,
    pub role: Vec<Entry<'p>>,
    pub doer: Vec<Entry<'p>>,
}

/// A class of nouns that mean one kind of thing.
pub(super) type ClassEntry<'p> = Worded<'p, ClassFields, Vec<Entry<'p>>>;

/// What a class is in every language.
#[derive(Debug, Deserialize)]
pub(super) struct ClassFields {
    pub id: String,
    pub is: Option<String>,
    #[serde(default)]
    pub part: bool,
    #[serde(default)]
    pub whole: bool,
    /// Whether its members can speak, and those of the classes in it.
    #[serde(default)]
    pub speaks: bool,
    /// Whether it is of events that somebody brings about, and the classes in it.
    #[serde(default)]
    pub act: bool,
}

/// A file of `senses/`: words that mean the same, by part of speech, sense id and language. One id under two parts of
/// speech is one sense, as of a verb and the noun made from it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SenseFile<'p> {
    #[serde(borrow)]
    pub noun: Table<'p, Table<'p, Vec<Entry<'p>>>>,
    pub verb: Table<'p, Table<'p, Vec<Entry<'p>>>>,
    pub adjective: Table<'p, Table<'p, Vec<Entry<'p>>>>,
    /// Scenes and kinds of thing, each with the senses that belong to it.
    pub frame: Table<'p, Vec<Entry<'p>>>,
    /// Senses each with those that hold where it does not.
    pub opposite: Table<'p, Vec<Entry<'p>>>,
    /// Senses of what goes on, each with those of how it begins.
    pub inception: Table<'p, Vec<Entry<'p>>>,
    /// Senses of what happens to one thing but once.
    pub once: Vec<Entry<'p>>,
    /// Senses of what befalls people in an event, on the day of the event.
    pub befalls: Vec<Entry<'p>>,
}

/// A file of `entities/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntityFile<'p> {
    #[serde(default, borrow)]
    pub entity: Vec<EntityEntry<'p>>,
}

/// One name as each language has it.
pub(super) type EntityEntry<'p> = Worded<'p, EntityFields<'p>, Vec<Entry<'p>>>;

/// What a name is in every language.
#[derive(Debug, Deserialize)]
pub(super) struct EntityFields<'p> {
    pub id: String,
    pub kind: EntityKind,
    /// The country or region it lies in or belongs to.
    pub within: Option<String>,
    #[serde(default, borrow)]
    pub people: Table<'p, Vec<Entry<'p>>>,
    #[serde(default)]
    pub government: Vec<Entry<'p>>,
    /// Acronyms and spellings used in every language.
    #[serde(default)]
    pub alias: Vec<Entry<'p>>,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A state or territory.
    Country,
    /// A part of one.
    Region,
    /// A town.
    City,
    /// Any other place.
    Place,
    /// A body, party, company.
    Organisation,
    /// A person.
    Person,
}

impl EntityKind {
    /// Whether it can be where something happens.
    #[must_use]
    pub fn is_place(self) -> bool {
        matches!(self, Self::Country | Self::Region | Self::City | Self::Place)
    }
}

/// `languages/CODE/voices.toml`: how that language says who speaks.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct VoicesFile<'p> {
    #[serde(borrow)]
    pub report_verbs: Vec<Entry<'p>>,
    pub doubt_verbs: Vec<Entry<'p>>,
    pub according: Vec<Entry<'p>>,
    pub deny_verbs: Vec<Entry<'p>>,
    pub deny_nouns: Vec<Entry<'p>>,
    pub refute: Vec<Entry<'p>>,
    pub accuse: Vec<AccuseEntry<'p>>,
    pub accuse_nouns: Vec<Entry<'p>>,
    pub involvement_nouns: Vec<Entry<'p>>,
    pub confirm_verbs: Vec<Entry<'p>>,
    pub speakers: Vec<Entry<'p>>,
    pub mutes: Vec<Entry<'p>>,
    pub acting_verbs: Vec<Entry<'p>>,
    pub utterances: Vec<Entry<'p>>,
    pub views: Vec<Entry<'p>>,
    pub agencies: Vec<Entry<'p>>,
    pub outlet_words: Vec<Entry<'p>>,
}

/// A verb that lays an act at somebody's door.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AccuseEntry<'p> {
    #[serde(borrow)]
    pub words: Vec<Entry<'p>>,
    pub accused: String,
    pub act: Act,
}

/// Where the act stands: behind one of some prepositions, or as the object.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Act {
    One(String),
    Several(Vec<String>),
}

/// `languages/CODE/clauses.toml`: how that language negates, hedges, splits and recalls.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ClausesFile<'p> {
    #[serde(borrow)]
    pub negation: Vec<Entry<'p>>,
    pub only: Vec<Entry<'p>>,
    pub none: Vec<Entry<'p>>,
    pub contrast: Vec<Entry<'p>>,
    pub deny_scope: Vec<Entry<'p>>,
    pub alleged: Vec<Entry<'p>>,
    pub planned: Vec<Entry<'p>>,
    pub ours: Vec<Entry<'p>>,
    pub sought: Vec<Entry<'p>>,
    pub offsets: Vec<Entry<'p>>,
    pub rest: Vec<Entry<'p>>,
    pub possible: Vec<Entry<'p>>,
    pub subset: Vec<Entry<'p>>,
    pub partitive: Vec<Entry<'p>>,
    pub whole: Vec<Entry<'p>>,
    pub genitive: Vec<Entry<'p>>,
    pub relatives: Vec<Entry<'p>>,
    pub cause: Vec<Entry<'p>>,
    pub cause_verbs: Vec<Entry<'p>>,
    pub effect: Vec<Entry<'p>>,
    pub cause_nouns: Vec<Entry<'p>>,
    pub locative: Vec<Entry<'p>>,
    pub around: Vec<Entry<'p>>,
    pub definite: Vec<Entry<'p>>,
    pub owners: Vec<Entry<'p>>,
    pub rivals: Vec<Entry<'p>>,
    pub any: Vec<Entry<'p>>,
    pub additional: Vec<Entry<'p>>,
    pub background: Vec<Entry<'p>>,
    pub comparison: Vec<Entry<'p>>,
    pub first_reports: Vec<Entry<'p>>,
    pub cumulative_change: Vec<Entry<'p>>,
    pub rise: Vec<Entry<'p>>,
    pub exceed: Vec<Entry<'p>>,
    pub reach: Vec<Entry<'p>>,
    pub fall: Vec<Entry<'p>>,
    pub revise: Vec<Entry<'p>>,
    pub settled: Vec<Entry<'p>>,
    pub latest: Vec<Entry<'p>>,
    pub replaced: Vec<Entry<'p>>,
    pub off_plan: Vec<Entry<'p>>,
    pub partial: Vec<Entry<'p>>,
    pub light_verbs: Vec<Entry<'p>>,
    pub happen_verbs: Vec<Entry<'p>>,
    pub end_verbs: Vec<Entry<'p>>,
    pub exist: Vec<Entry<'p>>,
    /// Says which of several: the last.
    pub last: Vec<Entry<'p>>,
    pub anaphors: Vec<Entry<'p>>,
    pub reflexives: Vec<Entry<'p>>,
    pub wide: Vec<Entry<'p>>,
    pub by: Vec<Entry<'p>>,
    pub becomes: Vec<Entry<'p>>,
    pub figure_verbs: Vec<Entry<'p>>,
    pub figure_nouns: Vec<Entry<'p>>,
    pub of: Vec<Entry<'p>>,
    pub difference: Vec<Entry<'p>>,
    pub restated: Vec<Entry<'p>>,
    pub out_of: Vec<Entry<'p>>,
    pub total: Vec<Entry<'p>>,
    pub from_figure: Vec<Entry<'p>>,
    pub to_figure: Vec<Entry<'p>>,
    pub changes: Vec<Entry<'p>>,
    pub endings: Vec<(String, String)>,
    pub possessive: String,
}
