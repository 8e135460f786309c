//! Claims: what a source asserts, normalised.
//!
//! A claim is an answer to a question. The question is its [`Topic`] (concept, counted thing, holder), narrowed by its
//! [`Qualifiers`]; the answer is its [`Value`]. Everything here is read from one document; comparing documents is the
//! business of the stages after it.

pub mod gist;
pub mod lexicon;
pub mod link;
pub mod names;
pub mod read;
pub mod sentence;
pub mod voice;

use gist::Gist;
use lexicon::{Concept, EVENT};
use serde::{Deserialize, Serialize};

use crate::partial_date::PartialDate;
use crate::span::Span;
use crate::value::{Reason, TimeSet, Value};

/// Who asserts a claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Voice {
    /// The outlet's name, or that of the person or body the outlet attributes the words to.
    pub name: String,
    /// Which of the two.
    pub kind: VoiceKind,
    /// The news agency the words are credited to, where one is named.
    pub agency: Option<String>,
}

/// Whether a voice is the document's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceKind {
    /// The outlet itself.
    Outlet,
    /// Somebody the outlet quotes or reports.
    Attributed,
}

/// What sort of answer a claim gives: the kinds of contradiction there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// How many.
    Number,
    /// When.
    Date,
    /// How long.
    Duration,
    /// How much money.
    Money,
    /// What share.
    Percent,
    /// How far, tall, heavy, strong.
    Measure,
    /// Whether.
    Polarity,
    /// Who or what.
    Identity,
    /// Where.
    Place,
}

/// Whether a claim is affirmed or denied by its voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// The voice says it is so.
    Affirmed,
    /// The voice says it is not so.
    Denied,
}

/// How far the document stands behind a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Stated as fact.
    Asserted,
    /// Stated as somebody's words.
    Reported,
    /// Stated as rumour or suspicion.
    Alleged,
}

/// What is asked, whatever the answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Topic {
    /// The concept's id (`person.killed`), or an open one made of the words themselves (`open.count:truck/arrive`).
    pub concept: String,
    /// Class or lemma of the thing counted or spoken of, where there is one.
    pub theme: Option<String>,
    /// Whether the concept is one of the packs' families rather than made from the words.
    pub known: bool,
    /// Whether a later, higher figure is an update.
    pub cumulative: bool,
    /// Whether any later figure is an update.
    pub provisional: bool,
    /// Whether several answers may hold at once: a court has many judges.
    pub shared: bool,
    /// What is asked lasts: no event and no day makes it another.
    pub lasting: bool,
    /// The answer counts the years since an event, and so grows by itself: an age.
    pub aging: bool,
}

impl Topic {
    /// The beginning of what is dated.
    pub const SINCE: &str = ".since";
    /// The end of what is dated.
    pub const UNTIL: &str = ".until";
    /// The last of several.
    pub const LAST: &str = ".last";
    /// When it was made known.
    pub const ANNOUNCED: &str = ".announced";
    const PLANNED: &str = ".planned";
    const DENIED: &str = ".denied";
    const NEGATED: &str = ".not";
    const RANKED: &str = "open.rank:";
    const PROPOSITION: &str = "event.done";

    /// The topic of a concept the packs know.
    #[must_use]
    pub fn of(concept: &Concept, theme: Option<String>) -> Self {
        let Concept { cumulative, provisional, shared, lasting, since, .. } = *concept;
        let (concept, known, aging) = (concept.id.clone(), true, since.is_some());
        Self { concept, theme, known, cumulative, provisional, shared, lasting, aging }
    }

    /// A topic by its name, which no later answer replaces.
    #[must_use]
    pub fn named(concept: String, theme: Option<String>, known: bool) -> Self {
        let [cumulative, provisional, shared, lasting, aging] = [false; 5];
        Self { concept, theme, known, cumulative, provisional, shared, lasting, aging }
    }

    /// The topic of whether what `predicate` says is so.
    #[must_use]
    pub fn proposition(predicate: String) -> Self {
        Self::named(Self::PROPOSITION.to_owned(), Some(predicate), false)
    }

    /// Whether it asks if something is so that no pack has a concept for.
    #[must_use]
    pub fn is_proposition(&self) -> bool {
        self.plain() == Self::PROPOSITION
    }

    /// Makes it a question of what is planned, which what came about does not answer.
    pub fn plan(&mut self) {
        self.concept.push_str(Self::PLANNED);
    }

    /// Makes it a question nobody answers: the voice denies the very figure.
    pub fn deny(&mut self) {
        self.concept.push_str(Self::DENIED);
    }

    /// The same question where its figure is not denied.
    #[must_use]
    pub fn affirmed(&self) -> Self {
        let concept = self.concept.strip_suffix(Self::DENIED).unwrap_or(&self.concept);
        Self { concept: concept.to_owned(), ..self.clone() }
    }

    /// Makes it a question of those of which the predicate is not true.
    pub fn negate(&mut self) {
        self.concept.push_str(Self::NEGATED);
    }

    /// Whether it asks of those of which the predicate is not true.
    #[must_use]
    pub fn is_negated(&self) -> bool {
        self.concept.ends_with(Self::NEGATED)
    }

    /// Whether it asks of what is planned.
    #[must_use]
    pub fn is_planned(&self) -> bool {
        self.concept.ends_with(Self::PLANNED)
    }

    /// Whether its figure is denied.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        self.concept.ends_with(Self::DENIED)
    }

    /// Whether it asks which one, counted from the first, rather than how many.
    #[must_use]
    pub fn is_rank(&self) -> bool {
        self.concept.starts_with(Self::RANKED)
    }

    /// The concept, whether planned or not.
    #[must_use]
    pub fn plain(&self) -> &str {
        self.concept.strip_suffix(Self::PLANNED).unwrap_or(&self.concept)
    }

    /// The kind of event whose date it asks, and what part of it; `None` where it asks something else.
    #[must_use]
    pub fn dated(&self) -> Option<(&str, &str)> {
        let asked = self.plain().strip_prefix("date.")?;
        let kind = asked.strip_prefix(EVENT)?;
        asked.split_at_checked(EVENT.len() + kind.find('.').unwrap_or(kind.len()))
    }

    /// Makes it a question of one end of what is dated, or of one of many.
    pub fn bound(&mut self, end: &'static str) {
        self.concept.push_str(end);
    }

    /// Which end of what is dated is asked for, where it is one.
    #[must_use]
    pub fn end(&self) -> Option<&'static str> {
        [Self::SINCE, Self::UNTIL, Self::LAST, Self::ANNOUNCED]
            .into_iter()
            .find(|end| self.plain().ends_with(end))
    }

    /// Whether both are of one concept that the packs know, planned or come about.
    #[must_use]
    pub fn is_one_known(&self, other: &Self) -> bool {
        self.known && other.known && self.plain() == other.plain()
    }
}

/// What narrows a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Qualifiers {
    /// People, bodies and things named in the clause, in canonical form, sorted.
    pub entities: Vec<String>,
    /// Places named in the clause, in canonical form, sorted.
    pub place: Vec<String>,
    /// When it happened, where the clause or its instance says so.
    pub time: Option<TimeSet>,
    /// The minute of the day it happened, where the clause gives it.
    pub clock: Option<u16>,
    /// The kind of event the clause names, where it names one.
    pub event: Option<String>,
    /// The part of the whole that is counted ("children among the dead").
    pub subset: Option<String>,
    /// What has the attribute or role: class or lemma, and names.
    pub holder: Option<Holder>,
}

impl Qualifiers {
    /// Makes it a question of a part alone, unless it already is: nobody killed by one cause leaves those killed by
    /// others.
    pub fn narrow_to(&mut self, part: Option<String>) {
        self.subset = self.subset.take().or(part);
    }
}

/// Who or what an attribute or role belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Holder {
    /// Its noun class, or its lemma where the packs have none.
    pub thing: Option<String>,
    /// Its names, in canonical form, sorted.
    pub names: Vec<String>,
}

/// How a claim stands in its document, apart from what it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Standing {
    /// In a title or heading.
    pub headline: bool,
    /// About another event or time than the document's principal one.
    pub background: bool,
    /// About another event, or another thing, than the first of its kind that the document tells of.
    pub sibling: bool,
    /// Of those alone who are left of a whole.
    pub rest: bool,
    /// The time between two events, rather than the time that something lasted.
    pub between: bool,
    /// Given as already superseded when it was written.
    pub superseded: bool,
    /// Told as final: no later count goes on from it.
    pub settled: bool,
    /// Said to have moved to what it is, and which way.
    pub moved: Option<Trend>,
    /// Asked for, threatened or allowed at most: not what came of it.
    pub sought: bool,
    /// Given against what others say.
    pub denying: bool,
    /// On top of a count given before.
    pub additional: bool,
    /// That there was some, without saying how many.
    pub existence: bool,
    /// Only its opposite is of interest: an affirmation read without a family of its own.
    pub plain: bool,
    /// What follows from a statement for the opposite of its predicate.
    pub derived: bool,
    /// Neither of the past nor of what is to come: a noun denied, which leaves open when.
    pub timeless: bool,
}

/// Which way an answer has moved to what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trend {
    /// It grew.
    Up,
    /// It fell.
    Down,
    /// It is another than it was.
    Either,
}

/// One normalised assertion.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Stable id, derived from its source and place.
    pub id: String,
    /// Index of its source.
    pub source: usize,
    /// Who asserts it.
    pub voice: Voice,
    /// What sort of answer it gives.
    pub kind: ClaimKind,
    /// What is asked.
    pub topic: Topic,
    /// What narrows the question.
    pub qualifiers: Qualifiers,
    /// How it stands in its document.
    pub standing: Standing,
    /// The words of its question: what questions outside the packs are told apart by.
    pub gist: Gist,
    /// The answer.
    pub value: Value,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How far the document stands behind it.
    pub certainty: Certainty,
    /// How sure the reading of its question is, 0 to 1.
    pub strength: f64,
    /// The value with what it counts, in the source's text.
    pub span: Span,
    /// The sentence it stands in, in the source's text.
    pub sentence: Span,
    /// How it follows from what stands at its place, where nobody states it.
    pub reckoning: Option<Reckoning>,
}

impl Claim {
    /// Whether it answers no question of the packs, nor one of something in particular.
    #[must_use]
    pub fn is_vague(&self) -> bool {
        !self.topic.known && self.qualifiers.holder.is_none()
    }
}

/// How a claim follows from other figures of its document.
#[derive(Debug, Clone, PartialEq)]
pub struct Reckoning {
    /// The steps: "7 + 6 = 13".
    pub steps: Reason,
    /// The place of the claim it has to fit, and answers the question of; of none, where it answers for itself.
    pub against: Option<Span>,
}

/// The instance that a document's title and lead announce: what its unmarked claims are about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Principal {
    /// When it happened, where title or lead say so.
    pub time: Option<TimeSet>,
    /// The kind of event that this is the date of, where its clause names one.
    pub dated: Option<String>,
    /// The minute of the day it happened, where title or lead give it.
    pub clock: Option<u16>,
    /// When the document was published.
    pub published: Option<PartialDate>,
    /// Places named, sorted.
    pub places: Vec<String>,
    /// Names, sorted.
    pub names: Vec<String>,
    /// The kinds of event named, the most frequent first.
    pub events: Vec<String>,
}

/// What was read from one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Its claims, in order of place.
    pub claims: Vec<Claim>,
    /// What it is mainly about.
    pub principal: Principal,
}
