//! NewsML-G2: a document a news item with text, in XHTML, NITF or plain.

use super::draft::{Draft, Part};
use super::labels::Labels;
use super::tree::Tree;
use super::{Decoded, Metadata, html, plain, xml};

/// Reads the items of a message, or the one item. O(length).
///
/// # Errors
/// The offset at which it is no NewsML-G2, and why.
pub(super) fn read(file: &Decoded, labels: &Labels) -> Result<Vec<Part>, (usize, String)> {
    let tree = xml::read(&file.text)?;
    let items = tree.below(0, "newsitem");
    if items.is_empty() {
        return Err((0, "no news item".to_owned()));
    }
    Ok(items.into_iter().filter_map(|item| part(&tree, item, file, labels)).collect())
}

/// `None` for an item without text: a picture, say.
fn part(tree: &Tree, item: usize, file: &Decoded, labels: &Labels) -> Option<Part> {
    let content = tree.child(item, "contentset")?;
    let mut draft = if let Some(markup) = tree.child(content, "inlinexml") {
        // NITF and XHTML hold more than the text: heads, captions of their own.
        let body = ["body.content", "body"].iter().find_map(|name| tree.below(markup, name).first().copied());
        html::write(tree, body.unwrap_or(markup), file)
    } else {
        plain_text(tree, tree.child(content, "inlinedata")?, file)
    };
    let about = tree.child(item, "contentmeta");
    let own = tree.child(item, "itemmeta");
    let told = |place: Option<usize>, name: &str| tree.line(tree.child(place?, name)?, file);
    let provider = own.and_then(|own| tree.child(own, "provider"));
    let literal = provider.and_then(|at| tree.element(at)?.attribute("literal")).map(str::to_owned);
    let tag = about.and_then(|at| tree.element(tree.child(at, "language")?)?.attribute("tag"));
    let attribute = |name: &str| tree.element(item).and_then(|element| element.attribute(name));
    let created = told(about, "contentcreated").or_else(|| told(own, "versioncreated"));
    draft.metadata = Metadata {
        id: attribute("guid").map(str::to_owned),
        title: told(about, "headline"),
        publisher: told(provider, "name").or(literal),
        published: created.and_then(|text| text.parse().ok()),
        language: tag.or(attribute("lang")).and_then(|code| labels.language(code).ok().map(str::to_owned)),
        url: None,
    };
    let title = about.and_then(|about| tree.child(about, "headline")).map(|at| tree.text(at, file));
    Some(Part { draft, title })
}

fn plain_text(tree: &Tree, at: usize, file: &Decoded) -> Draft {
    plain::read(tree.text(at, file))
}
