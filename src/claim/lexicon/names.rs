//! What the packs call things in a language, for those who speak of ids to readers of it.

use std::collections::BTreeMap;

use super::carriers::{Entry, Table};
use super::files::read_all;
use super::schema::{ConceptFile, EntityFile, Roles, SenseFile};
use crate::rules::{Packs, RuleError};

/// The words of one language for the ids of the packs.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// For classes, senses and concepts.
    pub terms: BTreeMap<String, String>,
    /// For places, bodies and people.
    pub entities: BTreeMap<String, String>,
}

impl Names {
    /// The first word of each class, sense, concept and name in `language`.
    ///
    /// # Errors
    /// [`RuleError`] where a pack does not fit its schema.
    pub fn of(packs: &Packs, language: &str) -> Result<Self, RuleError> {
        let mut names = Self::default();
        for (_, file) in read_all::<SenseFile>(packs.under("senses/"))? {
            for (id, words) in file.adjective.iter().chain(file.noun.iter()).chain(file.verb.iter()) {
                names.term(id, row(words, language).and_then(|words| first(words)));
            }
        }
        for (_, file) in read_all::<ConceptFile>(packs.under("concepts/"))? {
            for class in &file.class {
                names.term(&class.id, row(&class.languages, language).and_then(|words| first(words)));
            }
            for concept in &file.concept {
                names.term(&concept.id, row(&concept.languages, language).and_then(telling));
            }
        }
        for (_, file) in read_all::<EntityFile>(packs.under("entities/"))? {
            for entity in &file.entity {
                let name = row(&entity.languages, language).and_then(|words| spelled_out(words));
                names.entities.extend(name.map(|name| (entity.id.clone(), name)));
            }
        }
        Ok(names)
    }

    fn term(&mut self, id: &str, word: Option<String>) {
        self.terms.extend(word.map(|word| (id.to_owned(), word)));
    }
}

/// What a table has for a language.
fn row<'t, T>(table: &'t Table<'_, T>, language: &str) -> Option<&'t T> {
    table.iter().find(|(code, _)| **code == *language).map(|(_, row)| row)
}

fn first(words: &[Entry<'_>]) -> Option<String> {
    words.first().map(|word| word.to_string())
}

/// The word of a concept that names it best.
fn telling(roles: &Roles<'_>) -> Option<String> {
    let Roles { event, attribute, outcome, role, tally, affirm, .. } = roles;
    [event, attribute, outcome, role, tally, affirm].into_iter().find_map(|words| first(words))
}

/// The first of a list of names that is no acronym; else the first.
fn spelled_out(names: &[Entry<'_>]) -> Option<String> {
    let spelled = names.iter().find(|name| name.contains(char::is_lowercase));
    spelled.or(names.first()).map(|name| name.to_string())
}
