//! The senses of words: what means the same, what belongs to one scene, what holds where another does not.

use super::{Build, quoted};
use crate::claim::lexicon::schema::SenseFile;
use crate::claim::lexicon::{Meaning, Sense, SenseId};
use crate::rules::{Pack, RuleError};
use crate::syntax::Upos;

impl<'f> Build<'f> {
    pub(super) fn senses(&mut self, pack: &'f Pack, file: &'f SenseFile<'f>) -> Result<(), RuleError> {
        let nouns = file.noun.iter().map(|entry| (Upos::Noun, entry));
        let verbs = file.verb.iter().map(|entry| (Upos::Verb, entry));
        let adjectives = file.adjective.iter().map(|entry| (Upos::Adj, entry));
        for (part, (id, languages)) in nouns.chain(verbs).chain(adjectives) {
            let next = self.lexicon.senses.len();
            let sense = *self.senses.entry(id).or_insert(next);
            if sense == next {
                self.lexicon.senses.push(Sense { id: id.to_string(), ..Sense::default() });
            }
            if let Some(found) = self.lexicon.senses.get_mut(sense) {
                found.noun |= part == Upos::Noun;
                found.verb |= part == Upos::Verb;
            }
            for (language, words) in languages.iter() {
                self.insert_all(pack, language, words, Meaning::Sense(sense))?;
            }
        }
        Ok(())
    }

    /// Both ways: what is open is not closed, and what is closed is not open.
    pub(super) fn opposites(&mut self, pack: &Pack, file: &SenseFile<'_>) -> Result<(), RuleError> {
        for (id, others) in file.opposite.iter() {
            for other in others.iter().map(|other| &**other) {
                let (one, two) = (self.find(pack, id, other)?, self.find(pack, other, other)?);
                for (own, opposite) in [(one, two), (two, one)] {
                    self.lexicon.senses[own].opposites.push(opposite);
                }
            }
        }
        Ok(())
    }

    /// What goes on since a day began on that day.
    pub(super) fn inceptions(&mut self, pack: &Pack, file: &SenseFile<'_>) -> Result<(), RuleError> {
        for (id, begins) in file.inception.iter() {
            for begin in begins.iter().map(|begin| &**begin) {
                let (state, event) = (self.find(pack, id, begin)?, self.find(pack, begin, begin)?);
                self.lexicon.senses[state].inceptions.push(event);
            }
        }
        Ok(())
    }

    /// The sense `id`, which an entry relates to another where `at` stands.
    fn find(&self, pack: &Pack, id: &str, at: &str) -> Result<SenseId, RuleError> {
        let wrong =
            || pack.error_at(&quoted(at), format!("there is no sense '{id}' to be related to another"));
        self.senses.get(id).copied().ok_or_else(wrong)
    }

    /// What is known of when things of some senses happen.
    pub(super) fn timed(&mut self, pack: &Pack, file: &SenseFile<'_>) -> Result<(), RuleError> {
        for id in file.once.iter() {
            self.sense(pack, id)?.once = true;
        }
        for id in file.befalls.iter() {
            self.sense(pack, id)?.befalls = true;
        }
        Ok(())
    }

    fn sense(&mut self, pack: &Pack, id: &str) -> Result<&mut Sense, RuleError> {
        let sense = self.senses.get(id).and_then(|&sense| self.lexicon.senses.get_mut(sense));
        sense.ok_or_else(|| pack.error_at(&quoted(id), format!("there is no sense '{id}'")))
    }

    pub(super) fn frames(&mut self, pack: &Pack, file: &SenseFile<'_>) -> Result<(), RuleError> {
        for (frame, senses) in file.frame.iter() {
            let number = self.lexicon.frames.len();
            self.lexicon.frames.push(frame.to_string());
            for id in senses.iter().map(|id| &**id) {
                let sense = self.senses.get(id).and_then(|&sense| self.lexicon.senses.get_mut(sense));
                let Some(sense) = sense else {
                    let wrong = format!("there is no sense '{id}' for frame '{}'", &**frame);
                    return Err(pack.error_at(&quoted(id), wrong));
                };
                sense.frames.push(number);
            }
        }
        Ok(())
    }
}
