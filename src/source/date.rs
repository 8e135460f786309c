//! Dates as documents write them in front of their text: `2022-09`, `02.10.2017`, `Friday, 3 May 2021 at 10:45`.
//!
//! Only absolute dates with a year; what a text says about time is the business of the value stage.

use super::labels::{DateWord, Labels};
use crate::partial_date::PartialDate;

/// Longest head that is looked at, in bytes.
const WINDOW: usize = 120;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    Number(&'t str),
    Word(&'t str),
    Sign(char),
}

struct Scan<'t, 'l> {
    tokens: Vec<(Token<'t>, usize)>,
    at: usize,
    labels: &'l Labels,
}

/// The date `text` begins with, and the bytes it takes, its time of day included. O(1): a bounded head is read.
pub(super) fn at_start(text: &str, labels: &Labels) -> Option<(PartialDate, usize)> {
    let mut scan = Scan { tokens: tokens(text), at: 0, labels };
    while scan.means(DateWord::Before) {
        scan.at += 1;
    }
    let date = scan.year_first().or_else(|| {
        if scan.means(DateWord::Weekday) {
            let start = scan.at;
            scan.at += 1;
            scan.skip(".");
            scan.skip(",");
            while scan.means(DateWord::Before) {
                scan.at += 1;
            }
            scan.written().or_else(|| {
                scan.at = start;
                scan.written()
            })
        } else {
            scan.written()
        }
    })?;
    scan.time_of_day();
    let end = scan.at.checked_sub(1).and_then(|last| scan.tokens.get(last)).map_or(0, |&(_, end)| end);
    Some((date, end))
}

/// The date that `text` is, with nothing behind it.
pub(super) fn whole(text: &str, labels: &Labels) -> Option<PartialDate> {
    let text = text.trim();
    let (date, end) = at_start(text, labels)?;
    let rest = text.get(end..).unwrap_or_default();
    // Fractions of a second and the zone of an ISO time are not looked at.
    let iso_rest = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ':' | '+' | '-' | 'Z'));
    (iso_rest || rest.trim().trim_matches(['.', ',']).is_empty()).then_some(date)
}

impl<'t> Scan<'t, '_> {
    fn peek(&self, ahead: usize) -> Option<Token<'t>> {
        self.tokens.get(self.at + ahead).map(|&(token, _)| token)
    }

    /// Whether the next token touches the one before it.
    fn glued(&self) -> bool {
        let Some(&(token, end)) = self.tokens.get(self.at) else { return false };
        let width = match token {
            Token::Number(text) | Token::Word(text) => text.len(),
            Token::Sign(c) => c.len_utf8(),
        };
        self.at
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .is_some_and(|&(_, before)| before == end - width)
    }

    fn means(&self, what: DateWord) -> bool {
        matches!(self.peek(0), Some(Token::Word(word)) if self.labels.date_meanings(word).contains(&what))
    }

    fn skip(&mut self, sign: &str) {
        if matches!(self.peek(0), Some(Token::Sign(c)) if sign.contains(c)) {
            self.at += 1;
        }
    }

    fn number(&self, ahead: usize, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        match self.peek(ahead)? {
            Token::Number(text) if digits.contains(&text.len()) => text.parse().ok(),
            _ => None,
        }
    }

    fn sign(&self, ahead: usize) -> Option<char> {
        match self.peek(ahead)? {
            Token::Sign(c) => Some(c),
            _ => None,
        }
    }

    /// `2022-09-08`, `2022/09/08`, `2022-09`, `2022`.
    fn year_first(&mut self) -> Option<PartialDate> {
        let year = self.number(0, 4..=4)?;
        let separator = self.sign(1).filter(|c| matches!(c, '-' | '/'));
        let month = separator.and_then(|_| self.number(2, 1..=2));
        let day = month.filter(|_| self.sign(3) == separator).and_then(|_| self.number(4, 1..=2));
        let (date, width) = match (month, day) {
            (Some(month), Some(day)) => (PartialDate::new(year, small(month), small(day))?, 5),
            (Some(month), None) => (PartialDate::new(year, small(month), None)?, 3),
            (None, _) => (PartialDate::new(year, None, None)?, 1),
        };
        self.at += width;
        Some(date)
    }

    /// `02.10.2017`, `3/4/2022`, `3 May 2021`, `May 3rd, 2021`, `May 2021`.
    fn written(&mut self) -> Option<PartialDate> {
        let start = self.at;
        let date = self.numeric().or_else(|| self.day_month()).or_else(|| self.month_day());
        if date.is_none() {
            self.at = start;
        }
        date
    }

    fn numeric(&mut self) -> Option<PartialDate> {
        let (a, b, year) = (self.number(0, 1..=2)?, self.number(2, 1..=2)?, self.number(4, 4..=4)?);
        let separator = self.sign(1).filter(|&c| matches!(c, '.' | '/' | '-') && self.sign(3) == Some(c))?;
        let day_first = match separator {
            '.' | '-' => true,
            _ if a > 12 => true,
            _ if b > 12 => false,
            // Either order: only where all languages agree on one.
            _ => a == b || self.labels.day_first()?,
        };
        let (day, month) = if day_first { (a, b) } else { (b, a) };
        self.at += 5;
        PartialDate::new(year, small(month), small(day))
    }

    fn day_month(&mut self) -> Option<PartialDate> {
        let day = self.day()?;
        while self.means(DateWord::Before) {
            self.at += 1;
        }
        let month = self.month()?;
        let year = self.year()?;
        PartialDate::new(year, Some(month), Some(day))
    }

    fn month_day(&mut self) -> Option<PartialDate> {
        let month = self.month()?;
        let day = self.day();
        let year = self.year()?;
        PartialDate::new(year, Some(month), day)
    }

    fn day(&mut self) -> Option<i8> {
        let day = self.number(0, 1..=2)?;
        self.at += 1;
        if matches!(self.peek(0), Some(Token::Word(word)) if self.labels.is_day_suffix(word) && self.glued())
        {
            self.at += 1;
        }
        small(day)
    }

    fn month(&mut self) -> Option<i8> {
        let Some(Token::Word(word)) = self.peek(0) else { return None };
        let month = self.labels.date_meanings(word).iter().find_map(|meaning| match meaning {
            DateWord::Month(number) => Some(*number),
            _ => None,
        })?;
        self.at += 1;
        self.skip(".");
        Some(month)
    }

    fn year(&mut self) -> Option<i16> {
        self.skip(",");
        let year = self.number(0, 4..=4)?;
        self.at += 1;
        Some(year)
    }

    /// Skips a time of day, if there is one: `, 10:45 GMT`, `at 0914`, `à 21 h 10`.
    fn time_of_day(&mut self) {
        let start = self.at;
        self.skip(",-T");
        let announced = self.means(DateWord::Time) || matches!(self.peek(0), Some(Token::Word("T")));
        if announced {
            self.at += 1;
        }
        let clock = self.number(0, 1..=2).is_some()
            && (matches!(self.sign(1), Some(':')) || (announced && self.sign(1) == Some('.')) || {
                let next = self.peek(1);
                matches!(next, Some(Token::Word(w)) if self.labels.date_meanings(w).contains(&DateWord::Time))
            });
        let bare = announced && self.number(0, 4..=4).is_some();
        if !clock && !bare {
            self.at = start;
            return;
        }
        self.at += 1;
        loop {
            let part = self.means(DateWord::Time)
                || (matches!(self.sign(0), Some(':' | '.')) && self.number(1, 2..=2).is_some())
                || (self.number(0, 1..=2).is_some() && self.at > start + 1);
            if !part {
                return;
            }
            self.at += 1;
        }
    }
}

fn small(number: i16) -> Option<i8> {
    i8::try_from(number).ok()
}

/// Runs of digits, runs of letters, single signs, each with its end.
fn tokens(text: &str) -> Vec<(Token<'_>, usize)> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().take_while(|&(at, _)| at < WINDOW).peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if c.is_alphanumeric() {
            let digit = c.is_ascii_digit();
            while let Some((at, next)) =
                chars.next_if(|&(_, n)| n.is_alphanumeric() && n.is_ascii_digit() == digit)
            {
                end = at + next.len_utf8();
            }
            let part = text.get(start..end).unwrap_or_default();
            tokens.push((if digit { Token::Number(part) } else { Token::Word(part) }, end));
        } else {
            tokens.push((Token::Sign(c), end));
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Packs;

    fn read(text: &str) -> Option<(String, &str)> {
        let labels = Labels::compile(&Packs::builtin()).unwrap();
        at_start(text, &labels).map(|(date, end)| (date.to_string(), &text[end..]))
    }

    #[test]
    fn every_written_form_is_read() {
        let cases = [
            ("2022-09 L", "2022-09", " L"),
            ("2022-09-08T10:00:00Z", "2022-09-08", "Z"),
            ("02.10.2017(x", "2017-10-02", "(x"),
            ("02.10.2017 Fifteen", "2017-10-02", " Fifteen"),
            ("23/4/2021", "2021-04-23", ""),
            ("Fri 07 May 2021 at 0914 He", "2021-05-07", " He"),
            ("Monday, 23 May 2022 | x", "2022-05-23", " | x"),
            ("May 3rd, 2021, 10:45 GMT", "2021-05-03", ""),
            ("lundi 1er mars 2021 à 21 h 10 – Y", "2021-03-01", " – Y"),
            ("mars 2021", "2021-03", ""),
            ("mar. 2 mars 2021 : x", "2021-03-02", " : x"),
        ];
        for (text, date, rest) in cases {
            assert_eq!(read(text), Some((date.to_owned(), rest)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for text in ["3/4/2021", "May I", "2022-13", "12 trucks", "Monday night", "", "31 February 2021"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
