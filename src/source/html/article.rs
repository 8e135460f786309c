//! Which part of a page is the article: the smallest that holds most of its running text.

use super::super::Decoded;
use super::super::tree::{Content, Tree};
use super::is_apart;

/// Shorter stretches of text are labels, not running text.
const SHORTEST: usize = 25;

/// The element that holds the article. O(nodes).
pub fn root(tree: &Tree, file: &Decoded) -> usize {
    let prose = prose(tree, file);
    let of = |at: usize| prose.get(at).copied().unwrap_or_default();
    let share = |at: usize, percent: usize| of(at) > 0 && of(at) * 100 >= of(0) * percent;
    // What the page itself names.
    let most = |wanted: &dyn Fn(usize) -> bool| {
        let named = tree.elements().map(|(at, _)| at).filter(|&at| wanted(at));
        named.max_by(|&a, &b| of(a).cmp(&of(b)).then(b.cmp(&a)))
    };
    let is = |at: usize, name: &str| tree.name(at) == name;
    let has = |at: usize, attribute: &str, value: &str| {
        tree.element(at).is_some_and(|element| element.attribute(attribute) == Some(value))
    };
    let body = most(&|at| has(at, "itemprop", "articleBody"));
    let article = most(&|at| is(at, "article") || has(at, "role", "article"));
    let main = most(&|at| is(at, "main") || has(at, "role", "main"));
    let named = [body, article, main].into_iter().flatten().find(|&at| share(at, 40));
    // Else down to where the text parts ways.
    let mut at = named.unwrap_or(0);
    let narrow = |at: usize| tree.children(at).iter().copied().find(|&child| of(child) * 10 > of(at) * 8);
    while let Some(child) = narrow(at).filter(|_| named.is_none()) {
        if tree.element(child).is_none() || super::kind(tree.name(child)).is_some() || is(child, "p") {
            break;
        }
        at = child;
    }
    at
}

/// Bytes of running text below each node: outside links and what is no part of an article.
fn prose(tree: &Tree, file: &Decoded) -> Vec<usize> {
    let mut counted = vec![true; tree.nodes.len()];
    let mut prose = vec![0; tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate() {
        let above = at == 0 || counted.get(node.parent).copied().unwrap_or_default();
        let own = match &node.content {
            Content::Element(element) => element.name != "a" && !is_apart(element),
            Content::Text(span) | Content::Verbatim(span) => {
                let length = span.of(&file.text).trim().len();
                if let Some(slot) = prose.get_mut(at).filter(|_| above && length >= SHORTEST) {
                    *slot = length;
                }
                true
            }
        };
        if let Some(slot) = counted.get_mut(at) {
            *slot = above && own;
        }
    }
    // Children stand behind their parents.
    for at in (1..tree.nodes.len()).rev() {
        let (own, parent) =
            (prose.get(at).copied().unwrap_or_default(), tree.nodes.get(at).map_or(0, |n| n.parent));
        if let Some(slot) = prose.get_mut(parent) {
            *slot += own;
        }
    }
    prose
}
