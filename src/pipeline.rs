//! The whole way through, from sources to a report; the one place that knows every stage.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::align::{Weights, align};
use crate::claim::lexicon::{Files, Lexicon};
use crate::claim::sentence::Tools;
use crate::claim::{Claim, ClaimKind, Document, Principal, read};
use crate::judge::{Fact, Finding, Policy, Question, judge};
use crate::rules::{Packs, RuleError};
use crate::source::Source;
use crate::syntax::{ModelError, Parser, WordRules};
use crate::text::{Languages, Text};
use crate::value::{self, Detail, Reading, Reason, ValueRules};

/// Everything a run found. Sources, claims, facts and findings are each in a total order that does not depend on the
/// order of the inputs; they refer to each other by index.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The documents read.
    pub sources: Vec<Source>,
    /// What they assert.
    pub claims: Vec<Claim>,
    /// The questions they answer.
    pub facts: Vec<Fact>,
    /// How the answers stand to each other, gravest first.
    pub findings: Vec<Finding>,
}

/// Why the rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    /// A pack is wrong.
    #[error(transparent)]
    Rules(#[from] RuleError),
    /// A trained model is missing or damaged.
    #[error(
        "rules: languages/{language}/syntax.model: {source}\n  help: take the model that comes with the program, or train one with examples/train_syntax.rs"
    )]
    Model {
        /// The language.
        language: String,
        /// Why.
        source: ModelError,
    },
    /// A source in a language that the rules were not compiled for.
    #[error(
        "rules: {language}: the rules were compiled for other languages\n  help: Knowledge::compile takes them all"
    )]
    NotCompiled {
        /// The language.
        language: String,
    },
    /// A language folder without a parser.
    #[error(
        "rules: languages/{language}: there is no syntax.model and syntax.toml\n  help: a language needs both; see docs/rules.md"
    )]
    NoParser {
        /// The language.
        language: String,
    },
}

/// All rules compiled, ready to read any number of sources on any number of threads.
#[derive(Debug)]
pub struct Knowledge {
    packs: Packs,
    /// How texts are cut.
    pub languages: Languages,
    /// How values are read.
    pub values: ValueRules,
    /// How claims are read.
    pub lexicon: Lexicon,
    /// How claims outside the packs are compared.
    pub weights: Weights,
    parsers: BTreeMap<String, OnceLock<Syntax>>,
}

impl Knowledge {
    /// Compiles the packs for every language. Parsers are loaded when a text of their language comes.
    ///
    /// # Errors
    /// [`RuleError`] where a pack does not fit its schema.
    pub fn compile(packs: Packs) -> Result<Self, RuleError> {
        let languages = Languages::compile(&packs)?;
        Self::finish(packs, languages, None)
    }

    /// Compiles the packs for the languages of `sources` alone and, meanwhile, loads their parsers. Sources in another
    /// language are an error when they are read. Each source is told the language it is in.
    ///
    /// # Errors
    /// [`RuleError`] where a pack does not fit its schema.
    pub fn compile_for(packs: Packs, sources: &mut [Source]) -> Result<Self, RuleError> {
        let languages = Languages::compile(&packs)?;
        sources.par_iter_mut().for_each(|source| source.metadata.language = language(source, &languages));
        let spoken = sources.iter().filter_map(|source| source.metadata.language.clone()).collect();
        Self::finish(packs, languages, Some(spoken))
    }

    fn finish(
        packs: Packs,
        mut languages: Languages,
        spoken: Option<BTreeSet<String>>,
    ) -> Result<Self, RuleError> {
        let parsers: BTreeMap<String, OnceLock<Syntax>> =
            languages.codes().map(|code| (code.to_owned(), OnceLock::new())).collect();
        let load = || {
            spoken.par_iter().flatten().for_each(|code| {
                // A parser that cannot be loaded is told of when its first text comes.
                if let (Some(slot), Ok(parser)) = (parsers.get(code), load(&packs, code)) {
                    slot.get_or_init(|| parser);
                }
            })
        };
        let codes = spoken
            .as_ref()
            .map_or_else(|| packs.languages(), |spoken| spoken.iter().map(String::as_str).collect());
        // The packs first, on every thread: indexing them takes longest, and one thread a language.
        let files = Files::read(&packs)?;
        let (lexicon, (values, ())) = rayon::join(
            || Lexicon::compile(&files, &codes),
            || rayon::join(|| ValueRules::compile(&packs, &mut languages, &codes), load),
        );
        let (lexicon, values) = (lexicon?, values?);
        drop(files);
        let weights = Weights::compile(&packs)?;
        Ok(Self { packs, languages, values, lexicon, weights, parsers })
    }

    /// The packs these rules were compiled from.
    #[must_use]
    pub fn packs(&self) -> &Packs {
        &self.packs
    }

    /// The parser of a language with its rules for cutting words, loaded on first use.
    ///
    /// # Errors
    /// [`KnowledgeError`] where the language has none, or it cannot be read.
    pub fn parser(&self, language: &str) -> Result<&Syntax, KnowledgeError> {
        let slot = self
            .parsers
            .get(language)
            .ok_or_else(|| KnowledgeError::NoParser { language: language.to_owned() })?;
        if let Some(loaded) = slot.get() {
            return Ok(loaded);
        }
        let loaded = load(&self.packs, language)?;
        Ok(slot.get_or_init(|| loaded))
    }
}

/// A language's parser with its rules for cutting words.
pub type Syntax = (Parser, WordRules);

fn load(packs: &Packs, language: &str) -> Result<Syntax, KnowledgeError> {
    let missing = || KnowledgeError::NoParser { language: language.to_owned() };
    let model = packs.model(&format!("languages/{language}/syntax.model")).ok_or_else(missing)?;
    let rules = packs.language(language, "syntax").ok_or_else(missing)?;
    let parser = Parser::load(model)
        .map_err(|source| KnowledgeError::Model { language: language.to_owned(), source })?;
    let rules = rules.read::<WordRules>()?.prepared();
    Ok((parser.with_verbs(&rules), rules))
}

/// The language a source is given in, where there are rules for it, else the one it is most likely written in.
fn language(source: &Source, languages: &Languages) -> Option<String> {
    let given = source.metadata.language.clone().filter(|code| languages.get(code).is_some());
    given.or_else(|| languages.detect(&source.text).map(str::to_owned))
}

/// Reads, aligns and judges `sources`. Sources without a language get the one their text is most likely written in.
///
/// The result is the same whatever the order of `sources` and the number of threads.
///
/// # Errors
/// [`KnowledgeError`] where the rules of a source's language cannot be used.
pub fn check(sources: Vec<Source>, knowledge: &Knowledge, policy: &Policy) -> Result<Report, KnowledgeError> {
    check_revised(sources, knowledge, policy, |_, claim| Some(claim))
}

/// Like [`check`], with a look at each claim before any two are compared: `revise` may change it, or leave it out.
///
/// # Errors
/// [`KnowledgeError`] where the rules of a source's language cannot be used.
pub fn check_revised(
    mut sources: Vec<Source>,
    knowledge: &Knowledge,
    policy: &Policy,
    revise: impl Fn(&Source, Claim) -> Option<Claim>,
) -> Result<Report, KnowledgeError> {
    sources.sort_by(|a, b| (&a.path, &a.id).cmp(&(&b.path, &b.id)));
    let (claims, principals) = read_all(&mut sources, knowledge)?;
    let claims = claims.into_iter().filter_map(|claim| revise(sources.get(claim.source)?, claim)).collect();
    let (claims, pairs) = align(claims, &principals, &knowledge.lexicon, &knowledge.weights);
    let judgement = judge(&sources, &claims, &pairs, policy, |claim| question(claim, &knowledge.lexicon));
    Ok(Report { sources, claims, facts: judgement.facts, findings: judgement.findings })
}

/// Reads the claims of all sources, in order, and what each source is mainly about.
///
/// # Errors
/// [`KnowledgeError`] where the rules of a source's language cannot be used.
pub fn read_all(
    sources: &mut [Source],
    knowledge: &Knowledge,
) -> Result<(Vec<Claim>, Vec<Principal>), KnowledgeError> {
    let documents: Vec<Document> = sources
        .par_iter_mut()
        .enumerate()
        .map(|(index, source)| document(index, source, knowledge))
        .collect::<Result<_, _>>()?;
    let (lists, principals): (Vec<_>, Vec<_>) =
        documents.into_iter().map(|d| (d.claims, d.principal)).unzip();
    Ok((lists.into_iter().flatten().collect(), principals))
}

/// Reads the claims of one source.
fn document(index: usize, source: &mut Source, knowledge: &Knowledge) -> Result<Document, KnowledgeError> {
    let language = language(source, &knowledge.languages).unwrap_or_default();
    source.metadata.language = Some(language.clone());
    let Some(rules) = knowledge.languages.get(&language) else { return Ok(Document::default()) };
    let words = knowledge.lexicon.words(&language);
    let words = words.ok_or_else(|| KnowledgeError::NotCompiled { language: language.clone() })?;
    let (parser, word_rules) = knowledge.parser(&language)?;
    let mut text = Text::new(&source.text, &source.blocks, rules);
    let mut readings = value::read(&text, &language, &knowledge.values, source.metadata.published);
    readings.retain(Reading::is_stated);
    text.join_across(readings.iter().map(|r| r.span));
    let stemmer = rules.stemmer();
    let tools = Tools { parser, rules: word_rules, words, lexicon: &knowledge.lexicon, stemmer: &stemmer };
    Ok(read::read(index, source, &text, &readings, tools))
}

/// What a sort of claim asks, where no concept words its question.
fn asked_of(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Number => "asked.number",
        ClaimKind::Date => "asked.date",
        ClaimKind::Duration => "asked.duration",
        ClaimKind::Money => "asked.money",
        ClaimKind::Percent => "asked.percent",
        ClaimKind::Measure => "asked.measure",
        ClaimKind::Polarity => "asked.polarity",
        ClaimKind::Identity => "asked.identity",
        ClaimKind::Place => "asked.place",
    }
}

/// What may stand behind a concept's id, with the phrase that tells it.
const MARKS: [(&str, &str); 4] =
    [("planned", "mark.planned"), ("denied", "mark.denied"), ("not", "mark.not"), ("share", "mark.share")];

/// A claim's question.
fn question(claim: &Claim, lexicon: &Lexicon) -> Question {
    let known = |id: &str| lexicon.concept(id);
    let mut about = Vec::new();
    let mut id = claim.topic.concept.as_str();
    let mut concept = known(id);
    while let (None, Some((before, last))) = (concept, id.rsplit_once('.')) {
        let Some((_, phrase)) = MARKS.iter().find(|(mark, _)| *mark == last) else { break };
        about.push(Detail::Phrase(phrase));
        (id, concept) = (before, known(before));
    }
    let open = id.strip_prefix("open.").or_else(|| id.strip_prefix("date.")?.strip_prefix("open:"));
    let plain = match id.strip_prefix("date.") {
        _ if open.is_some() || claim.kind == ClaimKind::Polarity => Reason::new(asked_of(claim.kind)),
        Some(what) => Reason::new("asked.date_of").with("event", Detail::Term(what.to_owned())),
        None => Reason::new("asked.concept").with("concept", Detail::Term(id.to_owned())),
    };
    let counted = concept.is_some_and(|c| c.counts.is_some());
    let theme = claim.topic.theme.clone().filter(|_| !counted);
    let predicate = match open {
        Some(open) => Some(open.rsplit(':').next().unwrap_or(open).trim_end_matches('<')),
        // What happened is told by what it happened to.
        None => (concept.is_none() && theme.is_none() && claim.kind == ClaimKind::Polarity).then_some(id),
    };
    about.extend(predicate.filter(|p| *p != "-").map(|p| Detail::Term(p.to_owned())));
    about.extend(theme.map(Detail::Term));
    about.extend(claim.qualifiers.subset.clone().map(Detail::Term));
    if let Some(holder) = &claim.qualifiers.holder {
        about.extend(holder.names.iter().map(|name| Detail::Text(name.clone())));
    }
    // A thing that is its own predicate is named once.
    about.dedup();
    Question { wording: concept.map(|c| c.question.clone()).unwrap_or_default(), plain, about }
}
