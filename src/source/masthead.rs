//! Mastheads: the line above an article that names the paper, the day and the page.
//!
//! `THE GULL, FRIDAY 7 MAY 2021, page 3` asserts nothing, and its day is that of the paper and not of the story. A line is
//! one where a full date stands in it and all else is names, marks of the edition ("No. 96", "17:40") or a word or two:
//! of a sentence, more would be left. Where a manifest says who published the document and when, less has to be seen.

use super::Metadata;
use super::date;
use super::labels::{Field, Labels};
use crate::partial_date::{PartialDate, Precision};

/// Longest masthead, in bytes.
const LINE: usize = 160;
/// Most words of a name.
const NAME: usize = 6;
/// Most words that are neither a name nor a mark: `édition du soir`, `Issue dated`.
const ASIDE: usize = 4;
/// Most words of a mark of the edition.
const MARK: usize = 3;
/// Most words beside the date where the day is known to be that of the document.
const KNOWN: usize = 6;

/// What parts two pieces of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Nothing.
    None,
    /// A comma or stop, as in a sentence.
    Stop,
    /// A bar, a bracket, or an end of the line.
    Bar,
}

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'l> {
    /// A date, and whether it is that of a later change.
    Day(PartialDate, bool),
    /// Words, and what parts them from the piece before and from the one behind.
    Words(&'l str, Gap, Gap),
}

/// What a line says about its document where it is a masthead. `known` is what is known of the document already.
pub(super) fn read(line: &str, labels: &Labels, known: &Metadata) -> Option<Metadata> {
    if line.len() > LINE || line.contains('\n') || line.ends_with(['!', '?', ':']) {
        return None;
    }
    let pieces = pieces(line, labels);
    let days =
        || pieces.iter().filter_map(|p| if let Piece::Day(day, of) = *p { Some((day, of)) } else { None });
    days().next()?;
    let words =
        || pieces.iter().filter_map(|p| if let Piece::Words(words, ..) = p { Some(*words) } else { None });
    let expected = known.published.is_some_and(|day| days().any(|(d, _)| d == day))
        && words().map(count).sum::<usize>() <= KNOWN
        && !line.ends_with('.');
    let named = pieces.iter().find_map(|piece| match *piece {
        Piece::Words(words, before, behind) => {
            (before.min(behind) > Gap::None && is_name(words) && !is_mark(words)).then_some(words)
        }
        Piece::Day(..) => None,
    });
    let fits = |piece: &Piece<'_>| match *piece {
        Piece::Day(..) => true,
        Piece::Words(words, ..) if is_mark(words) => true,
        Piece::Words(words, Gap::Bar, Gap::Bar) => is_name(words) || named.is_some() && count(words) <= ASIDE,
        // "The Gull (issue dated June 12)", but not "The wreck of 4 May".
        Piece::Words(words, Gap::Bar, Gap::None) => named.is_some() && count(words) <= ASIDE,
        Piece::Words(words, before, behind) => before.min(behind) > Gap::None && is_name(words),
    };
    (expected || pieces.iter().all(fits)).then(|| Metadata {
        published: days().find(|&(_, changed)| !changed).map(|(day, _)| day),
        publisher: named.map(str::to_owned),
        ..Metadata::default()
    })
}

/// Whether a line is the name of the paper that `known` gives, with no more than a motto behind it.
pub(super) fn is_paper(line: &str, known: &Metadata) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let name = line.split([',', '|', '\u{2013}', '\u{2014}']).next().unwrap_or(line);
    let is_known = known.publisher.as_deref().is_some_and(|p| !p.is_empty() && letters(p) == letters(name));
    count(line) <= NAME && line.len() <= LINE && is_known
}

fn count(words: &str) -> usize {
    words.split_whitespace().count()
}

/// Whether words are a name: half of its words have capitals, few of a sentence's.
fn is_name(words: &str) -> bool {
    let capitals = words.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count();
    count(words) <= NAME && 2 * capitals >= count(words) && words.starts_with(char::is_uppercase)
}

/// Whether words number the edition, its pages or its hour: `No. 96`, `page 3`, `18 h 40`.
fn is_mark(words: &str) -> bool {
    let long = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count() > 8;
    words.contains(|c: char| c.is_ascii_digit())
        && words.split_whitespace().filter(|w| !w.starts_with(|c: char| c.is_ascii_digit())).count() <= MARK
        && !words.split_whitespace().any(long)
}

/// A line cut at its full dates and at the signs between its parts.
fn pieces<'l>(line: &'l str, labels: &Labels) -> Vec<Piece<'l>> {
    let mut pieces = Vec::new();
    let (mut start, mut at, mut gap) = (0, 0, Gap::Bar);
    while at < line.len() {
        let rest = &line[at..];
        if let Some((day, changed, end)) = day_at(rest, labels) {
            push(&mut pieces, &line[start..at], gap, Gap::None);
            pieces.push(Piece::Day(day, changed));
            at += end;
            (start, gap) = (at, Gap::None);
        } else if let Some((sign, width)) = separator(rest).filter(|_| !abbreviates(&line[start..at], rest)) {
            let before = push(&mut pieces, &line[start..at], gap, sign);
            at += width;
            (start, gap) = (at, if before { sign } else { gap.max(sign) });
        } else {
            // To the next word or sign.
            let next = rest.char_indices().skip(1).find(|&(i, _)| starts(rest, i));
            at += next.map_or(rest.len(), |(i, _)| i);
        }
    }
    push(&mut pieces, &line[start..], gap, Gap::Bar);
    pieces
}

/// Whether a stop ends a short word and no piece: `no. 4`.
fn abbreviates(before: &str, rest: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    rest.starts_with(". ")
        && !word.is_empty()
        && word.chars().count() <= ABBREVIATED
        && word.chars().all(char::is_lowercase)
}

/// Most letters of a word cut short.
const ABBREVIATED: usize = 4;

/// Adds words, where there are any.
fn push<'l>(pieces: &mut Vec<Piece<'l>>, words: &'l str, before: Gap, behind: Gap) -> bool {
    let words =
        words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ')' | '(' | ':' | '#'));
    if !words.is_empty() {
        pieces.push(Piece::Words(words, before, behind));
    }
    !words.is_empty()
}

/// Whether a word or a sign starts at a byte.
fn starts(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let here = text[at..].chars().next();
    before.is_some_and(char::is_whitespace) != here.is_some_and(char::is_whitespace)
        || separator(&text[at..]).is_some()
}

/// A full date, whether its label makes it that of a change, and its bytes with the label.
fn day_at(text: &str, labels: &Labels) -> Option<(PartialDate, bool, usize)> {
    let label = labels.at_start(text).filter(|(field, _)| matches!(field, Field::Published | Field::Updated));
    let start = label.map_or(0, |(_, end)| end);
    let value = text.get(start..)?;
    let spaces = value.len() - value.trim_start().len();
    let (day, end) = date::at_start(value.trim_start(), labels)?;
    let changed = label.is_some_and(|(field, _)| field == Field::Updated);
    (day.precision() == Precision::Day).then_some((day, changed, start + spaces + end))
}

/// A sign that parts two pieces of a line, with its bytes.
fn separator(text: &str) -> Option<(Gap, usize)> {
    let free = |sign: &str| {
        let behind = text.strip_prefix(char::is_whitespace)?.strip_prefix(sign)?;
        behind.starts_with(char::is_whitespace).then(|| text.len() - behind.len())
    };
    let bars = ["|", "/", "-", "\u{2013}", "\u{2014}", "\u{2022}", "\u{b7}"];
    let width = |signs: &[&str]| signs.iter().find(|s| text.starts_with(**s)).map(|s| s.len());
    let last = || matches!(text, ")" | ".").then_some(text.len());
    let bar =
        bars.into_iter().find_map(free).or_else(|| width(&[" (", ") ", ")", "   ", "\t"])).or_else(last);
    bar.map(|width| (Gap::Bar, width)).or_else(|| Some((Gap::Stop, width(&[", ", ". "])?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Packs;

    fn masthead(line: &str, known: &Metadata) -> Option<(String, String)> {
        let labels = Labels::compile(&Packs::builtin()).unwrap();
        let found = read(line, &labels, known)?;
        Some((found.published?.to_string(), found.publisher.unwrap_or_default()))
    }

    #[test]
    fn names_days_and_marks_of_the_edition_are_a_masthead() {
        let cases = [
            ("THE GULL, FRIDAY 7 MAY 2021, page 3", "THE GULL"),
            ("Sunday, May 9, 2021. The Harbour Mail. Page 2", "The Harbour Mail"),
            ("Coast & Cliff   vol. 12, no. 4   8 May 2021", "Coast & Cliff"),
            ("Tide Weekly / Competition / Tuesday, May 4, 2021", "Tide Weekly"),
            ("Le Phare du Nord (édition du samedi 8 mai 2021), page 3", "Le Phare du Nord"),
            ("Vagues & Vents | analyse critique | mise en ligne le 5 mai 2021", "Vagues & Vents"),
            ("The Gull (issue dated May 6, 2021)", "The Gull"),
            ("13/05/2021 — OUEST-MER — Faits divers et justice", "OUEST-MER"),
        ];
        for (line, publisher) in cases {
            let found = masthead(line, &Metadata::default());
            assert_eq!(found.map(|(_, name)| name), Some(publisher.to_owned()), "{line}");
        }
    }

    #[test]
    fn a_day_of_change_is_not_that_of_publication() {
        let labels = Labels::compile(&Packs::builtin()).unwrap();
        let found = read("Tide Weekly | Updated May 4, 2021", &labels, &Metadata::default()).unwrap();
        assert_eq!((found.published, found.publisher.as_deref()), (None, Some("Tide Weekly")));
    }

    #[test]
    fn sentences_and_headlines_are_none() {
        for line in [
            "On 4 May 2021 a boat sank.",
            "4 May 2021 was a Tuesday.",
            "Boat sinks off the northern cape, 2 May 2021",
            "Published on 4 May 2021 by the ministry, the report blames nobody.",
            "Boat sinks / Nine saved",
            "The inquiry into the wreck of 4 May 2021 opens",
            "The wreck of 4 May 2021",
            "Ann Gull, the skipper, arrested on 6 May 2021, has denied it.",
        ] {
            assert_eq!(masthead(line, &Metadata::default()), None, "{line}");
        }
    }

    #[test]
    fn what_a_manifest_says_tells_a_masthead() {
        let day = Some(PartialDate::new(2021, Some(5), Some(4)).unwrap());
        let known = Metadata { published: day, publisher: Some("La Mouette".into()), ..Metadata::default() };
        let line = "Brève mise en ligne mardi 4 mai 2021 par Info-Mer";
        assert_eq!(masthead(line, &Metadata::default()), None);
        assert!(masthead(line, &known).is_some());
        assert_eq!(masthead("Numéro daté du 4 mai 2021", &Metadata::default()), None);
        assert!(masthead("Numéro daté du 4 mai 2021", &known).is_some());
        assert!(is_paper("LA MOUETTE", &known));
        assert!(is_paper("La Mouette, le quotidien du port", &known));
        assert!(!is_paper("Un bateau coule", &known));
    }
}
