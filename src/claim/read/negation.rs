//! What is denied: by a particle, by a word for none, by a turn that voids what follows, by whoever speaks.

use std::ops::Range;

use super::scene::Scene;
use crate::claim::lexicon::{Cue, Meaning};
use crate::claim::link::head_of;
use crate::claim::sentence::Mark;
use crate::claim::voice::Manner;
use crate::syntax::{Feats, Rel, Upos};

impl Scene<'_, '_> {
    /// Whether what stands at a word is said not to be so; a denial of a denial affirms.
    pub fn is_denied(&self, word: usize) -> bool {
        self.is_denied_beside(word, &(word..word))
    }

    /// The same for a turn that may itself hold a negation ("plead not guilty"), which does not count.
    pub fn is_denied_beside(&self, word: usize, own: &Range<usize>) -> bool {
        let in_clause = self.is_negated_beside(word, own)
            || self.is_void(word)
            || self.lacks(word, own)
            || self.is_refuted(word);
        self.is_denied_by_voice(word) != in_clause
    }

    /// Whether a voice denies what stands at a word, and does not merely describe with it what it denies something of.
    pub fn is_denied_by_voice(&self, word: usize) -> bool {
        let sentence = self.sentence;
        self.attribution(word).filter(|a| a.manner == Manner::Denies).is_some_and(|denial| {
            let mut way = sentence.upwards(word).take_while(|&w| w != denial.cue);
            !way.any(|w| {
                matches!(sentence.rel(w), Rel::AclRelcl | Rel::Appos | Rel::Advcl)
                    && !self.is_deed_of(w, denial.cue)
            })
        })
    }

    /// Whether a word is the deed a verb is about, right behind it: "denied using gas", which the tree may take for what
    /// was done meanwhile.
    pub fn is_deed_of(&self, word: usize, verb: usize) -> bool {
        let sentence = self.sentence;
        let feats = sentence.feats(word);
        let going_on = feats.has(Feats::GERUND) || feats.has(Feats::PARTICIPLE) && feats.has(Feats::PRESENT);
        going_on
            && sentence.head(word) == Some(verb)
            && word > verb
            && (verb + 1..word).all(|w| sentence.hangs_from(w, word))
    }

    /// Whether the predicate at or right above `word` is negated.
    pub fn is_negated(&self, word: usize) -> bool {
        self.is_negated_beside(word, &(word..word))
    }

    /// The same for a turn that may itself hold a negation.
    pub fn is_negated_beside(&self, word: usize, own: &Range<usize>) -> bool {
        let predicate = self.predicate(word);
        // Who does not deny a thing does not say that it is not so.
        if predicate != word && self.sentence.is_cue(predicate, Cue::Deny) {
            return false;
        }
        let near = |w: usize| {
            w == predicate
                || self.sentence.head(w) == Some(predicate)
                || (self.sentence.head(w).is_some_and(|h| {
                    self.sentence.head(h) == Some(predicate) && self.sentence.upos(h) == Upos::Aux
                }))
        };
        let counts = |w: usize| !self.narrows(w) && !own.contains(&w);
        // A negation of two words, one of which is the turn's, is all its own: "to have nothing to do with".
        let ends = |m: &Mark| [m.words.start, m.words.end.saturating_sub(1)];
        let other = |m: &&Mark| !ends(m).iter().any(|w| own.contains(w));
        // What stands between two words of negation is denied by them, and not what governs it.
        let turns = |m: &Mark, w: usize| {
            !m.gapped || w == predicate || ends(m).contains(&w) || self.sentence.upos(w) == Upos::Aux
        };
        let by_cue = self
            .sentence
            .cues(Cue::Negation)
            .filter(other)
            .any(|m| m.words.clone().any(|w| near(w) && counts(w) && turns(m, w)));
        by_cue
            || self.is_negated_in_place(word, counts)
            || (self.sentence.is_cue(predicate, Cue::Possible) && self.has_particle(predicate, counts))
    }

    /// "Did not fire", "never confessed": whether a negation stands right before a word, but for auxiliaries, whatever the
    /// tree makes of it.
    fn is_negated_in_place(&self, word: usize, counts: impl Fn(usize) -> bool) -> bool {
        let sentence = self.sentence;
        let small = |w: &usize| matches!(sentence.upos(*w), Upos::Aux | Upos::Adv | Upos::Part);
        let mut before = (0..word).rev().take_while(small);
        let negates = |w: usize| {
            let whole = |m: &Mark| !m.gapped && m.words.end == w + 1;
            counts(w) && sentence.cues(Cue::Negation).any(whole)
        };
        sentence.upos(word) != Upos::Aux && before.any(negates)
    }

    /// Whether a bare particle negates a predicate, which only verbs of being able need no more than.
    fn has_particle(&self, predicate: usize, counts: impl Fn(usize) -> bool) -> bool {
        let sentence = self.sentence;
        let negates = |c: usize| sentence.feats(c).has(Feats::NEGATIVE) && sentence.rel(c) == Rel::Advmod;
        sentence.children(predicate).any(|c| negates(c) && counts(c))
    }

    /// Whether a word belongs to a turn of negation that only narrows: "ne ... que", but not "ne ... pas que".
    pub fn narrows(&self, word: usize) -> bool {
        let sentence = self.sentence;
        let negates = |m: &Mark| matches!(m.meaning, Meaning::Cue(Cue::Negation | Cue::None));
        let inside = |turn: &Mark| {
            let gap = turn.words.start + 1..turn.words.end;
            turn.gapped
                && gap.into_iter().any(|w| sentence.marks_at(w).any(|m| negates(m) && m.words.start == w))
        };
        sentence.marks_at(word).any(|m| m.meaning == Meaning::Cue(Cue::Only) && !inside(m))
    }

    /// Whether the word stands behind a turn that voids it ("there is no evidence that", "failed to"), and not "did not
    /// prevent".
    pub fn is_void(&self, word: usize) -> bool {
        let sentence = self.sentence;
        let clause = sentence.clause(word);
        let follows = |word: usize, head: usize| {
            let below = sentence.upwards(word).take_while(|&w| w != head).last();
            below.is_some_and(|w| sentence.rel(w) == Rel::Conj)
        };
        sentence.cues(Cue::Void).any(|m| {
            let head = head_of(sentence, m);
            let own = |w: usize| w == head || m.words.contains(&w);
            let beside = clause == sentence.clause(head) && sentence.hangs_from(word, head);
            // "Failed after enrolling 600 patients" voids no patient.
            let aside = sentence.rel(clause) == Rel::Advcl && !self.is_deed_of(clause, head);
            let governs = beside || !aside && sentence.head(clause).is_some_and(own);
            m.words.end <= word
                && !own(word)
                && governs
                && !follows(word, head)
                && !self.is_negated_beside(head, &m.words)
        })
    }

    /// Whether a word stands in what a report says that is called untrue: "reports that the jets struck are false".
    fn is_refuted(&self, word: usize) -> bool {
        let sentence = self.sentence;
        let report = sentence.head(sentence.clause(word)).filter(|&n| sentence.is_cue(n, Cue::Accusation));
        let said_of = |m: &Mark, report: usize| {
            let head = head_of(sentence, m);
            let of_object = sentence.rel(report) == Rel::Obj && sentence.head(report) == sentence.head(head);
            (sentence.head(report) == Some(head) || of_object) && !self.is_negated_beside(head, &m.words)
        };
        report.is_some_and(|report| sentence.cues(Cue::Refute).any(|m| said_of(m, report)))
    }

    /// Whether the predicate at or right above `word` is said of nobody or nothing.
    fn lacks(&self, word: usize, own: &Range<usize>) -> bool {
        let sentence = self.sentence;
        sentence.children(self.predicate(word)).any(|c| {
            let is_argument = matches!(sentence.rel(c), Rel::Nsubj | Rel::NsubjPass | Rel::Obj);
            is_argument && (self.is_none_beside(c, own) || self.is_none_such(c, own))
        })
    }

    /// Whether a negation opens the phrase of a noun: "not a shot was fired"; "not all shots" denies less.
    fn is_none_such(&self, noun: usize, own: &Range<usize>) -> bool {
        let sentence = self.sentence;
        let opens =
            |w: usize| w < noun && sentence.hangs_from(w, noun) && !own.contains(&w) && !self.narrows(w);
        let particular = |w: usize| sentence.is_cue(w, Cue::Any) || sentence.is_cue(w, Cue::Definite);
        sentence.cues(Cue::Negation).any(|m| m.words.clone().any(opens))
            && !sentence.children(noun).any(particular)
    }

    /// Whether a word means none, or a word for none determines it.
    pub fn is_none(&self, word: usize) -> bool {
        self.is_none_beside(word, &(word..word))
    }

    /// The same for a turn that may itself hold a word for none.
    pub fn is_none_beside(&self, word: usize, own: &Range<usize>) -> bool {
        let sentence = self.sentence;
        let determines = |w: usize| {
            let before = sentence.head(w) == Some(word) && w < word && sentence.rel(w) != Rel::Case;
            (w == word || before) && !own.contains(&w)
        };
        sentence.cues(Cue::None).any(|m| m.words.clone().any(determines))
            && !sentence.cues(Cue::Only).any(|m| m.words.clone().any(|w| determines(w) && self.narrows(w)))
    }
}
