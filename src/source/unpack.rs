//! What is packed, by gzip, zip, zlib or Brotli: unpacked within limits.

use std::io::{self, Cursor, Read};

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use zip::ZipArchive;

/// Why a packed file cannot be used.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is damaged, or not packed so.
    Damaged(String),
    /// What is in it is larger than the limit.
    TooLarge,
}

/// Files that an archive may hold.
const MEMBERS: usize = 10_000;

/// What gzip packed, at most `limit` bytes.
pub(super) fn gzip(bytes: &[u8], limit: u64) -> Result<Vec<u8>, Fault> {
    read(MultiGzDecoder::new(bytes), limit)
}

/// What zlib packed, or bare DEFLATE, which some servers send under the same name: at most `limit` bytes.
pub(super) fn deflate(bytes: &[u8], limit: u64) -> Result<Vec<u8>, Fault> {
    match read(ZlibDecoder::new(bytes), limit) {
        Err(Fault::Damaged(_)) => read(DeflateDecoder::new(bytes), limit),
        outcome => outcome,
    }
}

/// What Brotli packed, at most `limit` bytes.
pub(super) fn brotli(bytes: &[u8], limit: u64) -> Result<Vec<u8>, Fault> {
    // A window of up to 1 GiB, which is no Brotli as RFC 7932 has it: not worth the memory it asks for.
    if bytes.first().is_some_and(|first| first & 0x7f == 0x11) {
        return Err(Fault::Damaged("a Brotli stream with a large window".to_owned()));
    }
    read(Decompressor::new(bytes, 1 << 12), limit)
}

fn read(from: impl Read, limit: u64) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let damaged = |error: io::Error| Fault::Damaged(error.to_string());
    from.take(limit.saturating_add(1)).read_to_end(&mut out).map_err(damaged)?;
    if out.len() as u64 > limit { Err(Fault::TooLarge) } else { Ok(out) }
}

/// An archive; its directory is read, not its files.
pub(super) struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| Fault::Damaged(error.to_string()))?;
        if archive.len() > MEMBERS {
            return Err(Fault::Damaged(format!("more than {MEMBERS} files")));
        }
        Ok(Self(archive))
    }

    /// Names of its files, sorted.
    pub(super) fn names(&self) -> Vec<String> {
        let named = self.0.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
        let mut names: Vec<String> = named.filter(|name| !name.ends_with('/')).collect();
        names.sort();
        names
    }

    /// A file, at most `limit` bytes.
    pub(super) fn file(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, Fault> {
        let file = self.0.by_name(name).map_err(|error| Fault::Damaged(error.to_string()))?;
        read(file, limit)
    }
}
