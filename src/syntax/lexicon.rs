//! What training has seen of single words: their parts of speech, lemmas and features, and rules by ending for words it
//! has not seen.
//!
//! A lemma is kept as an edit, "cut two characters, add `er`", so that a few hundred rules serve all words. Words are
//! kept as hashes: nothing ever needs to list them.

use super::codec::{ModelError, Reader, put_text, put_varint};
use super::labels::{Feats, Upos};
use super::lexical::{hash_chars, mix, normalise, plain};
use rustc_hash::FxHashMap;

/// The longest ending a rule may look at.
pub(super) const LONGEST_ENDING: usize = 7;

/// Turns a form into its lemma.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Edit {
    /// Characters to take off the end.
    pub cut: usize,
    /// What to put there instead.
    pub add: String,
}

impl Edit {
    /// The edit that turns `form` into `lemma`.
    pub(super) fn between(form: &[char], lemma: &[char]) -> Self {
        let same = form.iter().zip(lemma).take_while(|(a, b)| a == b).count();
        Self { cut: form.len() - same, add: lemma[same..].iter().collect() }
    }

    /// The lemma, unless the form is too short for this edit.
    pub(super) fn apply(&self, form: &[char]) -> Option<String> {
        let kept = form.get(..form.len().checked_sub(self.cut)?)?;
        let mut lemma: String = kept.iter().collect();
        lemma.push_str(&self.add);
        (!lemma.is_empty()).then_some(lemma)
    }
}

/// One reading of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub upos: Upos,
    /// Index into the edits.
    pub edit: u32,
    pub feats: Feats,
}

/// What is known of a form.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// Its parts of speech, a bit each; 0 if it was seen too seldom to tell.
    pub classes: u64,
    /// Its only part of speech, if it is a frequent word that has one, or a verb by the rules of its language.
    pub fixed: Option<Upos>,
    first: u32,
    count: u32,
}

/// The lexicon of one language.
#[derive(Default)]
pub(super) struct Lexicon {
    edits: Vec<Edit>,
    words: FxHashMap<u64, Known>,
    readings: Vec<Reading>,
    endings: FxHashMap<u64, (u32, Feats)>,
    lemmas: FxHashMap<u64, ()>,
}

/// The key of a form's hash: few enough bits to be small on disk, many enough not to collide.
pub(super) fn key(form: u64) -> u64 {
    form >> 24
}

/// The key of an ending's rule, or of a lemma, for one part of speech.
pub(super) fn key_of(chars: &[char], upos: Upos) -> u64 {
    key(mix(hash_chars(chars), upos.index() as u64 + 100))
}

impl Lexicon {
    pub(super) fn new(edits: Vec<Edit>) -> Self {
        Self { edits, ..Self::default() }
    }

    pub(super) fn insert(&mut self, form: u64, classes: u64, fixed: Option<Upos>, readings: &[Reading]) {
        let known = Known { classes, fixed, first: self.readings.len() as u32, count: readings.len() as u32 };
        if self.words.insert(key(form), known).is_none() {
            self.readings.extend_from_slice(readings);
        }
    }

    pub(super) fn insert_ending(&mut self, key: u64, edit: u32, feats: Feats) {
        self.endings.insert(key, (edit, feats));
    }

    pub(super) fn insert_lemma(&mut self, key: u64) {
        self.lemmas.insert(key, ());
    }

    /// Makes a form a verb and nothing else, unless training has seen it as another part of speech.
    pub(super) fn learn_verb(&mut self, form: &str, lemma: &str) {
        let mut chars = Vec::new();
        normalise(form, &mut chars);
        let key = key(hash_chars(&chars));
        let seen = self.words.get(&key).copied().unwrap_or_default();
        let readings = self.readings_of(seen);
        let verb = 1 << Upos::Verb.index();
        if seen.classes & !verb != 0 || seen.fixed.is_some() || readings.iter().any(|r| r.upos != Upos::Verb)
        {
            return;
        }
        let fixed = Some(Upos::Verb);
        if !readings.is_empty() {
            self.words.insert(key, Known { fixed, ..seen });
            return;
        }
        let edit = Edit::between(&chars, &lemma.chars().collect::<Vec<_>>());
        let at = self.edits.iter().position(|known| *known == edit).unwrap_or_else(|| {
            self.edits.push(edit);
            self.edits.len() - 1
        });
        let first = self.readings.len() as u32;
        self.readings.push(Reading { upos: Upos::Verb, edit: at as u32, feats: Feats::default() });
        self.words.insert(key, Known { classes: 0, fixed, first, count: 1 });
    }

    fn readings_of(&self, known: Known) -> &[Reading] {
        let first = known.first as usize;
        self.readings.get(first..first + known.count as usize).unwrap_or_default()
    }

    /// What is known of the form with that hash.
    pub(super) fn word(&self, form: u64) -> Known {
        self.words.get(&key(form)).copied().unwrap_or_default()
    }

    fn reading(&self, form: u64, upos: Upos) -> Option<Reading> {
        self.readings_of(self.word(form)).iter().find(|reading| reading.upos == upos).copied()
    }

    /// The lemma and the features of a word that is used as `upos`. `chars` is a buffer.
    pub(super) fn analyse(
        &self,
        word: &str,
        form: u64,
        upos: Upos,
        chars: &mut Vec<char>,
    ) -> (String, Feats) {
        let reading = self.reading(form, upos);
        let verbatim = || word.chars().filter(|c| !c.is_whitespace()).map(plain).collect::<String>();
        if upos == Upos::Propn {
            return (verbatim(), reading.map_or(Feats::default(), |reading| reading.feats));
        }
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            return (verbatim().to_lowercase(), reading.map_or(Feats::default(), |reading| reading.feats));
        }
        normalise(word, chars);
        let lemma =
            |reading: Reading| Some((self.edits.get(reading.edit as usize)?.apply(chars)?, reading.feats));
        if let Some(found) = reading.and_then(lemma) {
            return found;
        }
        self.guess(chars, upos)
    }

    /// The lemma of an unseen word: the rule of its longest ending that leads to a lemma seen in training, else that of
    /// its longest ending.
    pub(super) fn guess(&self, chars: &[char], upos: Upos) -> (String, Feats) {
        let mut fallback = None;
        for length in (0..=chars.len().min(LONGEST_ENDING)).rev() {
            let Some(&(edit, feats)) = self.endings.get(&key_of(&chars[chars.len() - length..], upos)) else {
                continue;
            };
            let Some(lemma) = self.edits.get(edit as usize).and_then(|edit| edit.apply(chars)) else {
                continue;
            };
            if fallback.is_none() && self.lemmas.is_empty() {
                return (lemma, feats);
            }
            let known = self.lemmas.contains_key(&key_of(&lemma.chars().collect::<Vec<_>>(), upos));
            if known && length >= 1 {
                return (lemma, feats);
            }
            fallback.get_or_insert((lemma, feats));
        }
        fallback.unwrap_or_else(|| (chars.iter().collect(), Feats::default()))
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        put_varint(out, self.edits.len() as u64);
        for edit in &self.edits {
            put_varint(out, edit.cut as u64);
            put_text(out, &edit.add);
        }
        let mut words: Vec<_> = self.words.iter().collect();
        words.sort_by_key(|(key, _)| **key);
        put_varint(out, words.len() as u64);
        let mut last = 0;
        for (key, known) in words {
            put_varint(out, key - last);
            last = *key;
            put_varint(out, known.classes);
            out.push(known.fixed.map_or(0, |upos| upos as u8 + 1));
            out.push(known.count as u8);
            for reading in &self.readings[known.first as usize..(known.first + known.count) as usize] {
                out.push(reading.upos as u8);
                put_varint(out, u64::from(reading.edit));
                put_varint(out, u64::from(reading.feats.0));
            }
        }
        let mut endings: Vec<_> = self.endings.iter().collect();
        endings.sort_by_key(|(key, _)| **key);
        put_varint(out, endings.len() as u64);
        last = 0;
        for (key, (edit, feats)) in endings {
            put_varint(out, key - last);
            last = *key;
            put_varint(out, u64::from(*edit));
            put_varint(out, u64::from(feats.0));
        }
        let mut lemmas: Vec<u64> = self.lemmas.keys().copied().collect();
        lemmas.sort_unstable();
        put_varint(out, lemmas.len() as u64);
        last = 0;
        for key in lemmas {
            put_varint(out, key - last);
            last = key;
        }
    }

    pub(super) fn read(reader: &mut Reader) -> Result<Self, ModelError> {
        const MANY: usize = 1 << 22;
        let mut edits = Vec::new();
        for _ in 0..reader.bounded(1 << 16, "too many edits")? {
            let cut = reader.bounded(1 << 10, "an edit cuts too much")?;
            edits.push(Edit { cut, add: reader.text()?.to_owned() });
        }
        let mut lexicon = Self::new(edits);
        let mut key = 0u64;
        let count = reader.bounded(MANY, "too many words")?;
        lexicon.words.reserve(count.min(1 << 16));
        for _ in 0..count {
            key = key.wrapping_add(reader.varint()?);
            let classes = reader.varint()?;
            let fixed = usize::from(reader.byte()?).checked_sub(1).and_then(Upos::from_index);
            let first = lexicon.readings.len() as u32;
            let count = u32::from(reader.byte()?);
            for _ in 0..count {
                let upos = Upos::from_index(usize::from(reader.byte()?));
                let upos = upos.ok_or(ModelError::Damaged("an unknown part of speech"))?;
                let edit = reader.bounded(1 << 16, "an unknown edit")? as u32;
                lexicon.readings.push(Reading { upos, edit, feats: read_feats(reader)? });
            }
            lexicon.words.insert(key, Known { classes, fixed, first, count });
        }
        lexicon.read_rules(reader)?;
        Ok(lexicon)
    }

    fn read_rules(&mut self, reader: &mut Reader) -> Result<(), ModelError> {
        const MANY: usize = 1 << 22;
        let mut key = 0u64;
        let count = reader.bounded(MANY, "too many endings")?;
        self.endings.reserve(count.min(1 << 16));
        for _ in 0..count {
            key = key.wrapping_add(reader.varint()?);
            let edit = reader.bounded(1 << 16, "an unknown edit")? as u32;
            self.endings.insert(key, (edit, read_feats(reader)?));
        }
        key = 0;
        let count = reader.bounded(MANY, "too many lemmas")?;
        self.lemmas.reserve(count.min(1 << 16));
        for _ in 0..count {
            key = key.wrapping_add(reader.varint()?);
            self.lemmas.insert(key, ());
        }
        Ok(())
    }
}

fn read_feats(reader: &mut Reader) -> Result<Feats, ModelError> {
    Ok(Feats(reader.bounded(usize::from(u16::MAX), "unknown features")? as u16))
}
