//! No class and no concept is given twice: the second would silently share, or take, the words of the first.

use std::collections::BTreeMap;

use super::schema::ConceptFile;
use crate::rules::{Pack, RuleError};

/// Holds the packs of concepts to ids of their own.
///
/// # Errors
/// [`RuleError::Invalid`] at the second, or in the pack that did not come with the program, naming the other.
pub(super) fn check(files: &[(&Pack, ConceptFile<'_>)]) -> Result<(), RuleError> {
    let classes = files.iter().flat_map(|(pack, file)| file.class.iter().map(|it| (*pack, it.id.as_str())));
    let concepts =
        files.iter().flat_map(|(pack, file)| file.concept.iter().map(|it| (*pack, it.id.as_str())));
    once(classes, |id| format!("class '{id}'"))?;
    once(concepts, |id| format!("concept '{id}'"))
}

fn once<'p>(
    ids: impl Iterator<Item = (&'p Pack, &'p str)>,
    named: impl Fn(&str) -> String,
) -> Result<(), RuleError> {
    let mut given: BTreeMap<&str, &Pack> = BTreeMap::new();
    for (pack, id) in ids {
        let Some(other) = given.insert(id, pack) else { continue };
        let (own, other) = if pack.is_builtin() { (other, pack) } else { (pack, other) };
        let quoted = format!("\"{id}\"");
        let place = other.place_of(&quoted);
        let remedy = "to change the built-in one, lay a pack over it at the same path";
        let what = named(id);
        return Err(own.error_at(&quoted, format!("{what} is given twice, also at {place}; {remedy}")));
    }
    Ok(())
}
