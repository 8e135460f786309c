//! From packs to the compiled lexicon, with every mistake named by file and line.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::schema::{
    Act, ClassEntry, ClausesFile, ConceptEntry, ConceptFile, EntityEntry, EntityFile, Roles, SenseFile,
    VoicesFile,
};
use super::{
    Accuser, Class, ClassId, Concept, Cue, Entity, Facet, Letters, Lexicon, Meaning, Role, Sense, SenseId,
    Slot, Words,
};
use crate::rules::{Pack, Packs, RuleError};

impl Lexicon {
    /// Reads every pack that speaks of concepts, classes, names and cues.
    ///
    /// # Errors
    /// [`RuleError::Invalid`] where a pack does not fit its schema, names a class or language there is not, gives an id
    /// twice, or has an entry without a fixed word.
    pub fn compile(packs: &Packs) -> Result<Self, RuleError> {
        let mut build = Build::default();
        build.lexicon.languages =
            packs.languages().into_iter().map(|code| (code.to_owned(), Words::default())).collect();
        let concepts = read_all::<ConceptFile>(packs, "concepts/")?;
        for (pack, file) in &concepts {
            for class in &file.class {
                build.declare_class(pack, class)?;
            }
        }
        for (pack, file) in &concepts {
            for class in &file.class {
                build.class(pack, class)?;
            }
            for concept in &file.concept {
                build.concept(pack, concept)?;
            }
        }
        let senses = read_all::<SenseFile>(packs, "senses/")?;
        for (pack, file) in &senses {
            build.senses(pack, file)?;
        }
        for (pack, file) in &senses {
            build.frames(pack, file)?;
        }
        for (pack, file) in &read_all::<EntityFile>(packs, "entities/")? {
            for entity in &file.entity {
                build.entity(pack, entity)?;
            }
        }
        for code in packs.languages() {
            if let Some(pack) = packs.language(code, "voices") {
                build.voices(pack, code, &pack.read()?)?;
            }
            if let Some(pack) = packs.language(code, "clauses") {
                build.clauses(pack, code, &pack.read()?)?;
            }
        }
        Ok(build.lexicon)
    }
}

fn read_all<'p, T: serde::de::DeserializeOwned + Send>(
    packs: &'p Packs,
    folder: &'p str,
) -> Result<Vec<(&'p Pack, T)>, RuleError> {
    let packs: Vec<&Pack> = packs.under(folder).collect();
    packs.into_par_iter().map(|pack| Ok((pack, pack.read()?))).collect()
}

#[derive(Default)]
struct Build {
    lexicon: Lexicon,
    classes: FxHashMap<String, ClassId>,
    concepts: FxHashMap<String, usize>,
    senses: FxHashMap<String, SenseId>,
}

impl Build {
    fn declare_class(&mut self, pack: &Pack, entry: &ClassEntry) -> Result<(), RuleError> {
        if self.classes.insert(entry.id.clone(), self.lexicon.classes.len()).is_some() {
            return Err(pack.error_at(&quoted(&entry.id), format!("class '{}' is given twice", entry.id)));
        }
        self.lexicon.classes.push(Class { id: entry.id.clone(), parent: None, part: entry.part });
        Ok(())
    }

    fn find_class(&self, pack: &Pack, id: &str) -> Result<ClassId, RuleError> {
        self.classes.get(id).copied().ok_or_else(|| {
            pack.error_at(&quoted(id), format!("there is no class '{id}'; declare it with [[class]]"))
        })
    }

    fn class(&mut self, pack: &Pack, entry: &ClassEntry) -> Result<(), RuleError> {
        let id = self.find_class(pack, &entry.id)?;
        let parent = entry.is.as_deref().map(|parent| self.find_class(pack, parent)).transpose()?;
        if let Some(class) = self.lexicon.classes.get_mut(id) {
            class.parent = parent;
        }
        for (language, words) in &entry.languages {
            self.insert_all(pack, language, words, Meaning::Class(id))?;
        }
        Ok(())
    }

    fn concept(&mut self, pack: &Pack, entry: &ConceptEntry) -> Result<(), RuleError> {
        let id = self.lexicon.concepts.len();
        if self.concepts.insert(entry.id.clone(), id).is_some() {
            return Err(pack.error_at(&quoted(&entry.id), format!("concept '{}' is given twice", entry.id)));
        }
        let counts = entry.counts.as_deref().map(|class| self.find_class(pack, class)).transpose()?;
        let holder = entry.holder.as_deref().map(|class| self.find_class(pack, class)).transpose()?;
        self.lexicon.concepts.push(Concept {
            id: entry.id.clone(),
            kind: entry.kind,
            question: entry.question.clone(),
            counts,
            cumulative: entry.cumulative,
            dimension: entry.dimension.clone(),
            holder,
            implied: entry.implied,
            provisional: entry.provisional,
        });
        for (language, roles) in &entry.languages {
            for (role, words) in by_role(roles) {
                self.insert_all(pack, language, words, Meaning::Concept(id, role))?;
            }
        }
        Ok(())
    }

    fn senses(&mut self, pack: &Pack, file: &SenseFile) -> Result<(), RuleError> {
        for (id, languages) in file.noun.iter().chain(&file.verb).chain(&file.adjective) {
            let next = self.lexicon.senses.len();
            let sense = *self.senses.entry(id.clone()).or_insert(next);
            if sense == next {
                self.lexicon.senses.push(Sense { id: id.clone(), frames: Vec::new() });
            }
            for (language, words) in languages {
                self.insert_all(pack, language, words, Meaning::Sense(sense))?;
            }
        }
        Ok(())
    }

    fn frames(&mut self, pack: &Pack, file: &SenseFile) -> Result<(), RuleError> {
        for (frame, senses) in &file.frame {
            for id in senses {
                let sense = self.senses.get(id).and_then(|&sense| self.lexicon.senses.get_mut(sense));
                let Some(sense) = sense else {
                    return Err(
                        pack.error_at(&quoted(id), format!("there is no sense '{id}' for frame '{frame}'"))
                    );
                };
                sense.frames.push(frame.clone());
            }
        }
        Ok(())
    }

    fn entity(&mut self, pack: &Pack, entry: &EntityEntry) -> Result<(), RuleError> {
        let id = self.lexicon.entities.len();
        self.lexicon.entities.push(Entity {
            id: entry.id.clone(),
            kind: entry.kind,
            within: entry.within.clone(),
        });
        let codes: Vec<String> = self.lexicon.languages.keys().cloned().collect();
        for code in &codes {
            for (facet, names) in [(Facet::Name, &entry.alias), (Facet::Government, &entry.government)] {
                self.names(pack, code, names, id, facet)?;
            }
        }
        for (language, names) in &entry.names {
            self.names(pack, language, names, id, Facet::Name)?;
        }
        for (language, names) in &entry.people {
            self.names(pack, language, names, id, Facet::People)?;
        }
        Ok(())
    }

    fn names(
        &mut self,
        pack: &Pack,
        language: &str,
        names: &[String],
        id: usize,
        facet: Facet,
    ) -> Result<(), RuleError> {
        for name in names {
            let letters = match facet {
                Facet::People => Letters::Any,
                _ if is_acronym(name) => Letters::Capitals,
                _ => Letters::Capital,
            };
            self.insert(pack, language, name, Meaning::Entity(id, facet, letters))?;
        }
        Ok(())
    }

    fn voices(&mut self, pack: &Pack, language: &str, file: &VoicesFile) -> Result<(), RuleError> {
        let lists = [
            (&file.report_verbs, Cue::Report),
            (&file.doubt_verbs, Cue::Doubt),
            (&file.according, Cue::According),
            (&file.deny_verbs, Cue::Deny),
            (&file.deny_nouns, Cue::Denial),
            (&file.refute, Cue::Refute),
            (&file.accuse_nouns, Cue::Accusation),
            (&file.confirm_verbs, Cue::Confirm),
            (&file.speakers, Cue::Speaker),
            (&file.agencies, Cue::Agency),
            (&file.outlet_words, Cue::Outlet),
        ];
        for (words, cue) in lists {
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

    fn clauses(&mut self, pack: &Pack, language: &str, file: &ClausesFile) -> Result<(), RuleError> {
        let lists = [
            (&file.negation, Cue::Negation),
            (&file.only, Cue::Only),
            (&file.none, Cue::None),
            (&file.deny_scope, Cue::Deny),
            (&file.alleged, Cue::Alleged),
            (&file.planned, Cue::Planned),
            (&file.subset, Cue::Subset),
            (&file.partitive, Cue::Partitive),
            (&file.additional, Cue::Additional),
            (&file.background, Cue::Background),
            (&file.comparison, Cue::Comparison),
            (&file.first_reports, Cue::FirstReport),
            (&file.cumulative_change, Cue::Change),
            (&file.light_verbs, Cue::Light),
            (&file.happen_verbs, Cue::Happen),
            (&file.anaphors, Cue::Anaphor),
            (&file.wide, Cue::Title),
        ];
        for (words, cue) in lists {
            self.insert_all(pack, language, words, Meaning::Cue(cue))?;
        }
        if let Some(words) = self.lexicon.languages.get_mut(language) {
            words.endings.clone_from(&file.endings);
        }
        Ok(())
    }

    fn insert_all(
        &mut self,
        pack: &Pack,
        language: &str,
        entries: &[String],
        meaning: Meaning,
    ) -> Result<(), RuleError> {
        entries.iter().try_for_each(|entry| self.insert(pack, language, entry, meaning))
    }

    fn insert(
        &mut self,
        pack: &Pack,
        language: &str,
        entry: &str,
        meaning: Meaning,
    ) -> Result<(), RuleError> {
        let Some(words) = self.lexicon.languages.get_mut(language) else {
            return Err(pack.error_at(language, format!("'{language}' is neither a key of this table nor a language with a folder under languages/")));
        };
        if words.patterns.insert(entry, &mut words.vocabulary, meaning) {
            Ok(())
        } else {
            Err(pack
                .error_at(&quoted(entry), format!("'{entry}' needs a fixed word first, or '#' and then one")))
        }
    }
}

fn by_role(roles: &Roles) -> [(Role, &[String]); 13] {
    [
        (Role::Object, &roles.object),
        (Role::Subject, &roles.subject),
        (Role::Outcome, &roles.outcome),
        (Role::State, &roles.state),
        (Role::Event, &roles.event),
        (Role::Tally, &roles.tally),
        (Role::Idiom, &roles.idiom),
        (Role::Attribute, &roles.attribute),
        (Role::Beside, &roles.beside),
        (Role::Verb, &roles.verb),
        (Role::Affirm, &roles.affirm),
        (Role::Deny, &roles.deny),
        (Role::Holder, &roles.role),
    ]
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Whether a name is all capitals, like the short names of bodies.
fn is_acronym(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() > 1 && !name.chars().any(char::is_lowercase)
}
