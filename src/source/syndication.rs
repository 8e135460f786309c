//! RSS and Atom: a document an item, with what its channel says of all of them.

use jiff::fmt::rfc2822;

use super::draft::Part;
use super::labels::Labels;
use super::tree::Tree;
use super::{Decoded, Metadata, date, html, plain, xml};
use crate::partial_date::PartialDate;

/// Reads the items of a feed. O(length).
///
/// # Errors
/// The offset at which it is no feed, and why.
pub(super) fn read(file: &Decoded, labels: &Labels) -> Result<Vec<Part>, (usize, String)> {
    let tree = xml::read(&file.text)?;
    let items: Vec<usize> = ["item", "entry"].iter().flat_map(|name| tree.below(0, name)).collect();
    let channel = tree.below(0, "channel").first().or(tree.below(0, "feed").first()).copied();
    if channel.is_none() {
        return Err((0, "neither RSS nor Atom".to_owned()));
    }
    let told = |name: &str| channel.and_then(|channel| tree.line(tree.child(channel, name)?, file));
    let page = tree.elements().find_map(|(_, element)| element.attribute("lang").map(str::to_owned));
    let common = Metadata {
        publisher: told("title"),
        language: told("language").or(page).and_then(|code| labels.language(&code).ok().map(str::to_owned)),
        ..Metadata::default()
    };
    Ok(items.into_iter().map(|item| part(&tree, item, file, &common, labels)).collect())
}

fn part(tree: &Tree, item: usize, file: &Decoded, common: &Metadata, labels: &Labels) -> Part {
    let line = |name: &str| tree.line(tree.child(item, name)?, file);
    let first = |names: &[&str]| names.iter().find_map(|name| line(name));
    let link = tree.child(item, "link").and_then(|at| tree.element(at)).and_then(|e| e.attribute("href"));
    let title = tree.child(item, "title").map(|at| tree.text(at, file));
    let bodies = ["encoded", "content", "description", "summary"];
    let bodies = bodies.iter().filter_map(|name| tree.child(item, name));
    let body = bodies.max_by_key(|&at| tree.text(at, file).text.trim().len());
    let mut draft = body.map(|at| text(tree, at, file)).unwrap_or_default();
    draft.metadata = Metadata {
        id: first(&["guid", "id"]),
        title: line("title"),
        published: first(&["pubdate", "published", "date", "updated"]).and_then(|text| day(&text, labels)),
        url: link.map(str::to_owned).or_else(|| line("link")),
        ..Metadata::default()
    };
    draft.metadata.fill_from(common.clone());
    Part { draft, title }
}

/// The text of an element that holds markup, markup written as text, or plain text.
pub(super) fn text(tree: &Tree, at: usize, file: &Decoded) -> super::draft::Draft {
    if tree.children(at).iter().any(|&child| tree.element(child).is_some()) {
        return html::write(tree, at, file);
    }
    let text = tree.text(at, file);
    if text.text.contains('<') { html::fragment(&text) } else { plain::read(text) }
}

/// A date as RSS (`Tue, 04 May 2021 10:00:00 GMT`) or Atom writes it.
fn day(text: &str, labels: &Labels) -> Option<PartialDate> {
    let rss = rfc2822::DateTimeParser::new().parse_zoned(text).ok();
    let rss = rss.map(|moment| PartialDate::day(moment.date()));
    rss.or_else(|| text.parse().ok()).or_else(|| date::whole(text, labels))
}
