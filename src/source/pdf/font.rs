//! From the bytes of a drawn string to its characters and its width.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object};

/// What is needed of a font to read what is written in it.
pub(super) struct Font<'d> {
    encoding: Encoding<'d>,
    /// Whether a character's code has two bytes.
    wide: bool,
    /// By code, in thousandths of the font's size.
    widths: BTreeMap<u16, f32>,
    default: f32,
}

/// A string as its font reads it.
pub(super) struct Shown {
    pub text: String,
    /// In parts of the font's size.
    pub width: f32,
    pub codes: usize,
    /// Single-byte blanks, which word spacing widens.
    pub blanks: usize,
}

/// Lets the table that fonts carry for copying decide what their characters are, over what they are drawn by: drawings
/// often go by names of their own.
pub(super) fn prefer_unicode(file: &mut Document) {
    let fonts = file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    for font in fonts.filter(|dictionary| dictionary.has_type(b"Font") && dictionary.has(b"ToUnicode")) {
        font.remove(b"Encoding");
    }
}

impl<'d> Font<'d> {
    /// A font whose table of characters unpacks to at most `limit` bytes; `None` where it says nothing of them.
    pub fn new(file: &'d Document, font: &'d Dictionary, limit: usize) -> Option<Self> {
        let encoding = font.get_font_encoding_with_limit(file, limit).ok()?;
        let wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let (widths, default) = if wide { wide_widths(file, font) } else { widths(file, font) };
        Some(Self { encoding, wide, widths, default })
    }

    pub fn show(&self, bytes: &[u8]) -> Shown {
        let text = self.encoding.bytes_to_string(bytes).unwrap_or_default();
        let size = if self.wide { 2 } else { 1 };
        let codes =
            bytes.chunks(size).map(|code| code.iter().fold(0, |sum, &byte| (sum << 8) | u16::from(byte)));
        let widths: f32 = codes.map(|code| self.widths.get(&code).copied().unwrap_or(self.default)).sum();
        let blanks = if self.wide { 0 } else { bytes.iter().filter(|&&byte| byte == b' ').count() };
        Shown { text, width: widths / 1000.0, codes: bytes.len().div_ceil(size), blanks }
    }
}

/// A width for codes of which nothing is said.
const USUAL: f32 = 500.0;

/// `[w w w ...]` from the first code on.
fn widths(file: &Document, font: &Dictionary) -> (BTreeMap<u16, f32>, f32) {
    let first = font.get_deref(b"FirstChar", file).and_then(Object::as_i64).unwrap_or_default();
    let list = font.get_deref(b"Widths", file).and_then(Object::as_array);
    let list = list.map(Vec::as_slice).unwrap_or_default();
    let codes = (u16::try_from(first).unwrap_or_default()..=255).zip(list);
    (codes.filter_map(|(code, width)| Some((code, width.as_float().ok()?))).collect(), USUAL)
}

/// `[code [w w w] code code w ...]`, in the font that this one stands for.
fn wide_widths(file: &Document, font: &Dictionary) -> (BTreeMap<u16, f32>, f32) {
    let mut widths = BTreeMap::new();
    let inner = font.get_deref(b"DescendantFonts", file).and_then(Object::as_array).ok();
    let inner = inner.and_then(|fonts| file.dereference(fonts.first()?).ok()?.1.as_dict().ok());
    let Some(inner) = inner else { return (widths, 2.0 * USUAL) };
    let default = inner.get_deref(b"DW", file).and_then(Object::as_float).unwrap_or(2.0 * USUAL);
    let list = inner.get_deref(b"W", file).and_then(Object::as_array);
    let mut list = list.map(Vec::as_slice).unwrap_or_default().iter();
    let code = |object: &Object| u16::try_from(object.as_i64().ok()?).ok();
    while let (Some(first), Some(next)) = (list.next().and_then(code), list.next()) {
        let next = file.dereference(next).map_or(next, |(_, object)| object);
        if let Ok(own) = next.as_array() {
            let own = (first..=u16::MAX).zip(own);
            widths.extend(own.filter_map(|(code, width)| Some((code, width.as_float().ok()?))));
        } else if let (Some(last), Some(Ok(width))) = (code(next), list.next().map(Object::as_float)) {
            widths.extend((first..=last).map(|code| (code, width)));
        }
    }
    (widths, default)
}
