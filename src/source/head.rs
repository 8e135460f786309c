//! The head of a document: lines and words in front of the text that say who published it and when.
//!
//! They are recognised by form (a label, a date, fields between bars) and taken out, so that a publication date is never
//! read as part of the story. Anything that is not surely metadata stays text.

use super::date;
use super::draft::{Draft, trimmed};
use super::labels::{Field, Labels};
use super::{Block, BlockKind, Decoded, Metadata, masthead, plain};
use crate::partial_date::Precision;
use crate::span::Span;

/// How many blocks may belong to the head.
const BLOCKS: usize = 5;
/// Longest line of metadata, in bytes.
const LINE: usize = 200;
/// Longest field between two bars, in bytes.
const FIELD: usize = 80;

/// Takes the metadata out of the first blocks of a draft. What the draft knows already is not overwritten; `known` is what
/// is known of it from elsewhere.
pub(super) fn strip(draft: &mut Draft, labels: &Labels, known: &Metadata) {
    let mut kept: Vec<Block> = Vec::with_capacity(draft.blocks.len());
    let mut found = Metadata::default();
    let is_line = |at: usize, found: &mut Metadata| {
        let text = draft.blocks.get(at).map_or("", |block| draft.str_of(block.span));
        !text.is_empty() && (line(text, labels, found) || masthead_line(text, labels, known, found))
    };
    for (number, mut block) in draft.blocks.iter().copied().enumerate() {
        let text = draft.str_of(block.span);
        if number < BLOCKS {
            if is_line(number, &mut found) {
                continue;
            }
            // The paper's name above its date.
            if kept.is_empty()
                && masthead::is_paper(text, known)
                && is_line(number + 1, &mut Metadata::default())
            {
                found.publisher = found.publisher.or_else(|| Some(text.to_owned()));
                continue;
            }
            let title = kept.last().filter(|b| b.kind != BlockKind::Item).map(|b| draft.str_of(b.span));
            let used = prefix(text, title, labels, &mut found);
            block.span = trimmed(&draft.decoded.text, Span::new(block.span.start + used, block.span.end));
        }
        let heading = block.kind == BlockKind::Heading;
        if !block.span.is_empty() && !labels.is_boilerplate(draft.str_of(block.span), heading) {
            kept.push(block);
        }
    }
    draft.blocks = kept;
    draft.metadata.fill_from(found);
}

/// The metadata in front of a text, and what is left of it.
pub(super) fn read_alone(text: &str, labels: &Labels) -> (Metadata, String) {
    let mut draft = plain::read(Decoded { text: text.to_owned(), ..Decoded::default() });
    strip(&mut draft, labels, &Metadata::default());
    let metadata = std::mem::take(&mut draft.metadata);
    (metadata, draft.finish().0.text)
}

/// Whether a whole line is metadata: `The Gazette | Published: 3 May 2021`, `Source: AFP`, `By Ann Onymous`.
fn line(text: &str, labels: &Labels, found: &mut Metadata) -> bool {
    if text.len() > LINE || text.contains('\n') || text.ends_with(['!', '?']) {
        return false;
    }
    let mut read = Metadata::default();
    let mut names = fields(text);
    names.retain(|field| !labelled(field, labels, &mut read));
    // A name is a publisher only beside a date: a headline may hold bars too.
    let fits = |name: &&str| name.len() <= FIELD && !name.ends_with('.');
    if !names.is_empty() && (read.published.is_none() || !names.iter().all(fits)) {
        return false;
    }
    if read.publisher.is_none() {
        let name = names.first().and_then(|name| name.split(", ").next());
        read.publisher = name.map(str::to_owned);
    }
    found.fill_from(read);
    true
}

/// Whether a line is a masthead.
fn masthead_line(text: &str, labels: &Labels, known: &Metadata, found: &mut Metadata) -> bool {
    let read = masthead::read(text, labels, known);
    let is = read.is_some();
    found.fill_from(read.unwrap_or_default());
    is
}

/// The parts of a line between bars and dashes that stand free.
fn fields(line: &str) -> Vec<&str> {
    let mut fields = Vec::new();
    let mut start = 0;
    for (at, sign) in line.char_indices() {
        let end = at + sign.len_utf8();
        let bar = matches!(sign, '|' | '\u{2013}' | '\u{2014}' | '\u{b7}' | '\u{2022}' | '-');
        let free = line.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace))
            && line.get(end..).is_some_and(|after| after.starts_with(char::is_whitespace));
        if bar && free {
            fields.push(line.get(start..at).unwrap_or_default().trim());
            start = end;
        }
    }
    fields.push(line.get(start..).unwrap_or_default().trim());
    fields.retain(|field| !field.is_empty());
    fields
}

/// Whether a field is a date, or a label with its value.
fn labelled(field: &str, labels: &Labels, found: &mut Metadata) -> bool {
    if let Some(date) = date::whole(field, labels).filter(|date| date.precision() != Precision::Year) {
        found.published = found.published.or(Some(date));
        return true;
    }
    let Some((what, end)) = labels.at_start(field) else { return false };
    let colon = field.get(..end).is_some_and(|label| label.ends_with(':'));
    let value = field.get(end..).unwrap_or_default().trim();
    let owned = || Some(value.trim_matches(['"', '*', '_']).to_owned());
    match what {
        Field::Published | Field::Updated => {
            let Some(date) = date::whole(value, labels) else { return false };
            if what == Field::Published {
                found.published = Some(date);
            }
        }
        Field::Author if !colon => return is_byline(value),
        _ if !colon || value.is_empty() => return false,
        Field::Author => {}
        Field::Title => found.title = owned(),
        Field::Publisher => found.publisher = owned(),
        Field::Url => found.url = owned(),
        Field::Language => match labels.language(value) {
            Ok(code) => found.language = Some(code.to_owned()),
            Err(_) => return false,
        },
    }
    true
}

/// Names alone: a few words, each with a capital, no full stop.
fn is_byline(value: &str) -> bool {
    let words = value
        .split_whitespace()
        .filter(|word| word.chars().all(|c| c.is_alphabetic() || "-'\u{2019}.,".contains(c)));
    let all = value.split_whitespace().count();
    (1..=8).contains(&all)
        && words.filter(|word| word.starts_with(char::is_uppercase)).count() == all
        && !value.ends_with('.')
}

/// The bytes of metadata at the start of running text: a date with or without a label, the title once more.
fn prefix(text: &str, title: Option<&str>, labels: &Labels, found: &mut Metadata) -> usize {
    let mut used = 0;
    loop {
        let rest = text.get(used..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let step = repeated_title(rest, title)
            .or_else(|| dated(rest, title, labels, found))
            .or_else(|| labels.boilerplate_at_start(rest));
        match step {
            Some(step) if step > 0 => used += spaces + step,
            _ => return used,
        }
    }
}

/// The bytes of the title where the text begins by saying it once more.
fn repeated_title(text: &str, title: Option<&str>) -> Option<usize> {
    let title = title?;
    let rest = text.strip_prefix(title)?;
    let end = title.len() + usize::from(rest.starts_with('.'));
    let more = text.get(end..).unwrap_or_default();
    (more.starts_with(char::is_whitespace) && begins_text(more)).then_some(end)
}

/// The bytes of a date in front of the text, with its label, a later date in brackets and a byline.
fn dated(text: &str, title: Option<&str>, labels: &Labels, found: &mut Metadata) -> Option<usize> {
    let label = labels.at_start(text).filter(|(field, _)| matches!(field, Field::Published | Field::Updated));
    let start = label.map_or(0, |(_, end)| end);
    let value = text.get(start..)?;
    let spaces = value.len() - value.trim_start().len();
    let (date, width) = date::at_start(value.trim_start(), labels)?;
    let mut end = start + spaces + width;
    end += bracketed_date(text.get(end..)?, labels).unwrap_or(0);
    let rest = text.get(end..)?;
    if let (Some(_), Some(at)) = (label, title.and_then(|title| near(rest, title))) {
        // Between a labelled date and the title said once more there is a byline.
        end += at;
    } else {
        let precise =
            date.precision() == Precision::Day || (label.is_some() && date.precision() == Precision::Month);
        let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
        if !precise || !apart || !begins_text(rest) {
            return None;
        }
    }
    if label.is_none_or(|(field, _)| field == Field::Published) {
        found.published = found.published.or(Some(date));
    }
    Some(end)
}

/// Where `title` stands in the first words of `text`.
fn near(text: &str, title: &str) -> Option<usize> {
    let mut end = text.len().min(FIELD + title.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end)?.find(title).filter(|_| !title.is_empty())
}

/// The bytes of `(updated 10:45 3 May 2021)`.
fn bracketed_date(text: &str, labels: &Labels) -> Option<usize> {
    let inner = text.trim_start().strip_prefix('(')?;
    let spaces = text.len() - text.trim_start().len();
    let end = inner.find(')').filter(|&end| end <= FIELD)?;
    let (field, _) = labels.at_start(inner.get(..end)?)?;
    matches!(field, Field::Updated | Field::Published).then_some(spaces + end + 2)
}

/// Whether a text (or nothing) begins here, rather than a sentence going on.
fn begins_text(rest: &str) -> bool {
    rest.trim_start().chars().next().is_none_or(|c| {
        !c.is_lowercase() && (c.is_alphanumeric() || "\"'(\u{ab}\u{201c}\u{2018}".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Packs;

    fn read(text: &str) -> (String, String, String) {
        let labels = Labels::compile(&Packs::builtin()).unwrap();
        let (metadata, text) = read_alone(text, &labels);
        let date = metadata.published.map(|d| d.to_string()).unwrap_or_default();
        (date, metadata.publisher.unwrap_or_default(), text)
    }

    #[test]
    fn lines_of_metadata_go() {
        let cases = [
            (
                "Harbour Times | Published: 2 May 2021\n\nA boat sank.",
                "2021-05-02",
                "Harbour Times",
                "A boat sank.",
            ),
            ("The Gull – 2 May 2021 – World\n\nA boat sank.", "2021-05-02", "The Gull", "A boat sank."),
            ("Source: The Gull\nDate: 2021-05\n\nA boat sank.", "2021-05", "The Gull", "A boat sank."),
            ("The Gull, 2 May 2021\n\nA boat sank.", "2021-05-02", "The Gull", "A boat sank."),
            (
                "Gazette de la Mer, mardi 4 mai 2021\n\nUn bateau.",
                "2021-05-04",
                "Gazette de la Mer",
                "Un bateau.",
            ),
            ("A boat sank\n\nBy Ann Onymous\n\nIt was new.", "", "", "A boat sank\n\nIt was new."),
            (
                "Mardi 4 mai 2021 – La Mouette, rubrique Mer\n\nUn bateau.",
                "2021-05-04",
                "La Mouette",
                "Un bateau.",
            ),
        ];
        for (text, date, publisher, rest) in cases {
            assert_eq!(read(text), (date.into(), publisher.into(), rest.into()), "{text}");
        }
    }

    #[test]
    fn words_of_metadata_go() {
        let cases = [
            (" date 2021-05 Un bateau a coulé.", "2021-05", "Un bateau a coulé."),
            ("Boat sinks\n\n4 May 2021 A boat sank.", "2021-05-04", "Boat sinks\n\nA boat sank."),
            (
                "Boat sinks\n\n04.05.2021(updated 10:45 05.05.2021) A boat sank.",
                "2021-05-04",
                "Boat sinks\n\nA boat sank.",
            ),
            (
                "Boat sinks\n\nPosted on May 4 2021 by The Gull Boat sinks A boat sank.",
                "2021-05-04",
                "Boat sinks\n\nA boat sank.",
            ),
            ("Boat sinks\n\nBoat sinks. A boat sank.", "", "Boat sinks\n\nA boat sank."),
        ];
        for (text, date, rest) in cases {
            assert_eq!(read(text), (date.into(), String::new(), rest.into()), "{text}");
        }
    }

    #[test]
    fn what_might_be_text_stays() {
        for text in [
            "On 4 May 2021 a boat sank.",
            "4 May 2021 was a Tuesday.",
            "Boat sinks | Nine saved",
            "2021 The Gull",
            "Boat sinks off the northern cape, 2 May 2021",
            "Published on 4 May 2021 by the ministry, the report blames nobody.",
            "By the numbers",
            "Date palms are rare here.",
        ] {
            assert_eq!(read(text), (String::new(), String::new(), text.into()), "{text}");
        }
    }
}
