//! Which of the first blocks is the title.
//!
//! A title is read like any text (headlines make claims), so it should stand in the text once, with its bytes.

use super::draft::Draft;
use super::{Block, BlockKind, Decoded, Metadata};
use crate::span::Span;

/// Marks the title among the blocks in front of the running text, or puts `apart`, a title that stands outside it, in
/// front. A title found in the text becomes the metadata's where it has none.
pub(super) fn mark(mut draft: Draft, apart: Option<&Decoded>, metadata: &mut Metadata) -> Draft {
    let leading = leading_blocks(&draft);
    let known = metadata.title.as_deref().map(canonical);
    let same = |draft: &Draft, at: usize, title: &str| {
        draft.blocks.get(at).is_some_and(|block| canonical(draft.str_of(block.span)) == title)
    };
    let found = match &known {
        Some(title) => (0..=leading).find(|&at| same(&draft, at, title)),
        None => (0..leading).find(|&at| is_title(&draft, at)),
    };
    match (found, apart) {
        (Some(at), _) => {
            if let Some(block) = draft.blocks.get_mut(at) {
                block.kind = BlockKind::Title;
                let span = block.span;
                metadata.title.get_or_insert_with(|| one_line(span.of(&draft.decoded.text)));
            }
        }
        (None, Some(title)) if !title.text.trim().is_empty() => draft = with_title(draft, title),
        _ => {}
    }
    unmark_headings_without_text(&mut draft);
    draft
}

/// How many blocks stand before the first paragraph.
fn leading_blocks(draft: &Draft) -> usize {
    draft.blocks.iter().position(|b| b.kind == BlockKind::Paragraph).unwrap_or(draft.blocks.len())
}

/// A heading of at least three words (a section's name has fewer), or the last one before the text.
fn is_title(draft: &Draft, at: usize) -> bool {
    let heading = |at: usize| draft.blocks.get(at).filter(|b| b.kind == BlockKind::Heading);
    heading(at).is_some_and(|block| {
        let words = draft.str_of(block.span).split_whitespace().count();
        let last = draft.blocks.get(at + 1).is_some_and(|next| next.kind == BlockKind::Paragraph);
        draft.blocks.len() > 1 && (words >= 3 || last)
    })
}

/// The draft with one more block in front, copied together anew.
fn with_title(draft: Draft, title: &Decoded) -> Draft {
    let mut all = Draft { metadata: draft.metadata, dropped: draft.dropped, ..Draft::default() };
    all.append(title, BlockKind::Title);
    let shift = all.open_block();
    let whole = Span::new(0, draft.decoded.text.len());
    all.decoded.copy(&draft.decoded, whole);
    all.blocks.extend(draft.blocks.iter().map(|block| Block {
        span: Span::new(block.span.start + shift, block.span.end + shift),
        kind: block.kind,
    }));
    all
}

/// Headings head something: where no paragraph follows at all, they are the text.
fn unmark_headings_without_text(draft: &mut Draft) {
    if draft.blocks.iter().all(|b| b.kind != BlockKind::Paragraph) {
        for block in draft.blocks.iter_mut().filter(|b| b.kind == BlockKind::Heading) {
            block.kind = BlockKind::Paragraph;
        }
    }
}

/// The form in which two titles are compared: letters and digits alone, in lower case.
fn canonical(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
