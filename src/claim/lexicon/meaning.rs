//! What a word of the packs may mean to a reader of claims: its part in a concept, a cue, a class, a sense, a name.

use super::{ClassId, ConceptId, EntityId, SenseId};

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
    /// A verb or noun for a deed whose doer holds a role.
    Doer,
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
    /// A noun that never speaks.
    Mute,
    /// A verb of saying that is an act where its object is a thing.
    Acting,
    /// A noun for what somebody says or counts: the voice is theirs.
    Utterance,
    /// A preposition before the speaker where nothing but a view can be meant.
    View,
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
    /// Joins what is so to what is not: "not three but five".
    Contrast,
    /// A word of rumour or suspicion.
    Alleged,
    /// A word that makes it a plan, demand, threat or maximum rather than an outcome.
    Planned,
    /// A determiner of who speaks: "our".
    Ours,
    /// A word that makes it a demand, threat or maximum.
    Sought,
    /// A word that makes the length of time before it one between two events: "after".
    Offset,
    /// A word for what is left of a whole: "remaining".
    Rest,
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
    /// One before a place that it is only close to.
    Around,
    /// A determiner that points at something in particular.
    Definite,
    /// A determiner that says whose something is.
    Owner,
    /// A word for another thing of the same kind: "rival", "neighbouring".
    Rival,
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
    /// A verb of a figure that grew.
    Rise,
    /// A verb whose figure is the less: what it is said of is more.
    Exceeds,
    /// A verb whose figure is the end: where it is negated, what it is said of is less.
    Reaches,
    /// A verb of a figure that fell.
    Fall,
    /// A verb of a figure or date that is now another.
    Revise,
    /// A turn for a count that is over.
    Settled,
    /// A noun for the newest of several counts.
    Latest,
    /// A turn that opens the answer given up for another: "instead of".
    Replaced,
    /// A turn behind an answer that differs from what was planned.
    OffPlan,
    /// A turn that makes all results of a sentence those of a part of the count.
    Partial,
    /// A verb with no meaning of its own.
    Light,
    /// A verb that says an event took place.
    Happen,
    /// A verb that says how long an event went on.
    End,
    /// A word that says that there is something.
    Exist,
    /// Says that of several it is the last.
    Last,
    /// A pronoun for what was just spoken of.
    Anaphor,
    /// A pronoun for whoever does it: nothing that is done to another.
    Reflexive,
    /// A title before a name.
    Title,
    /// A preposition before the doer of what a noun says.
    By,
    /// A verb between somebody and the role they have come to hold.
    Becomes,
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
