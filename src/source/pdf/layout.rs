//! From strings on pages to running text: strings to lines, lines to paragraphs, without what every page repeats.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::super::BlockKind;
use super::super::draft::Draft;

/// A drawn string; places in points, from the lower left.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub x: f32,
    pub y: f32,
    pub end: f32,
    pub size: f32,
    pub text: String,
}

/// Strings beside each other.
#[derive(Debug, Clone)]
pub(super) struct Line {
    x: f32,
    y: f32,
    end: f32,
    size: f32,
    text: String,
}

/// A gap of this part of the font's size is a blank.
const BLANK: f32 = 0.16;
/// Lines further apart than so many times the usual are two paragraphs.
const APART: f32 = 1.3;
/// Letters so many times as large as most are those of a heading.
const LARGE: f32 = 1.15;

/// The lines of a page, in the order in which they are drawn.
pub(super) fn lines(runs: Vec<Run>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for run in runs.into_iter().filter(|run| !run.text.is_empty()) {
        match lines.last_mut() {
            Some(line) if continues(line, &run) => {
                let gap = run.x - line.end > BLANK * run.size;
                let blank =
                    line.text.ends_with(char::is_whitespace) || run.text.starts_with(char::is_whitespace);
                if gap && !blank {
                    line.text.push(' ');
                }
                line.text.push_str(&run.text);
                line.end = run.end;
                line.size = line.size.max(run.size);
            }
            _ => lines.push(Line { x: run.x, y: run.y, end: run.end, size: run.size, text: run.text }),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// Whether a string stands behind a line rather than below or beside it in another column.
fn continues(line: &Line, run: &Run) -> bool {
    let size = line.size.max(run.size);
    (line.y - run.y).abs() < size / 2.0 && run.x > line.end - size && run.x < line.end + 3.0 * size
}

/// Appends the text of all pages to a draft; the offsets at which pages begin.
pub(super) fn write(mut pages: Vec<Vec<Line>>, draft: &mut Draft) -> Vec<usize> {
    drop_furniture(&mut pages, draft);
    let all = || pages.iter().flatten();
    let usual = median(all().map(|line| line.size)).unwrap_or(1.0);
    let steps = pages.iter().flat_map(|page| page.windows(2)).filter_map(|pair| match pair {
        [above, below] if below.y < above.y => Some(above.y - below.y),
        _ => None,
    });
    let leading = median(steps.filter(|step| *step < 3.0 * usual)).unwrap_or(1.2 * usual);
    let mut text = Writer { draft, start: 0, open: false };
    let mut starts = Vec::with_capacity(pages.len());
    let mut above: Option<&Line> = None;
    for page in &pages {
        // A paragraph that runs over to the next page belongs to both; it is told by where it begins.
        let new = starts.len();
        starts.push(text.draft.decoded.text.len());
        for (at, line) in page.iter().enumerate() {
            if above.is_none_or(|above| parts(above, line, leading)) {
                text.close();
                text.open(if line.size > LARGE * usual { BlockKind::Heading } else { BlockKind::Paragraph });
                if let Some(start) = starts.get_mut(new).filter(|_| at == 0) {
                    *start = text.start;
                }
            }
            text.line(&line.text);
            above = Some(line);
        }
    }
    text.close();
    starts
}

/// Whether a paragraph ends between two lines.
fn parts(above: &Line, below: &Line, leading: f32) -> bool {
    let step = above.y - below.y;
    let resized = (above.size - below.size).abs() > 0.1 * above.size.max(below.size);
    // Up again or to the side: the next column or page, on which a sentence may go on.
    let moved = step < 0.0 || (below.x - above.end).abs() < 20.0 * below.size && step < leading / 2.0;
    let ended = above.text.trim_end().ends_with(['.', '!', '?', '…', '”', '»', ':']);
    let indented = below.x > above.x + 0.8 * below.size;
    resized || (moved && ended) || (!moved && (step > APART * leading || (indented && ended)))
}

/// Leaves out the first and last lines that most pages share, but for their numbers.
fn drop_furniture(pages: &mut [Vec<Line>], draft: &mut Draft) {
    let plain =
        |line: &Line| line.text.chars().filter(|c| !c.is_numeric() && !c.is_whitespace()).collect::<String>();
    for last in [false, true] {
        let edge = |page: &Vec<Line>| if last { page.last().map(plain) } else { page.first().map(plain) };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for text in pages.iter().filter_map(edge) {
            *counts.entry(text).or_default() += 1;
        }
        let often =
            |text: &String| counts.get(text).is_some_and(|&count| count >= 3 && 2 * count > pages.len());
        let marked: Vec<bool> = pages.iter().map(|page| edge(page).as_ref().is_some_and(often)).collect();
        for (page, _) in pages.iter_mut().zip(marked).filter(|(_, marked)| *marked) {
            let line = if last { page.pop() } else { Some(page.remove(0)) };
            draft.drop_text("page furniture", &line.map(|line| line.text).unwrap_or_default());
        }
    }
}

fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<f32> = values.filter(|value| value.is_finite()).collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Paragraphs on their way into a draft.
struct Writer<'w> {
    draft: &'w mut Draft,
    start: usize,
    open: bool,
}

impl Writer<'_> {
    fn open(&mut self, kind: BlockKind) {
        self.start = self.draft.open_block();
        self.open = true;
        self.draft
            .blocks
            .push(super::super::Block { span: crate::span::Span::new(self.start, self.start), kind });
    }

    /// Joins a line to the paragraph; a word cut at the end of the line before is made whole.
    fn line(&mut self, line: &str) {
        let text = &mut self.draft.decoded.text;
        let line = line.trim();
        if text.len() > self.start {
            let cut = text.strip_suffix(['-', '\u{ad}', '\u{2010}']);
            let cut =
                cut.filter(|cut| cut.ends_with(char::is_alphabetic) && line.starts_with(char::is_lowercase));
            match cut.map(str::len) {
                Some(length) => text.truncate(length),
                None => text.push(' '),
            }
        }
        for c in line.chars() {
            match c {
                // Letters drawn as one.
                '\u{fb00}'..='\u{fb06}' => text.extend(c.nfkc()),
                '\u{ad}' => {}
                c => text.push(c),
            }
        }
    }

    fn close(&mut self) {
        let end = self.draft.decoded.text.len();
        if let Some(block) = self.draft.blocks.last_mut().filter(|_| self.open) {
            block.span.end = end;
        }
        self.open = false;
    }
}
