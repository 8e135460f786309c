//! From packs to the compiled lexicon, with every mistake named by file and line.

mod senses;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::carriers::Entry;
use super::files::Files;
use super::schema::{Act, ClassEntry, ClausesFile, ConceptEntry, EntityEntry, VoicesFile};
use super::{
    Accuser, Class, ClassId, Concept, EVENT, Entity, Facet, Letters, Lexicon, Meaning, SenseId, Slot, Words,
    unique,
};
use crate::rules::{Pack, RuleError};

impl Lexicon {
    /// What the packs say, with their words in the languages `spoken`.
    ///
    /// # Errors
    /// [`RuleError::Invalid`] where a pack names a class or language there is not, gives an id twice, or has an entry
    /// without a fixed word.
    pub fn compile(files: &Files<'_>, spoken: &[&str]) -> Result<Self, RuleError> {
        let Files { languages, concepts, senses, entities, voices, clauses } = files;
        let mut build = Build::new(languages, spoken);
        unique::check(concepts)?;
        for (_, file) in concepts {
            file.class.iter().for_each(|class| build.declare_class(class));
        }
        for (pack, file) in concepts {
            for class in &file.class {
                build.class(pack, class)?;
            }
            for concept in &file.concept {
                build.concept(pack, concept)?;
            }
            for classes in &file.apart {
                build.apart(pack, classes)?;
            }
        }
        for (pack, file) in concepts {
            for concept in &file.concept {
                build.widen(pack, concept)?;
                build.tell(concept);
            }
        }
        for (pack, file) in senses {
            build.senses(pack, file)?;
        }
        for (pack, file) in senses {
            build.frames(pack, file)?;
            build.opposites(pack, file)?;
            build.inceptions(pack, file)?;
            build.timed(pack, file)?;
        }
        for (pack, file) in entities {
            for entity in &file.entity {
                build.entity(pack, entity)?;
            }
        }
        for (pack, file) in voices {
            build.voices(pack, file)?;
        }
        for (pack, file) in clauses {
            build.clauses(pack, file)?;
        }
        build.finish()
    }
}

/// A list of a language on its way into the patterns.
struct Listed<'f> {
    pack: &'f Pack,
    entries: &'f [Entry<'f>],
    meaning: Meaning,
}

/// What the packs say, gathered in their order; the languages are then indexed side by side.
struct Build<'f> {
    lexicon: Lexicon,
    /// By language; `None` where it is not spoken.
    listed: BTreeMap<&'f str, Option<Vec<Listed<'f>>>>,
    classes: FxHashMap<&'f str, ClassId>,
    concepts: FxHashMap<&'f str, usize>,
    /// Which class of events a word of a language means.
    events: FxHashMap<(&'f str, &'f str), ClassId>,
    senses: FxHashMap<&'f str, SenseId>,
    endings: FxHashMap<&'f str, Vec<(String, String)>>,
    possessives: FxHashMap<&'f str, String>,
}

impl<'f> Build<'f> {
    fn new(languages: &[&'f str], spoken: &[&str]) -> Self {
        let list = |code: &str| spoken.contains(&code).then(Vec::new);
        Self {
            lexicon: Lexicon::default(),
            listed: languages.iter().map(|&code| (code, list(code))).collect(),
            endings: FxHashMap::default(),
            possessives: FxHashMap::default(),
            classes: FxHashMap::default(),
            concepts: FxHashMap::default(),
            events: FxHashMap::default(),
            senses: FxHashMap::default(),
        }
    }

    /// Indexes what was gathered.
    fn finish(self) -> Result<Lexicon, RuleError> {
        let spoken: Vec<(&str, Vec<Listed<'_>>)> =
            self.listed.into_iter().filter_map(|(code, listed)| Some((code, listed?))).collect();
        let index = |(code, listed): (&str, Vec<Listed<'_>>)| {
            let endings = self.endings.get(code).cloned().unwrap_or_default();
            let possessive = self.possessives.get(code).cloned().unwrap_or_default();
            let mut words = Words { endings, possessive, ..Words::default() };
            let count = listed.iter().map(|l| l.entries.len()).sum();
            words.vocabulary.reserve(count / ENTRIES_A_WORD);
            words.patterns.reserve(count);
            for Listed { pack, entries, meaning } in &listed {
                for entry in entries.iter().map(|entry| &**entry) {
                    if !words.patterns.insert(entry, &mut words.vocabulary, *meaning) {
                        let wrong = format!("'{entry}' needs a fixed word first, or '#' and then one");
                        return Err(pack.error_at(&quoted(entry), wrong));
                    }
                }
            }
            Ok((code.to_owned(), words))
        };
        let languages = spoken.into_par_iter().map(index).collect::<Result<_, _>>()?;
        let owned =
            |ids: FxHashMap<&str, usize>| ids.into_iter().map(|(id, at)| (id.to_owned(), at)).collect();
        let (class_ids, concept_ids) = (owned(self.classes), owned(self.concepts));
        Ok(Lexicon { languages, class_ids, concept_ids, ..self.lexicon })
    }

    fn declare_class(&mut self, entry: &'f ClassEntry<'f>) {
        self.classes.insert(&entry.id, self.lexicon.classes.len());
        self.lexicon.classes.push(Class {
            id: entry.id.clone(),
            parent: None,
            part: entry.part,
            whole: entry.whole,
            speaks: entry.speaks,
            act: entry.act,
            apart: Vec::new(),
        });
    }

    fn find_class(&self, pack: &Pack, id: &str) -> Result<ClassId, RuleError> {
        self.classes.get(id).copied().ok_or_else(|| {
            pack.error_at(&quoted(id), format!("there is no class '{id}'; declare it with [[class]]"))
        })
    }

    fn class(&mut self, pack: &'f Pack, entry: &'f ClassEntry<'f>) -> Result<(), RuleError> {
        let id = self.find_class(pack, &entry.id)?;
        let parent = entry.is.as_deref().map(|parent| self.find_class(pack, parent)).transpose()?;
        if let Some(class) = self.lexicon.classes.get_mut(id) {
            class.parent = parent;
        }
        for (language, words) in entry.languages.iter() {
            self.insert_all(pack, language, words, Meaning::Class(id))?;
            if entry.id.starts_with(EVENT) {
                self.events.extend(words.iter().map(|word| ((&**language, &**word), id)));
            }
        }
        Ok(())
    }

    /// Notes that classes share no member.
    fn apart(&mut self, pack: &'f Pack, classes: &[String]) -> Result<(), RuleError> {
        let ids: Vec<ClassId> =
            classes.iter().map(|id| self.find_class(pack, id)).collect::<Result<_, _>>()?;
        for &id in &ids {
            if let Some(class) = self.lexicon.classes.get_mut(id) {
                class.apart.extend(ids.iter().filter(|&&other| other != id));
            }
        }
        Ok(())
    }

    fn concept(&mut self, pack: &'f Pack, entry: &'f ConceptEntry<'f>) -> Result<(), RuleError> {
        let id = self.lexicon.concepts.len();
        self.concepts.insert(&entry.id, id);
        let class = |name: &'f Option<String>| name.as_deref().map(|n| self.find_class(pack, n)).transpose();
        let (counts, among, holder) = (class(&entry.counts)?, class(&entry.among)?, class(&entry.holder)?);
        self.lexicon.concepts.push(Concept {
            id: entry.id.clone(),
            kind: entry.kind,
            question: entry.question.clone(),
            counts,
            among,
            cumulative: entry.cumulative,
            dimension: entry.dimension.clone(),
            holder,
            within: None,
            implied: entry.implied,
            provisional: entry.provisional,
            lasting: entry.lasting,
            shared: entry.shared,
            since: class(&entry.since)?,
            tells: None,
            act: class(&entry.act)?,
        });
        for (language, roles) in entry.languages.iter() {
            for (role, words) in roles.by_role() {
                self.insert_all(pack, language, words, Meaning::Concept(id, role))?;
            }
        }
        Ok(())
    }

    /// Finds the concept that counts what `entry` counts among others.
    fn widen(&mut self, pack: &'f Pack, entry: &'f ConceptEntry<'f>) -> Result<(), RuleError> {
        let Some(wider) = entry.within.as_deref() else { return Ok(()) };
        let Some(&found) = self.concepts.get(wider).filter(|_| wider != entry.id) else {
            return Err(pack.error_at(&quoted(wider), format!("there is no other concept '{wider}'")));
        };
        let own = self.concepts.get(entry.id.as_str()).and_then(|&id| self.lexicon.concepts.get_mut(id));
        if let Some(concept) = own {
            concept.within = Some(found);
        }
        Ok(())
    }

    /// Finds the class of events whose noun is one for what a concept counts or asks.
    fn tell(&mut self, entry: &'f ConceptEntry<'f>) {
        let nouns = entry
            .languages
            .iter()
            .flat_map(|(language, roles)| roles.event.iter().map(|noun| (&**language, &**noun)));
        let event = nouns.filter_map(|noun| self.events.get(&noun)).next().copied();
        let own = self.concepts.get(entry.id.as_str()).and_then(|&id| self.lexicon.concepts.get_mut(id));
        if let Some(concept) = own {
            concept.tells = event;
        }
    }

    fn entity(&mut self, pack: &'f Pack, entry: &'f EntityEntry<'f>) -> Result<(), RuleError> {
        let id = self.lexicon.entities.len();
        self.lexicon.entities.push(Entity {
            id: entry.id.clone(),
            kind: entry.kind,
            within: entry.within.clone(),
        });
        let codes: Vec<&str> = self.listed.keys().copied().collect();
        for code in codes {
            for (facet, names) in [(Facet::Name, &entry.alias), (Facet::Government, &entry.government)] {
                self.names(pack, code, names, id, facet)?;
            }
        }
        for (language, names) in entry.languages.iter() {
            self.names(pack, language, names, id, Facet::Name)?;
        }
        for (language, names) in entry.people.iter() {
            self.names(pack, language, names, id, Facet::People)?;
        }
        Ok(())
    }

    fn names(
        &mut self,
        pack: &'f Pack,
        language: &str,
        names: &'f [Entry<'f>],
        id: usize,
        facet: Facet,
    ) -> Result<(), RuleError> {
        for name in names {
            let letters = match facet {
                Facet::People => Letters::Any,
                _ if is_acronym(name) => Letters::Capitals,
                _ => Letters::Capital,
            };
            self.insert_all(pack, language, std::slice::from_ref(name), Meaning::Entity(id, facet, letters))?;
        }
        Ok(())
    }

    fn voices(&mut self, pack: &'f Pack, file: &'f VoicesFile<'f>) -> Result<(), RuleError> {
        let language = pack.language().unwrap_or_default();
        for (words, cue) in file.cues() {
            self.insert_all(pack, language, words, Meaning::Cue(cue))?;
        }
        for entry in &file.accuse {
            let slot = |name: &str| match name {
                "object" => Slot::Object,
                "subject" => Slot::Subject,
                preposition => Slot::Behind(preposition.to_owned()),
            };
            let act = match &entry.act {
                Act::One(name) => vec![slot(name)],
                Act::Several(names) => names.iter().map(|n| slot(n)).collect(),
            };
            let id = self.lexicon.accusers.len();
            self.lexicon.accusers.push(Accuser { accused: slot(&entry.accused), act });
            self.insert_all(pack, language, &entry.words, Meaning::Accuse(id))?;
        }
        Ok(())
    }

    fn clauses(&mut self, pack: &'f Pack, file: &'f ClausesFile<'f>) -> Result<(), RuleError> {
        let language = pack.language().unwrap_or_default();
        for (words, cue) in file.cues() {
            self.insert_all(pack, language, words, Meaning::Cue(cue))?;
        }
        self.endings.insert(language, file.endings.clone());
        self.possessives.insert(language, file.possessive.clone());
        Ok(())
    }

    fn insert_all(
        &mut self,
        pack: &'f Pack,
        language: &str,
        entries: &'f [Entry<'f>],
        meaning: Meaning,
    ) -> Result<(), RuleError> {
        let Some(listed) = self.listed.get_mut(language) else {
            return Err(pack.error_at(language, format!("'{language}' is neither a key of this table nor a language with a folder under languages/")));
        };
        if let Some(listed) = listed {
            listed.push(Listed { pack, entries, meaning });
        }
        Ok(())
    }
}

/// About how many entries one new word comes with.
const ENTRIES_A_WORD: usize = 2;

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Whether a name is all capitals, like the short names of bodies.
fn is_acronym(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() > 1 && !name.chars().any(char::is_lowercase)
}
