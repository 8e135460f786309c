//! Every pack that speaks of concepts, classes, names and cues, as it was read.

use rayon::prelude::*;

use super::schema::{ClausesFile, ConceptFile, EntityFile, SenseFile, VoicesFile};
use crate::rules::{Pack, Packs, RuleError};

/// The packs a lexicon is compiled from, in every language there is, read but not yet understood.
#[derive(Debug)]
pub struct Files<'p> {
    /// Codes of the languages there is a folder for.
    pub(super) languages: Vec<&'p str>,
    pub(super) concepts: Vec<(&'p Pack, ConceptFile<'p>)>,
    pub(super) senses: Vec<(&'p Pack, SenseFile<'p>)>,
    pub(super) entities: Vec<(&'p Pack, EntityFile<'p>)>,
    pub(super) voices: Vec<(&'p Pack, VoicesFile<'p>)>,
    pub(super) clauses: Vec<(&'p Pack, ClausesFile<'p>)>,
}

impl<'p> Files<'p> {
    /// Reads the packs side by side.
    ///
    /// # Errors
    /// [`RuleError::Invalid`] where a pack does not fit its schema.
    pub fn read(packs: &'p Packs) -> Result<Self, RuleError> {
        let languages = packs.languages();
        let of_each = |name| languages.iter().filter_map(move |code| packs.language(code, name));
        let (concepts, (senses, entities)) = rayon::join(
            || read_all(packs.under("concepts/")),
            || rayon::join(|| read_all(packs.under("senses/")), || read_all(packs.under("entities/"))),
        );
        Ok(Self {
            concepts: concepts?,
            senses: senses?,
            entities: entities?,
            voices: read_all(of_each("voices"))?,
            clauses: read_all(of_each("clauses"))?,
            languages,
        })
    }
}

pub(super) fn read_all<'p, T: serde::Deserialize<'p> + Send>(
    packs: impl Iterator<Item = &'p Pack>,
) -> Result<Vec<(&'p Pack, T)>, RuleError> {
    let packs: Vec<&Pack> = packs.collect();
    packs.into_par_iter().map(|pack| Ok((pack, pack.read()?))).collect()
}
