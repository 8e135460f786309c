//! From bytes to characters, with the way back.
//!
//! UTF-8 and byte order marks are taken at their word; anything else is guessed (chardetng) and decoded (encoding_rs).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::offsets::{OffsetMap, Step};

/// Characters, and where each stands in the bytes they were decoded from.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    /// The characters.
    pub text: String,
    /// The way back to the bytes.
    pub offsets: OffsetMap,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotText {
    /// Byte `at` is zero or a control character that text does not hold.
    Binary { at: usize },
}

/// What came of decoding.
#[derive(Debug)]
pub(super) struct Outcome {
    pub decoded: Decoded,
    /// First byte that is not UTF-8 in a file that otherwise is; it reads as U+FFFD.
    pub damaged: Option<usize>,
}

/// Decodes a whole file. O(length).
pub(super) fn decode(bytes: &[u8]) -> Result<Outcome, NotText> {
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some((encoding, bom)) => (Some(encoding), bom),
        None => (wide(bytes), 0),
    };
    let body = bytes.get(start..).unwrap_or_default();
    if let Some(encoding) = encoding.filter(|e| *e != UTF_8) {
        let decoded = transcode(body, start, encoding);
        return checked(decoded, None);
    }
    if let Some(at) = memchr::memchr(0, body) {
        return Err(NotText::Binary { at: start + at });
    }
    match std::str::from_utf8(body) {
        Ok(text) => {
            let mut offsets = OffsetMap::default();
            if start > 0 {
                offsets.push(0, start, Step::COPIED);
            }
            checked(Decoded { text: text.to_owned(), offsets }, None)
        }
        Err(error) if encoding.is_some() || is_mostly_utf8(body) => {
            checked(transcode(body, start, UTF_8), Some(start + error.valid_up_to()))
        }
        Err(_) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(body, true);
            checked(transcode(body, start, detector.guess(None, Utf8Detection::Deny)), None)
        }
    }
}

/// UTF-16 without a byte order mark: in Western text every other byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if head.len() < 8 => None,
        () if odd * 10 > half * 7 && even * 20 < half => Some(UTF_16LE),
        () if even * 10 > half * 7 && odd * 20 < half => Some(UTF_16BE),
        () => None,
    }
}

/// Whether more characters beyond ASCII are well-formed UTF-8 than not: a damaged file rather than an old encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// Decodes byte by byte, so that it is known which bytes each character came from; runs of ASCII go at once.
fn transcode(body: &[u8], start: usize, encoding: &'static Encoding) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = Decoded { text: String::with_capacity(body.len()), offsets: OffsetMap::default() };
    let mut buffer = [0_u8; 32];
    let (mut at, mut char_start) = (0, 0);
    while at < body.len() {
        let rest = body.get(at..).unwrap_or_default();
        if at == char_start && encoding.is_ascii_compatible() {
            let ascii = Encoding::ascii_valid_up_to(rest);
            if ascii > 0 {
                out.offsets.push(out.text.len(), start + at, Step::COPIED);
                out.text
                    .push_str(std::str::from_utf8(rest.get(..ascii).unwrap_or_default()).unwrap_or_default());
                at += ascii;
                char_start = at;
                continue;
            }
        }
        let one = rest.get(..1).unwrap_or_default();
        let (_, _, written, _) = decoder.decode_to_utf8(one, &mut buffer, false);
        at += 1;
        char_start = put(&mut out, buffer.get(..written), start, char_start, at);
    }
    let (_, _, written, _) = decoder.decode_to_utf8(&[], &mut buffer, true);
    put(&mut out, buffer.get(..written), start, char_start, at);
    out
}

/// Appends what the bytes `from..to` were decoded to; where the next character begins.
fn put(out: &mut Decoded, written: Option<&[u8]>, start: usize, from: usize, to: usize) -> usize {
    let Some(text) =
        written.and_then(|bytes| std::str::from_utf8(bytes).ok()).filter(|text| !text.is_empty())
    else {
        return from;
    };
    // Several characters come out at once only where a broken sequence is followed by a good one.
    let step = Step { text: text.len().min(255) as u8, file: (to - from).min(255) as u8 };
    out.offsets.push(out.text.len(), start + from, step);
    out.text.push_str(text);
    to
}

/// Refuses what decodes to control characters: an image, an archive.
fn checked(decoded: Decoded, damaged: Option<usize>) -> Result<Outcome, NotText> {
    let mut controls = decoded.text.char_indices().filter(|&(_, c)| is_noise(c) && c != '\u{1b}');
    let first = controls.next();
    let count = controls.count() + usize::from(first.is_some());
    match first {
        Some((at, _)) if count * 100 > decoded.text.len() => {
            Err(NotText::Binary { at: decoded.offsets.to_file(at) })
        }
        _ => Ok(Outcome { decoded, damaged }),
    }
}

/// Control characters other than white space: never shown, never part of a word.
pub(super) fn is_noise(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{85}')
}

/// The bytes of a terminal's escape sequence that `text` begins with: `ESC [ ... letter`, `ESC ] ... BEL`, `ESC x`.
pub(super) fn escape_sequence(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('\u{1b}')?;
    let end = match rest.chars().next() {
        Some('[') => rest
            .char_indices()
            .skip(1)
            .find(|&(_, c)| ('@'..='~').contains(&c))
            .map(|(at, c)| at + c.len_utf8()),
        // A title or link ends with BEL, or with ESC and a backslash; its length is bounded.
        Some(']') => rest
            .char_indices()
            .take(512)
            .find(|&(_, c)| c == '\u{7}')
            .map(|(at, _)| at + 1)
            .or_else(|| rest.get(..rest.len().min(512)).unwrap_or(rest).find("\u{1b}\\").map(|at| at + 2)),
        Some(c) if c.is_ascii_graphic() => Some(1),
        _ => None,
    };
    Some(1 + end.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn decoded(bytes: &[u8]) -> Decoded {
        decode(bytes).unwrap().decoded
    }

    #[test]
    fn utf8_with_and_without_mark() {
        assert_eq!(decoded("été".as_bytes()).text, "été");
        let marked = decoded("\u{feff}été".as_bytes());
        assert_eq!((marked.text.as_str(), marked.offsets.to_file(2)), ("été", 5));
    }

    #[test]
    fn latin_text_maps_back_to_its_bytes() {
        let (bytes, ..) =
            encoding_rs::WINDOWS_1252.encode("L’évêque a déjà nié : « Non », 12 €. Les élèves étaient là.");
        let text = decoded(&bytes);
        assert!(text.text.contains("déjà nié"), "{}", text.text);
        let at = text.text.find("déjà").unwrap();
        let span = text.offsets.span_to_file(Span::new(at, at + "déjà".len()));
        assert_eq!(&bytes[span.start..span.end], b"d\xe9j\xe0");
    }

    #[test]
    fn wide_text_maps_back_to_its_bytes() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for text in ["\u{feff}Trois élèves 😀 ici", "Trois élèves sont ici"] {
            let decoded = decoded(&wide(text));
            let bare = text.trim_start_matches('\u{feff}');
            assert_eq!(decoded.text, bare);
            let at = bare.find("ici").unwrap();
            let span = decoded.offsets.span_to_file(Span::new(at, at + 3));
            assert_eq!(wide(text)[span.start..span.end], wide("ici"));
        }
    }

    #[test]
    fn a_damaged_file_is_read_and_reported() {
        let outcome = decode(b"\xc3\xa9t\xc3\xa9 \xff, \xc3\xa0 voir").unwrap();
        assert_eq!(outcome.decoded.text, "été \u{fffd}, à voir");
        assert_eq!(outcome.damaged, Some(6));
        let at = outcome.decoded.text.find("voir").unwrap();
        assert_eq!(outcome.decoded.offsets.to_file(at), 12);
    }

    #[test]
    fn binary_data_is_refused() {
        assert_eq!(decode(b"PK\x03\x04\x00\x00").unwrap_err(), NotText::Binary { at: 4 });
        assert!(decode(b"\x89PNG\r\n\x1a\n\x01\x02\x03\x04").is_err());
    }

    #[test]
    fn escape_sequences_are_measured() {
        assert_eq!(escape_sequence("\u{1b}[31mred"), Some(5));
        assert_eq!(escape_sequence("\u{1b}]0;title\u{7}x"), Some(10));
        assert_eq!(escape_sequence("\u{1b}"), Some(1));
        assert_eq!(escape_sequence("x"), None);
    }
}
