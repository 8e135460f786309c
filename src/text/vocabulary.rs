//! The words that rules speak of, numbered once, so that matching a text costs one look-up a token.

use std::borrow::Cow;
use std::hash::Hasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxHasher;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A word's number in a [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Word(u32);

impl Word {
    /// A word no rule speaks of.
    pub const UNKNOWN: Self = Self(0);

    /// Position in tables indexed by word.
    #[must_use]
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A set of words: one bit each, so that asking costs no hashing.
#[derive(Debug, Clone, Default)]
pub struct WordSet {
    bits: Vec<u64>,
}

impl WordSet {
    /// Adds a word; the unknown one is in no set.
    pub fn insert(&mut self, word: Word) {
        let (cell, bit) = (word.index() / 64, word.index() % 64);
        if self.bits.len() <= cell {
            self.bits.resize(cell + 1, 0);
        }
        if let Some(cell) = self.bits.get_mut(cell).filter(|_| word != Word::UNKNOWN) {
            *cell |= 1 << bit;
        }
    }

    /// Whether no word was added. O(1).
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }

    /// Whether `word` is in the set. O(1).
    #[must_use]
    #[inline]
    pub fn contains(&self, word: Word) -> bool {
        self.bits.get(word.index() / 64).is_some_and(|cell| cell >> (word.index() % 64) & 1 == 1)
    }
}

impl FromIterator<Word> for WordSet {
    fn from_iter<I: IntoIterator<Item = Word>>(words: I) -> Self {
        let mut set = Self::default();
        words.into_iter().for_each(|word| set.insert(word));
        set
    }
}

/// Lower case, with typographic apostrophes made plain: the form under which words are looked up.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    // Most texts are plain ASCII, of which bytes tell all.
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    let plain = |c: char| c != '\u{2019}' && c != '\u{2bc}' && !c.is_uppercase();
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let lower = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '\u{2019}' | '\u{2bc}') { '\'' } else { c });
    let lower: String = lower.collect();
    Cow::Owned(if lower.chars().all(|c| c < FIRST_COMBINING) { lower } else { lower.nfc().collect() })
}

/// No character before this one combines with the one it follows, so a text of such is in normal form C.
const FIRST_COMBINING: char = '\u{300}';

/// Lower case, with plain apostrophes and without accents.
#[must_use]
pub fn unaccented(text: &str) -> String {
    stripped(&fold(text))
}

/// Without accents.
fn stripped(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for c in text.chars() {
        decompose_canonical(c, |part| {
            if !is_combining_mark(part) {
                bare.push(part);
            }
        });
    }
    bare
}

/// All words of a language that rules speak of.
///
/// A word is found by its folded form; written without its accents it is still found, unless that is another word.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// By the bytes of the folded form.
    exact: Spellings,
    /// Unaccented spellings: weaker than any exact entry, whatever the order in which they came.
    weak: Spellings,
    count: u32,
    /// Bytes of the longest entry.
    longest: usize,
}

impl Vocabulary {
    /// The number of `word`, given it if new.
    pub fn intern(&mut self, word: &str) -> Word {
        let folded = fold(word);
        let new = Word(self.count + 1);
        let id = self.exact.add(folded.as_bytes(), new);
        if id == new {
            self.count += 1;
            self.longest = self.longest.max(folded.len());
            if !folded.is_ascii() {
                self.weak.add(stripped(&folded).as_bytes(), id);
            }
        }
        id
    }

    /// Makes room for that many more words.
    pub fn reserve(&mut self, words: usize) {
        self.exact.reserve(words);
    }

    /// How many words, the unknown one included: the length of a table indexed by [`Word::index`].
    #[must_use]
    pub fn len(&self) -> usize {
        self.count as usize + 1
    }

    /// Whether no word was interned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The number of a word as it stands in a text, in any case.
    #[must_use]
    pub fn lookup(&self, text: &str) -> Word {
        if text.len() > self.longest + 2 {
            return Word::UNKNOWN;
        }
        let mut buffer = [0_u8; 48];
        if let Some(buffer) = buffer.get_mut(..text.len()).filter(|_| text.is_ascii()) {
            buffer.copy_from_slice(text.as_bytes());
            buffer.make_ascii_lowercase();
            return self.find(buffer);
        }
        self.find(fold(text).as_bytes())
    }

    fn find(&self, folded: &[u8]) -> Word {
        let hash = Spellings::hash(folded);
        self.exact.hashed(hash, folded).or_else(|| self.weak.hashed(hash, folded)).unwrap_or_default()
    }
}

/// Words by their spelling, all in one buffer: the packs spell tens of thousands, and every run reads them.
#[derive(Debug, Clone, Default)]
struct Spellings {
    bytes: Vec<u8>,
    table: HashTable<Spelling>,
}

/// Bytes to make room for with every word.
const USUAL_LENGTH: usize = 9;

/// One word with where its spelling stands.
#[derive(Debug, Clone, Copy)]
struct Spelling {
    start: u32,
    end: u32,
    word: Word,
}

impl Spelling {
    fn of(self, bytes: &[u8]) -> &[u8] {
        bytes.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl Spellings {
    fn hash(spelling: &[u8]) -> u64 {
        let mut hasher = FxHasher::default();
        hasher.write(spelling);
        hasher.finish()
    }

    /// The word of a spelling whose hash is known.
    #[inline]
    fn hashed(&self, hash: u64, spelling: &[u8]) -> Option<Word> {
        let same = |known: &Spelling| known.of(&self.bytes) == spelling;
        self.table.find(hash, same).map(|known| known.word)
    }

    fn reserve(&mut self, words: usize) {
        self.bytes.reserve(words * USUAL_LENGTH);
        self.table.reserve(words, |known| Self::hash(known.of(&self.bytes)));
    }

    /// The word of a spelling, which is `word` where it has none yet.
    fn add(&mut self, spelling: &[u8], word: Word) -> Word {
        let bytes = &self.bytes;
        let same = |known: &Spelling| known.of(bytes) == spelling;
        let entry = self.table.entry(Self::hash(spelling), same, |known| Self::hash(known.of(bytes)));
        match entry {
            Entry::Occupied(known) => known.get().word,
            Entry::Vacant(place) => {
                let start = self.bytes.len() as u32;
                self.bytes.extend_from_slice(spelling);
                place.insert(Spelling { start, end: self.bytes.len() as u32, word });
                word
            }
        }
    }
}

/// Sequences of words with a meaning each, matched longest first.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By first word, one more than its place in `entries`; zero, as for most words, where no phrase begins.
    heads: Vec<u32>,
    entries: Vec<Vec<(Vec<Word>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { heads: Vec::new(), entries: Vec::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase; `words` must not be empty. A later phrase of the same words comes after the earlier.
    pub fn insert(&mut self, words: &[Word], meaning: T) {
        let Some((&first, rest)) = words.split_first() else { return };
        if self.heads.len() <= first.index() {
            self.heads.resize(first.index() + 1, 0);
        }
        let Some(head) = self.heads.get_mut(first.index()) else { return };
        if *head == 0 {
            self.entries.push(Vec::new());
            *head = u32::try_from(self.entries.len()).unwrap_or_default();
        }
        let Some(entries) = (*head as usize).checked_sub(1).and_then(|at| self.entries.get_mut(at)) else {
            return;
        };
        let at = entries.partition_point(|(other, _)| other.len() >= rest.len());
        entries.insert(at, (rest.to_vec(), meaning));
    }

    /// Whether any phrase begins with `word`.
    #[must_use]
    #[inline]
    pub fn begins(&self, word: Word) -> bool {
        self.heads.get(word.index()).is_some_and(|&head| head > 0)
    }

    /// The longest phrase that begins at `words[0]`, with how many words it takes.
    #[must_use]
    pub fn longest(&self, words: impl Iterator<Item = Word> + Clone) -> Option<(usize, &T)> {
        self.all(words).next()
    }

    /// Every phrase that begins at the first of `words`, longest first.
    pub fn all(&self, words: impl Iterator<Item = Word> + Clone) -> impl Iterator<Item = (usize, &T)> {
        self.matching(words, |_| true)
    }

    /// The same of those phrases only whose meaning is `wanted`, which is asked first.
    pub fn matching(
        &self,
        words: impl Iterator<Item = Word> + Clone,
        wanted: impl Fn(&T) -> bool,
    ) -> impl Iterator<Item = (usize, &T)> {
        let mut rest = words;
        let head =
            rest.next().and_then(|first| self.heads.get(first.index())).map_or(0, |&head| head as usize);
        let entries = head.checked_sub(1).and_then(|at| self.entries.get(at));
        entries.into_iter().flatten().filter_map(move |(phrase, meaning)| {
            let mut ahead = rest.clone();
            let found = wanted(meaning) && phrase.iter().all(|&word| ahead.next() == Some(word));
            found.then_some((phrase.len() + 1, meaning))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_may_be_missing_but_never_mislead() {
        let mut vocabulary = Vocabulary::default();
        let with = vocabulary.intern("\u{e9}t\u{e9}");
        assert_eq!(vocabulary.lookup("ETE"), with);
        let without = vocabulary.intern("ete");
        assert_ne!(with, without);
        assert_eq!(vocabulary.lookup("Ete"), without);
        assert_eq!(vocabulary.lookup("\u{c9}T\u{c9}"), with);
        assert_eq!(vocabulary.lookup("autre"), Word::UNKNOWN);
    }

    #[test]
    fn the_longest_phrase_wins() {
        let mut vocabulary = Vocabulary::default();
        let ids: Vec<Word> = ["a", "b", "c"].iter().map(|w| vocabulary.intern(w)).collect();
        let mut phrases = Phrases::default();
        phrases.insert(&ids[..1], 1);
        phrases.insert(&ids[..3], 3);
        assert_eq!(phrases.longest(ids.iter().copied()), Some((3, &3)));
        assert_eq!(phrases.longest(ids[..2].iter().copied()), Some((1, &1)));
    }
}
