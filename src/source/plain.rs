//! Plain text: where its paragraphs, items and headings are.
//!
//! Blank lines separate blocks. In a text wrapped by hand or editor, a single line break is soft when the line was full,
//! that is when the next line's first word would not have fitted on it, and when the next line plainly goes on in the
//! middle of a sentence; otherwise somebody meant it, and it separates blocks too.

use super::draft::{Draft, trimmed};
use super::{Block, BlockKind, Decoded};
use crate::span::Span;

/// Finds the blocks of a plain text. O(length).
pub(super) fn read(decoded: Decoded) -> Draft {
    let mut draft = Draft::new(decoded);
    draft.blocks = blocks(&draft.decoded.text);
    draft
}

/// The blocks of a text: [`BlockKind::Heading`] is given to every single line that might be one.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let groups = groups(text);
    let width = wrap_width(text, &groups);
    let mut blocks = Vec::new();
    for group in &groups {
        let mut lines = group.iter().copied();
        let Some(mut open) = lines.next() else { continue };
        let mut last = open;
        let mut single = true;
        for line in lines {
            if is_soft(last.of(text), line.of(text), width) {
                open = open.cover(line);
                single = false;
            } else {
                blocks.push(block(text, open, single));
                (open, single) = (line, true);
            }
            last = line;
        }
        blocks.push(block(text, open, single));
    }
    blocks
}

/// The lines of a text without white space at their ends, parted where lines are blank.
fn groups(text: &str) -> Vec<Vec<Span>> {
    let mut groups = vec![Vec::new()];
    let mut start = 0;
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let line = trimmed(text, Span::new(start, start + end));
        match groups.last_mut() {
            Some(group) if !line.is_empty() => group.push(line),
            Some(group) if !group.is_empty() => groups.push(Vec::new()),
            _ => {}
        }
        let mark = if rest.get(end..).unwrap_or_default().starts_with("\r\n") { 2 } else { 1 };
        start += end + mark;
    }
    groups
}

/// Narrower than this, lines are broken on purpose; wider, they are not broken at all.
const WRAP: std::ops::RangeInclusive<usize> = 40..=120;

/// The width to which a text is wrapped, in characters; `None` where it is not.
fn wrap_width(text: &str, groups: &[Vec<Span>]) -> Option<usize> {
    // Two lines are a paper's name above its date as well.
    let several = groups.iter().filter(|group| group.len() > 2).flatten();
    let mut widths: Vec<usize> = several.map(|line| line.of(text).chars().count()).collect();
    widths.sort_unstable();
    // A few overlong lines (an address that could not be broken) do not count.
    let width = widths.get((widths.len() * 19 / 20).min(widths.len().saturating_sub(1))).copied()?;
    WRAP.contains(&width).then_some(width)
}

fn is_soft(line: &str, next: &str, width: Option<usize>) -> bool {
    let Some(width) = width else { return false };
    let first = next.split_whitespace().next().unwrap_or_default();
    let full = line.chars().count() + 1 + first.chars().count() > width;
    let goes_on = first.starts_with(char::is_lowercase) && !line.ends_with(['.', '!', '?']);
    marker(next).is_none() && (full || goes_on)
}

fn block(text: &str, span: Span, single: bool) -> Block {
    if let Some(width) = marker(span.of(text)) {
        return Block { span: trimmed(text, Span::new(span.start + width, span.end)), kind: BlockKind::Item };
    }
    let line = span.of(text);
    let kind = match () {
        () if single && is_menu(line) => BlockKind::Item,
        () if single && looks_like_heading(line) => BlockKind::Heading,
        () => BlockKind::Paragraph,
    };
    Block { span, kind }
}

/// The bytes of a list marker: `- `, `* `, `3. `, `3) `.
fn marker(line: &str) -> Option<usize> {
    let bullet =
        line.find(|c| !matches!(c, '-' | '*' | '+' | '\u{2022}' | '\u{2013}' | '\u{2014}' | '\u{25aa}'))?;
    let number = line.find(|c: char| !c.is_ascii_digit())?;
    let end = match () {
        () if line.chars().take_while(|c| !c.is_whitespace()).count() == 1 && bullet > 0 => bullet,
        () if (1..=2).contains(&number) && line.get(number..)?.starts_with(['.', ')']) => number + 1,
        () => return None,
    };
    line.get(end..)?.starts_with([' ', '\t']).then_some(end)
}

/// A page's menu: words between bars or slashes that stand free.
fn is_menu(line: &str) -> bool {
    line.split_whitespace().filter(|word| matches!(*word, "|" | "/" | ">" | "\u{b7}" | "\u{2022}")).count()
        >= 3
}

/// Longest headline, in characters.
const HEADLINE: usize = 200;

/// One line without the punctuation that ends a sentence, beginning as a headline does.
pub(super) fn looks_like_heading(line: &str) -> bool {
    let closed =
        line.trim_end_matches(['"', '\'', '\u{bb}', '\u{201d}', '\u{2019}', ')', '\u{a0}', '\u{202f}', ' ']);
    let begins = line.chars().find(|c| c.is_alphanumeric());
    line.chars().take(HEADLINE + 1).count() <= HEADLINE
        && !closed.ends_with(['.', '\u{2026}', ';', ',', ':'])
        && begins.is_some_and(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Heading, Item, Paragraph};

    fn cut(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text).iter().map(|b| (b.kind, b.span.of(text))).collect()
    }

    #[test]
    fn full_lines_are_joined_and_short_ones_are_not() {
        let text = "Two trawlers collide off the cape\nThe larger of the two boats sank within the hour, and\n\
            its crew of nine was taken aboard by a ferry that happened\nto pass. Nobody was hurt.\n\nNext steps\n\nAn inquiry opens.";
        let blocks = cut(text);
        assert_eq!(blocks.len(), 4, "{blocks:?}");
        assert_eq!(blocks[0], (Heading, "Two trawlers collide off the cape"));
        assert_eq!(blocks[1].0, Paragraph);
        assert!(blocks[1].1.ends_with("Nobody was hurt."));
        assert_eq!(blocks[2], (Heading, "Next steps"));
    }

    #[test]
    fn unwrapped_lines_stand_alone() {
        let long = "The inquiry opened on Friday. ".repeat(8);
        let text = format!("A line of text\r\n{long}\r\nAnother line.\r\n");
        assert_eq!(
            cut(&text),
            [(Heading, "A line of text"), (Paragraph, long.trim()), (Paragraph, "Another line.")]
        );
    }

    #[test]
    fn items_lose_their_markers() {
        assert_eq!(
            cut("Known so far:\n- two boats\n• nine sailors\n3) one inquiry\n\n12 people came."),
            [
                (Paragraph, "Known so far:"),
                (Item, "two boats"),
                (Item, "nine sailors"),
                (Item, "one inquiry"),
                (Paragraph, "12 people came.")
            ]
        );
        assert_eq!(cut("News / Sport / Sea / Boats"), [(Item, "News / Sport / Sea / Boats")]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(blocks("").is_empty());
        assert!(blocks(" \r\n\n \t").is_empty());
    }
}
