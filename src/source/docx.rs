//! Word documents: the paragraphs of `word/document.xml`, which is what positions count bytes of.

use super::draft::{Draft, Part};
use super::tree::Tree;
use super::{BlockKind, Decoded, Metadata, xml};

/// Reads the main part of a document, and its properties where it has some. O(length).
///
/// # Errors
/// The offset at which it is no document, and why.
pub(super) fn read(file: &Decoded, properties: Option<&Decoded>) -> Result<Part, (usize, String)> {
    let tree = xml::read(&file.text)?;
    let mut draft = Draft::default();
    let mut title = None;
    for at in tree.below(0, "p") {
        let block = paragraph(&tree, at, file, &mut draft);
        if block.text.trim().is_empty() {
            continue;
        }
        let style = tree.child(at, "ppr").and_then(|at| tree.child(at, "pstyle"));
        let style =
            style.and_then(|at| tree.element(at)?.attribute("val")).unwrap_or_default().to_lowercase();
        let in_cell =
            std::iter::successors(Some(at), |&at| tree.nodes.get(at).map(|n| n.parent).filter(|&p| p > 0))
                .any(|at| tree.name(at) == "tc");
        if style == "title" && title.is_none() {
            title = Some(block);
            continue;
        }
        let is_item = in_cell || tree.child(at, "ppr").is_some_and(|at| tree.child(at, "numpr").is_some());
        draft.append(
            &block,
            match () {
                () if style.starts_with("heading") => BlockKind::Heading,
                () if is_item => BlockKind::Item,
                () => BlockKind::Paragraph,
            },
        );
    }
    draft.metadata.title = title.as_ref().map(|title| title.text.trim().to_owned());
    if let Some(properties) = properties {
        let core = xml::read(&properties.text)?;
        let told = |name: &str| core.line(core.below(0, name).first().copied()?, properties);
        draft.metadata.fill_from(Metadata {
            title: told("title"),
            published: told("modified").or_else(|| told("created")).and_then(|day| day.parse().ok()),
            ..Metadata::default()
        });
    }
    Ok(Part { draft, title })
}

/// The text of a paragraph, without what was deleted under revision.
fn paragraph(tree: &Tree, at: usize, file: &Decoded, draft: &mut Draft) -> Decoded {
    let (mut text, mut left) = (Decoded::default(), vec![at]);
    while let Some(next) = left.pop() {
        match tree.name(next) {
            "t" => tree.children(next).iter().for_each(|&child| tree.own_text(child, file, &mut text)),
            "tab" | "br" | "cr" => text.text.push(' '),
            "del" | "instrtext" => draft.drop_text(tree.name(next), &tree.text(next, file).text),
            "p" if next != at => {}
            _ => left.extend(tree.children(next).iter().rev()),
        }
    }
    text
}
