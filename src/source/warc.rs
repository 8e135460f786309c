//! Web archives: the pages that servers sent, each with its address and the day it was fetched.
//!
//! A record is lines of `Name: value`, an empty line, and as many bytes as it says; so is the answer of a server in it.
//! Records of other sorts, and answers that hold no page, are counted and passed over. docs/inputs.md says why this is
//! no library's work; what is packed in a record is.

use super::unpack::{self, Fault};
use crate::partial_date::PartialDate;

/// A page with what the archive says of it.
#[derive(Debug, PartialEq)]
pub(super) struct Page {
    pub url: String,
    /// The day on which it was fetched.
    pub fetched: Option<PartialDate>,
    /// Its markup, unpacked.
    pub body: Vec<u8>,
}

/// The pages of an archive, one after the other.
pub(super) struct Pages<'a> {
    bytes: &'a [u8],
    at: usize,
    limit: u64,
    /// Answers and records that hold no page.
    pub passed_over: usize,
}

/// Where an archive cannot be read, and why.
pub(super) type Broken = (usize, Fault);

impl<'a> Pages<'a> {
    /// The pages in `bytes`, each of which may unpack to `limit` bytes.
    pub fn new(bytes: &'a [u8], limit: u64) -> Self {
        Self { bytes, at: 0, limit, passed_over: 0 }
    }

    /// The next page. A page that cannot be unpacked loses no other; after a record that cannot be read there is none.
    pub fn next(&mut self) -> Option<Result<Page, Broken>> {
        loop {
            let rest = self.bytes.get(self.at..)?;
            let start = self.at + rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
            let (headers, block) = match self.record(start) {
                Ok(record) => record,
                Err(message) => {
                    self.at = self.bytes.len();
                    return Some(Err((start, Fault::Damaged(message.to_owned()))));
                }
            };
            match page(&headers, block, self.limit) {
                Some(Ok(page)) => return Some(Ok(page)),
                Some(Err(fault)) => return Some(Err((start, fault))),
                None => self.passed_over += 1,
            }
        }
    }

    /// The record at an offset: its headers and its bytes.
    fn record(&mut self, start: usize) -> Result<(Headers<'a>, &'a [u8]), &'static str> {
        let rest = self.bytes.get(start..).unwrap_or_default();
        if !rest.starts_with(b"WARC/") {
            return Err("a record does not begin with WARC/");
        }
        let (headers, block) = Headers::read(rest).ok_or("a record ends within its headers")?;
        let length = headers.get("content-length").and_then(|length| length.parse::<usize>().ok());
        let length = length.ok_or("a record does not say how long it is")?;
        let block = block.get(..length).ok_or("the last record is cut short")?;
        self.at = start + headers.length + length;
        Ok((headers, block))
    }
}

/// The page that a record holds; `None` where it holds none.
fn page(record: &Headers<'_>, block: &[u8], limit: u64) -> Option<Result<Page, Fault>> {
    if record.get("warc-type")? != "response" {
        return None;
    }
    let (answer, body) = Headers::read(block)?;
    let sort = answer.get("content-type")?.split(';').next()?.trim();
    let is_page = ["text/html", "application/xhtml+xml"].iter().any(|page| sort.eq_ignore_ascii_case(page));
    if !is_page || answer.first.split_whitespace().nth(1) != Some("200") {
        return None;
    }
    let chunked =
        answer.get("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"));
    let body = if chunked { joined(body) } else { body.to_vec() };
    let coding = answer.get("content-encoding").unwrap_or("identity").to_ascii_lowercase();
    let body = match coding.as_str() {
        "identity" | "" => Ok(body),
        "gzip" | "x-gzip" => unpack::gzip(&body, limit),
        "deflate" => unpack::deflate(&body, limit),
        "br" => unpack::brotli(&body, limit),
        _ => return None,
    };
    let url = record.get("warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
    let fetched = record.get("warc-date").and_then(|date| date.parse().ok());
    Some(body.map(|body| Page { url, fetched, body }))
}

/// A body that was sent in chunks; of one cut short, what is there.
fn joined(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(rest.len());
    while let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
        let size = rest.get(..end).and_then(|line| std::str::from_utf8(line).ok()).unwrap_or_default();
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16).unwrap_or(0);
        let chunk = rest.get(end + 2..).unwrap_or_default();
        if size == 0 {
            break;
        }
        body.extend_from_slice(chunk.get(..size).unwrap_or(chunk));
        rest = chunk.get(size.saturating_add(2)..).unwrap_or_default();
    }
    body
}

/// A first line and lines of `Name: value` before an empty one.
struct Headers<'a> {
    first: &'a str,
    fields: Vec<(&'a str, &'a str)>,
    /// Bytes up to what they are headers of.
    length: usize,
}

/// Bytes that headers may have.
const LONGEST: usize = 1 << 16;

impl<'a> Headers<'a> {
    /// The headers that `bytes` begin with, and what follows them.
    fn read(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let head = bytes.get(..bytes.len().min(LONGEST))?;
        let ends = |end: &[u8]| Some(memchr::memmem::find(head, end)? + end.len());
        let length = [ends(b"\r\n\r\n"), ends(b"\n\n")].into_iter().flatten().min()?;
        let text = std::str::from_utf8(head.get(..length)?).ok()?;
        let mut lines = text.lines();
        let first = lines.next()?;
        let fields =
            lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.trim(), value.trim()));
        Some((Self { first, fields: fields.collect(), length }, bytes.get(length..)?))
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(sort: &str, block: &str) -> String {
        String::from_utf8(packed_record(sort, block.as_bytes())).unwrap()
    }

    fn packed_record(sort: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.1\r\nWARC-Type: {sort}\r\nWARC-Target-URI: https://tern.example/1\r\nWARC-Date: 2024-07-16T08:00:00Z\r\n\
             Content-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn all(archive: impl AsRef<[u8]>) -> (Vec<Result<Page, usize>>, usize) {
        let mut pages = Pages::new(archive.as_ref(), 1 << 20);
        let mut found = Vec::new();
        while let Some(page) = pages.next() {
            found.push(page.map_err(|(at, _)| at));
        }
        (found, pages.passed_over)
    }

    #[test]
    fn pages_are_found_among_other_records() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>One</p>";
        let parts = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\
                     4\r\n<p>T\r\n6;x=1\r\nwo</p>\r\n0\r\n\r\n";
        let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx";
        let gone = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone</p>";
        let archive = [
            record("warcinfo", "software: x"),
            record("response", page),
            record("response", image),
            record("request", page),
            record("response", gone),
            record("response", parts),
        ];
        let (pages, passed_over) = all(archive.concat());
        let bodies: Vec<_> = pages.iter().map(|page| page.as_ref().unwrap().body.as_slice()).collect();
        assert_eq!(bodies, [&b"<p>One</p>"[..], b"<p>Two</p>"]);
        let first = pages[0].as_ref().unwrap();
        assert_eq!(
            (first.url.as_str(), first.fetched),
            ("https://tern.example/1", "2024-07-16".parse().ok())
        );
        assert_eq!(passed_over, 4);
    }

    /// An answer whose page is packed.
    fn packed(coding: &str, body: &[u8]) -> Vec<u8> {
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n");
        packed_record("response", &[head.as_bytes(), body].concat())
    }

    #[test]
    fn packed_pages_are_unpacked_and_a_damaged_one_loses_no_other() {
        let level = flate2::Compression::fast();
        let page: &[u8] = b"<p>One</p>";
        let unpack = |mut packing: Box<dyn std::io::Read>| {
            let mut out = Vec::new();
            packing.read_to_end(&mut out).unwrap();
            out
        };
        let gzip = unpack(Box::new(flate2::read::GzEncoder::new(page, level)));
        let zlib = unpack(Box::new(flate2::read::ZlibEncoder::new(page, level)));
        let bare = unpack(Box::new(flate2::read::DeflateEncoder::new(page, level)));
        // Brotli keeps so short a text as it is, between three bytes and one.
        let brotli = [&b"\x8b\x04\x80"[..], page, b"\x03"].concat();
        let archive = [
            packed("GZIP", &gzip),
            packed("deflate", &zlib),
            packed("deflate", &bare),
            packed("br", &brotli),
            packed("br", b"\x11not packed"),
            packed("br", b"not packed"),
            packed("gzip", b"not packed"),
            packed("zstd", b"passed over"),
            packed("identity", page),
        ];
        let (pages, passed_over) = all(archive.concat());
        let whole = pages.iter().flatten().filter(|found| found.body == page).count();
        assert_eq!((pages.len(), whole, passed_over), (8, 5, 1));
    }

    #[test]
    fn what_is_broken_is_told_once() {
        let whole = record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>One</p>");
        let (pages, _) = all(format!("{whole}{}", &whole[..whole.len() - 10]));
        assert!(pages.len() == 2 && pages[0].is_ok() && pages[1] == Err(whole.len()));
        assert_eq!(all("GIF89a"), (vec![Err(0)], 0));
        assert_eq!(all("WARC/1.0\r\nContent-Length: 9999999999999999999\r\n\r\n").0, [Err(0)]);
        assert_eq!(all("WARC/1.0\r\n").0, [Err(0)]);
    }
}
