//! Turns the words of packs into word numbers, and notes what each may begin.

use super::cursor::Class;
use crate::text::{Phrases, TextRules, Word, WordSet};

/// Interns the words of one language while its packs are compiled.
pub(super) struct Interner<'a> {
    pub text: &'a mut TextRules,
    pub classes: &'a mut Vec<Class>,
}

impl Interner<'_> {
    /// Interns the words of a phrase, hyphens left out; the first may begin what `class` says.
    pub fn phrase(&mut self, phrase: &str, class: Class) -> Vec<Word> {
        let words = self.text.intern_phrase(&phrase.replace('-', " "));
        if let Some(&first) = words.first() {
            self.mark(first, class);
        }
        words
    }

    /// Interns single words and signs, each of which may begin what `class` says. The stop of an abbreviation is left
    /// out; a phrase of several words has no place here and is passed over.
    pub fn set(&mut self, words: &[String], class: Class) -> WordSet {
        let single = |word: &&String| !word.trim().contains([' ', '-']) || word.chars().count() == 1;
        words.iter().filter(single).filter_map(|word| self.exact(word, class).first().copied()).collect()
    }

    /// Adds phrases of one meaning.
    pub fn phrases<T: Clone>(&mut self, into: &mut Phrases<T>, words: &[String], class: Class, meaning: &T) {
        for phrase in words {
            let words = self.exact(phrase, class);
            into.insert(&words, meaning.clone());
        }
    }

    /// Interns a phrase as it stands: a hyphen that is the whole phrase is kept.
    pub fn exact(&mut self, phrase: &str, class: Class) -> Vec<Word> {
        let open = phrase.len() > 1 && phrase.ends_with('\'');
        let mut words = if open {
            // An elided word keeps its apostrophe only before a letter.
            self.phrase(&format!("{phrase}x"), Class::default())
        } else if phrase.chars().any(char::is_alphanumeric) {
            self.phrase(phrase, Class::default())
        } else {
            self.text.intern_phrase(phrase)
        };
        if open {
            words.pop();
        }
        if let Some(&first) = words.first() {
            self.mark(first, class);
        }
        words
    }

    /// Says what `word` may begin, besides what it already may.
    pub fn mark(&mut self, word: Word, class: Class) {
        if self.classes.len() <= word.index() {
            self.classes.resize(word.index() + 1, Class::default());
        }
        if let Some(entry) = self.classes.get_mut(word.index()) {
            *entry = entry.with(class);
        }
    }
}
