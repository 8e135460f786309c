//! Which list of the packs says which cue, and which part of a concept.

use super::carriers::Entry;
use super::schema::{ClausesFile, Roles, VoicesFile};
use super::{Cue, Role};

impl<'p> VoicesFile<'p> {
    /// The words of each cue of speaking.
    pub fn cues(&self) -> impl Iterator<Item = (&[Entry<'p>], Cue)> {
        [
            (&self.report_verbs, Cue::Report),
            (&self.doubt_verbs, Cue::Doubt),
            (&self.according, Cue::According),
            (&self.deny_verbs, Cue::Deny),
            (&self.deny_nouns, Cue::Denial),
            (&self.refute, Cue::Refute),
            (&self.accuse_nouns, Cue::Accusation),
            (&self.involvement_nouns, Cue::Involvement),
            (&self.confirm_verbs, Cue::Confirm),
            (&self.speakers, Cue::Speaker),
            (&self.mutes, Cue::Mute),
            (&self.acting_verbs, Cue::Acting),
            (&self.utterances, Cue::Utterance),
            (&self.views, Cue::View),
            (&self.agencies, Cue::Agency),
            (&self.outlet_words, Cue::Outlet),
        ]
        .into_iter()
        .map(|(words, cue)| (words.as_slice(), cue))
    }
}

impl<'p> ClausesFile<'p> {
    /// The words of each cue of a clause.
    pub fn cues(&self) -> impl Iterator<Item = (&[Entry<'p>], Cue)> {
        [
            (&self.negation, Cue::Negation),
            (&self.only, Cue::Only),
            (&self.none, Cue::None),
            (&self.contrast, Cue::Contrast),
            (&self.deny_scope, Cue::Void),
            (&self.alleged, Cue::Alleged),
            (&self.planned, Cue::Planned),
            (&self.ours, Cue::Ours),
            (&self.sought, Cue::Sought),
            (&self.offsets, Cue::Offset),
            (&self.rest, Cue::Rest),
            (&self.possible, Cue::Possible),
            (&self.subset, Cue::Subset),
            (&self.partitive, Cue::Partitive),
            (&self.whole, Cue::Whole),
            (&self.genitive, Cue::Genitive),
            (&self.relatives, Cue::Relative),
            (&self.cause, Cue::Cause),
            (&self.cause_verbs, Cue::Causes),
            (&self.effect, Cue::Effect),
            (&self.cause_nouns, Cue::CauseNoun),
            (&self.locative, Cue::Locative),
            (&self.around, Cue::Around),
            (&self.definite, Cue::Definite),
            (&self.owners, Cue::Owner),
            (&self.rivals, Cue::Rival),
            (&self.any, Cue::Any),
            (&self.additional, Cue::Additional),
            (&self.background, Cue::Background),
            (&self.comparison, Cue::Comparison),
            (&self.first_reports, Cue::FirstReport),
            (&self.cumulative_change, Cue::Change),
            (&self.rise, Cue::Rise),
            (&self.exceed, Cue::Exceeds),
            (&self.reach, Cue::Reaches),
            (&self.fall, Cue::Fall),
            (&self.revise, Cue::Revise),
            (&self.settled, Cue::Settled),
            (&self.latest, Cue::Latest),
            (&self.replaced, Cue::Replaced),
            (&self.off_plan, Cue::OffPlan),
            (&self.partial, Cue::Partial),
            (&self.light_verbs, Cue::Light),
            (&self.happen_verbs, Cue::Happen),
            (&self.end_verbs, Cue::End),
            (&self.exist, Cue::Exist),
            (&self.last, Cue::Last),
            (&self.anaphors, Cue::Anaphor),
            (&self.reflexives, Cue::Reflexive),
            (&self.wide, Cue::Title),
            (&self.by, Cue::By),
            (&self.becomes, Cue::Becomes),
            (&self.figure_verbs, Cue::Figure),
            (&self.figure_nouns, Cue::Sum),
            (&self.of, Cue::Of),
            (&self.difference, Cue::Difference),
            (&self.restated, Cue::Restated),
            (&self.out_of, Cue::OutOf),
            (&self.total, Cue::Total),
            (&self.from_figure, Cue::From),
            (&self.to_figure, Cue::To),
            (&self.changes, Cue::Varies),
        ]
        .into_iter()
        .map(|(words, cue)| (words.as_slice(), cue))
    }
}

impl<'p> Roles<'p> {
    /// The words of each part of a concept.
    pub fn by_role(&self) -> [(Role, &[Entry<'p>]); 14] {
        [
            (Role::Object, &self.object),
            (Role::Subject, &self.subject),
            (Role::Outcome, &self.outcome),
            (Role::State, &self.state),
            (Role::Event, &self.event),
            (Role::Tally, &self.tally),
            (Role::Idiom, &self.idiom),
            (Role::Attribute, &self.attribute),
            (Role::Beside, &self.beside),
            (Role::Verb, &self.verb),
            (Role::Affirm, &self.affirm),
            (Role::Deny, &self.deny),
            (Role::Holder, &self.role),
            (Role::Doer, &self.doer),
        ]
    }
}
