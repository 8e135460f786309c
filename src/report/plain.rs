//! Text from sources, made safe and short for people's eyes.
//!
//! Sources are untrusted: a quote may hold terminal escapes, controls that reorder text, or a thousand words.

/// `text` on one line, without a character that a terminal would obey: white space collapses to one space, controls
/// show as their pictures (`␛`), characters that reorder text as `�`.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // No-break spaces are part of numbers and punctuation; they stay.
            '\u{a0}' | '\u{202f}' => out.push(c),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
            '\u{7f}' => out.push('␡'),
            '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            '\u{feff}' | '\u{ad}' | '\u{200b}' => {}
            c => out.push(c),
        }
    }
    out
}

/// Characters a cut must save to be worth its `…`.
const WORTHWHILE: usize = 16;

/// The last words of `text` that fit in `limit` characters, after `…` where some are left out.
#[must_use]
pub fn tail(text: &str, limit: usize) -> String {
    if text.chars().nth(limit + WORTHWHILE).is_none() {
        return text.to_owned();
    }
    let cut = text.char_indices().rev().nth(limit).map_or(0, |(at, _)| at);
    let kept = text.get(cut..).unwrap_or_default();
    let words = kept.find(' ').map_or("", |space| kept.get(space + 1..).unwrap_or_default());
    format!("… {words}")
}

/// The first words of `text` that fit in `limit` characters, before `…` where some are left out.
#[must_use]
pub fn head(text: &str, limit: usize) -> String {
    if text.chars().nth(limit + WORTHWHILE).is_none() {
        return text.to_owned();
    }
    let cut = text.char_indices().nth(limit + 1).map_or(text.len(), |(at, _)| at);
    let kept = text.get(..cut).unwrap_or_default();
    let words = kept.rfind(' ').map_or("", |space| kept.get(..space).unwrap_or_default());
    format!("{words} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_but_text() {
        assert_eq!(printable("a\u{1b}[31mb\r\n\tc\u{7}\u{9b}d\u{202e}e"), "a␛[31mb c␇�d�e");
        assert_eq!(printable("2\u{202f}700\u{a0}km"), "2\u{202f}700\u{a0}km");
    }

    #[test]
    fn cuts_fall_between_words() {
        let text = "one two three four five six";
        assert_eq!(tail(text, 20), text);
        assert_eq!(tail(text, 9), "… five six");
        assert_eq!(head(text, 9), "one two …");
        assert_eq!(head("", 0), "");
    }
}
