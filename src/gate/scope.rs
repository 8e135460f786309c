//! Which claims are looked at, and whose they are: what a project ignores, and which voices it takes for one.

use std::collections::BTreeMap;

use crate::claim::Claim;
use crate::config::{Concepts, Config, Pattern};
use crate::source::Source;

/// Looks at each claim before any two are compared.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    sentences: Vec<Pattern>,
    concepts: Vec<Concepts>,
    /// Voices in lower case, with the name they go by.
    voices: BTreeMap<String, String>,
}

impl Scope {
    /// What a configuration asks for.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let voices = config.voice.iter().flat_map(|house| {
            house.also.iter().map(|other| (other.trim().to_lowercase(), house.name.trim().to_owned()))
        });
        Self {
            sentences: config.ignore.sentences.clone(),
            concepts: config.ignore.concepts.clone(),
            voices: voices.collect(),
        }
    }

    /// The claim under the name its voice goes by; `None` where it is not to be looked at.
    #[must_use]
    pub fn revise(&self, source: &Source, mut claim: Claim) -> Option<Claim> {
        let ignored = self.concepts.iter().any(|concept| concept.0.is_match(&claim.topic.concept))
            || self.sentences.iter().any(|pattern| pattern.0.is_match(claim.sentence.of(&source.text)));
        if ignored {
            return None;
        }
        for name in [Some(&mut claim.voice.name), claim.voice.agency.as_mut()].into_iter().flatten() {
            if let Some(house) = self.voices.get(&name.to_lowercase()) {
                name.clone_from(house);
            }
        }
        Some(claim)
    }
}
