//! What a word looks like, before any context: hashes of its form, endings and beginnings, its shape, and what the
//! lexicon knows of it. Everything later is scored from these numbers, so a word's characters are read once.

use super::labels::Upos;
use super::lexicon::Lexicon;

/// The numbers a word is known by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Token {
    /// Hash of the normalised form.
    pub form: u64,
    /// The form's hash where the lexicon knows the word, else that of its ending and shape.
    pub word: u64,
    /// Hashes of the last one to five characters.
    pub suffix: [u64; 5],
    /// Hashes of the first one to three characters.
    pub prefix: [u64; 3],
    /// Case and kind of characters, together with the sentence's case.
    pub shape: u64,
    /// The parts of speech the lexicon has seen, a bit each.
    pub classes: u64,
    /// The only part of speech of a frequent word.
    pub fixed: Option<Upos>,
}

/// One step of the hash all features and keys are made with.
#[inline]
pub(super) fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The hash of a run of characters.
#[inline]
pub(super) fn hash_chars(chars: &[char]) -> u64 {
    chars.iter().fold(chars.len() as u64 + 1, |hash, &c| mix(hash, u64::from(c)))
}

/// A character with its typographic variants folded: quotes and dashes to ASCII, any space to `_`.
pub(super) fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' | '´' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '–' | '—' | '‐' | '‑' | '−' | '―' => '-',
        '…' => '.',
        c if c.is_whitespace() => '_',
        c => c,
    }
}

/// The lower-case form with variants folded and digits collapsed, the key of all lookups.
pub(super) fn normalise(word: &str, out: &mut Vec<char>) {
    out.clear();
    let mut digits = 0;
    for c in word.chars().map(plain) {
        if c.is_numeric() {
            digits += 1;
            if digits <= 4 {
                out.push('0');
            }
            continue;
        }
        digits = 0;
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    if out.len() > 1 && out.iter().all(|&c| matches!(c, '.' | '-' | '\'' | '"')) {
        let first = out[0];
        out.truncate(if first == '.' || out.len() < 2 { 2 } else { 1 });
    }
}

const LOWER: u64 = 0;
const CAPITALISED: u64 = 1;
const UPPER: u64 = 2;
const MIXED: u64 = 3;
const NUMBER: u64 = 4;
const ALPHANUMERIC: u64 = 5;
const SIGN: u64 = 6;
const HYPHENATED: u64 = 8;
const INITIAL: u64 = 16;

fn shape(word: &str) -> u64 {
    let (mut lower, mut upper, mut digits, mut hyphen) = (0, 0, 0, false);
    let mut starts_upper = None;
    for c in word.chars() {
        if c.is_numeric() {
            digits += 1;
        } else if c.is_uppercase() {
            upper += 1;
            starts_upper.get_or_insert(true);
        } else if c.is_alphabetic() {
            lower += 1;
            starts_upper.get_or_insert(false);
        } else if plain(c) == '-' {
            hyphen = true;
        }
    }
    let kind = match (lower, upper, digits) {
        (0, 0, 0) => return SIGN,
        (0, 0, _) => NUMBER,
        (_, _, 1..) => ALPHANUMERIC,
        (_, 0, _) => LOWER,
        (0, 1, _) => CAPITALISED,
        (0, _, _) => UPPER,
        (_, 1, _) if starts_upper == Some(true) => CAPITALISED,
        (_, _, _) if hyphen && starts_upper == Some(true) => CAPITALISED,
        _ => MIXED,
    };
    if hyphen { kind | HYPHENATED } else { kind }
}

/// How a sentence uses capitals: 0 as running text, 1 as a title, 2 all capitals. Capitals mean less in the latter two.
fn case_of(shapes: &[u64], words: &[&str]) -> u64 {
    let (mut long, mut capital, mut upper) = (0, 0, 0);
    for (&shape, word) in shapes.iter().zip(words) {
        if word.len() < 4 || shape & 7 > MIXED {
            continue;
        }
        long += 1;
        capital += usize::from(shape & 7 == CAPITALISED);
        upper += usize::from(shape & 7 == UPPER);
    }
    match long {
        3.. if upper * 10 >= long * 7 => 2,
        3.. if (capital + upper) * 10 >= long * 8 => 1,
        _ => 0,
    }
}

/// The tokens of one sentence.
pub(super) fn tokens(words: &[&str], lexicon: &Lexicon) -> Vec<Token> {
    let shapes: Vec<u64> = words.iter().map(|word| shape(word)).collect();
    let case = case_of(&shapes, words) << 5;
    let mut chars = Vec::new();
    let mut initial = INITIAL;
    let mut out = Vec::with_capacity(words.len());
    for (word, kind) in words.iter().zip(&shapes) {
        normalise(word, &mut chars);
        out.push(token(&chars, kind | initial | case, lexicon));
        if *kind != SIGN {
            initial = 0;
        }
    }
    out
}

fn token(chars: &[char], shape: u64, lexicon: &Lexicon) -> Token {
    let form = hash_chars(chars);
    let known = lexicon.word(form);
    let n = chars.len();
    let mut suffix = [0; 5];
    for (k, slot) in suffix.iter_mut().enumerate() {
        *slot = hash_chars(&chars[n - n.min(k + 1)..]);
    }
    let mut prefix = [0; 3];
    for (k, slot) in prefix.iter_mut().enumerate() {
        *slot = mix(7, hash_chars(&chars[..n.min(k + 1)]));
    }
    let word = if known.classes == 0 { mix(suffix[2], shape & 15) } else { form };
    Token { form, word, suffix, prefix, shape, classes: known.classes, fixed: known.fixed }
}
