//! Reading and writing the bytes of a model file, with every length checked: a model is data from outside, and a broken
//! one must be an error with a reason, never a panic.

use thiserror::Error;

/// Why a model could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelError {
    /// The bytes do not start as a model does.
    #[error("not a syntax model (bad magic number)")]
    NotAModel,
    /// The model is of another format version.
    #[error("syntax model has format {found}, this program reads format {expected}; retrain it")]
    Version {
        /// The file's version.
        found: u8,
        /// The version this program reads.
        expected: u8,
    },
    /// The bytes do not match their checksum.
    #[error("syntax model is damaged (checksum does not match)")]
    Checksum,
    /// The bytes end too early or hold an impossible value.
    #[error("syntax model is damaged ({0})")]
    Damaged(&'static str),
}

/// A cursor over the bytes of a model.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn byte(&mut self) -> Result<u8, ModelError> {
        let byte = *self.bytes.get(self.at).ok_or(ModelError::Damaged("it ends too early"))?;
        self.at += 1;
        Ok(byte)
    }

    pub(super) fn varint(&mut self) -> Result<u64, ModelError> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(ModelError::Damaged("an integer is too long"))
    }

    /// An integer that must not exceed `limit`.
    pub(super) fn bounded(&mut self, limit: usize, what: &'static str) -> Result<usize, ModelError> {
        let value = self.varint()?;
        usize::try_from(value).ok().filter(|&n| n <= limit).ok_or(ModelError::Damaged(what))
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let end = self.at.checked_add(length).ok_or(ModelError::Damaged("a length overflows"))?;
        let slice = self.bytes.get(self.at..end).ok_or(ModelError::Damaged("it ends too early"))?;
        self.at = end;
        Ok(slice)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, ModelError> {
        let length = self.bounded(255, "a string is too long")?;
        std::str::from_utf8(self.take(length)?).map_err(|_| ModelError::Damaged("a string is not UTF-8"))
    }
}

/// Appends an integer, seven bits a byte.
pub(super) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value as u8 & 0x7f) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a string with its length.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// A checksum over eight bytes at a time: quick, and any single flipped bit changes it.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().rev().fold(0u64, |word, &byte| (word << 8) | u64::from(byte));
        sum = step(sum, word);
    }
    chunks.remainder().iter().fold(sum, |sum, &byte| step(sum, u64::from(byte)))
}

fn step(sum: u64, word: u64) -> u64 {
    (sum.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
