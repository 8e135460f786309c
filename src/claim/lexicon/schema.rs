//! The shape of the packs under `concepts/` and `entities/`, and of `voices.toml` and `clauses.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::claim::ClaimKind;

/// A file of `concepts/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConceptFile {
    #[serde(default)]
    pub concept: Vec<ConceptEntry>,
    #[serde(default)]
    pub class: Vec<ClassEntry>,
}

/// One concept in every language.
#[derive(Debug, Deserialize)]
pub(super) struct ConceptEntry {
    pub id: String,
    pub kind: ClaimKind,
    #[serde(default)]
    pub question: BTreeMap<String, String>,
    pub counts: Option<String>,
    #[serde(default)]
    pub cumulative: bool,
    pub dimension: Option<String>,
    pub holder: Option<String>,
    #[serde(default)]
    pub implied: bool,
    #[serde(default)]
    pub provisional: bool,
    /// By language code.
    #[serde(flatten)]
    pub languages: BTreeMap<String, Roles>,
}

/// The words of one concept in one language, by the part they play.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Roles {
    pub object: Vec<String>,
    pub subject: Vec<String>,
    pub outcome: Vec<String>,
    pub state: Vec<String>,
    pub event: Vec<String>,
    pub tally: Vec<String>,
    pub idiom: Vec<String>,
    pub attribute: Vec<String>,
    pub beside: Vec<String>,
    pub verb: Vec<String>,
    pub affirm: Vec<String>,
    pub deny: Vec<String>,
    pub role: Vec<String>,
}

/// A class of nouns that mean one kind of thing.
#[derive(Debug, Deserialize)]
pub(super) struct ClassEntry {
    pub id: String,
    pub is: Option<String>,
    #[serde(default)]
    pub part: bool,
    /// By language code.
    #[serde(flatten)]
    pub languages: BTreeMap<String, Vec<String>>,
}

/// A file of `senses/`: words that mean the same, by part of speech, sense id and language. One id under two parts of
/// speech is one sense, as of a verb and the noun made from it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SenseFile {
    pub noun: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    pub verb: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    pub adjective: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Scenes and kinds of thing, each with the senses that belong to it.
    pub frame: BTreeMap<String, Vec<String>>,
}

/// A file of `entities/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntityFile {
    #[serde(default)]
    pub entity: Vec<EntityEntry>,
}

/// One name in every language.
#[derive(Debug, Deserialize)]
pub(super) struct EntityEntry {
    pub id: String,
    pub kind: EntityKind,
    /// The country or region it lies in or belongs to.
    pub within: Option<String>,
    #[serde(default)]
    pub people: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub government: Vec<String>,
    /// Acronyms and spellings used in every language.
    #[serde(default)]
    pub alias: Vec<String>,
    /// Names by language code.
    #[serde(flatten)]
    pub names: BTreeMap<String, Vec<String>>,
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
pub(super) struct VoicesFile {
    pub report_verbs: Vec<String>,
    pub doubt_verbs: Vec<String>,
    pub according: Vec<String>,
    pub deny_verbs: Vec<String>,
    pub deny_nouns: Vec<String>,
    pub refute: Vec<String>,
    pub accuse: Vec<AccuseEntry>,
    pub accuse_nouns: Vec<String>,
    pub confirm_verbs: Vec<String>,
    pub speakers: Vec<String>,
    pub agencies: Vec<String>,
    pub outlet_words: Vec<String>,
}

/// A verb that lays an act at somebody's door.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AccuseEntry {
    pub words: Vec<String>,
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
pub(super) struct ClausesFile {
    pub negation: Vec<String>,
    pub only: Vec<String>,
    pub none: Vec<String>,
    pub deny_scope: Vec<String>,
    pub alleged: Vec<String>,
    pub planned: Vec<String>,
    pub subset: Vec<String>,
    pub partitive: Vec<String>,
    pub additional: Vec<String>,
    pub background: Vec<String>,
    pub comparison: Vec<String>,
    pub first_reports: Vec<String>,
    pub cumulative_change: Vec<String>,
    pub light_verbs: Vec<String>,
    pub happen_verbs: Vec<String>,
    pub anaphors: Vec<String>,
    pub wide: Vec<String>,
    pub endings: Vec<(String, String)>,
}
