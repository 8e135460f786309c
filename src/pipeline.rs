//! The whole way through, from sources to a report; the one place that knows every stage.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::align::{Weights, align};
use crate::claim::lexicon::Lexicon;
use crate::claim::sentence::Tools;
use crate::claim::{Claim, ClaimKind, Document, Principal, read};
use crate::judge::{Fact, Finding, Policy, judge};
use crate::rules::{Packs, RuleError};
use crate::source::Source;
use crate::syntax::{ModelError, Parser, WordRules};
use crate::text::{Languages, Text};
use crate::value::{self, Reading, ValueRules};

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
    /// Compiles the packs. Parsers are loaded when a text of their language comes.
    ///
    /// # Errors
    /// [`RuleError`] where a pack does not fit its schema.
    pub fn compile(packs: Packs) -> Result<Self, RuleError> {
        Self::compile_for(packs, &[])
    }

    /// Compiles the packs and, meanwhile, loads the parsers that `sources` will need.
    ///
    /// # Errors
    /// [`RuleError`] where a pack does not fit its schema.
    pub fn compile_for(packs: Packs, sources: &[Source]) -> Result<Self, RuleError> {
        let mut languages = Languages::compile(&packs)?;
        let mut wanted: Vec<String> = sources.iter().filter_map(|s| language(s, &languages)).collect();
        wanted.sort();
        wanted.dedup();
        let parsers: BTreeMap<String, OnceLock<Syntax>> =
            languages.codes().map(|code| (code.to_owned(), OnceLock::new())).collect();
        let load = || {
            wanted.par_iter().for_each(|code| {
                // A parser that cannot be loaded is told of when its first text comes.
                if let (Some(slot), Ok(parser)) = (parsers.get(code), load(&packs, code)) {
                    slot.get_or_init(|| parser);
                }
            })
        };
        let (lexicon, (values, ())) = rayon::join(
            || Lexicon::compile(&packs),
            || rayon::join(|| ValueRules::compile(&packs, &mut languages), load),
        );
        let (lexicon, values) = (lexicon?, values?);
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
    Ok((parser, rules.read::<WordRules>()?.prepared()))
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
    let Some(words) = knowledge.lexicon.words(&language) else { return Ok(Document::default()) };
    let (parser, word_rules) = knowledge.parser(&language)?;
    let text = Text::new(&source.text, &source.blocks, rules);
    let mut readings = value::read(&text, &language, &knowledge.values, source.metadata.published);
    readings.retain(Reading::is_stated);
    let stemmer = rules.stemmer();
    let tools = Tools { parser, rules: word_rules, words, lexicon: &knowledge.lexicon, stemmer: &stemmer };
    Ok(read::read(index, source, &text, &readings, tools))
}

/// What a sort of claim asks, where no concept words its question.
fn asked_of(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Number => "how many",
        ClaimKind::Date => "when",
        ClaimKind::Duration => "how long",
        ClaimKind::Money => "how much money",
        ClaimKind::Percent => "what share",
        ClaimKind::Measure => "how much",
        ClaimKind::Polarity => "whether",
        ClaimKind::Identity => "who",
        ClaimKind::Place => "where",
    }
}

/// A claim's question for people.
fn question(claim: &Claim, lexicon: &Lexicon) -> String {
    let concept = lexicon.concepts.iter().find(|c| c.id == claim.topic.concept);
    let asked = concept.and_then(|c| c.question.get("en")).cloned();
    let (name, plain) = (claim.topic.concept.as_str(), claim.topic.plain());
    let open = plain.strip_prefix("open.").or_else(|| plain.strip_prefix("date.")?.strip_prefix("open:"));
    let mut question = asked.unwrap_or_else(|| match name.strip_prefix("date.") {
        _ if open.is_some() => asked_of(claim.kind).to_owned(),
        Some(what) => format!("when ({})", what.trim_start_matches("event.").replace(['.', '_'], " ")),
        None => name.replace(['.', '_'], " "),
    });
    let predicate = open.map(|o| o.rsplit(':').next().unwrap_or(o));
    let predicate = predicate.map(|p| p.trim_end_matches('<').replace(['.', '_'], " ")).filter(|p| p != "-");
    let mut about: Vec<&str> = predicate.as_deref().into_iter().collect();
    if let Some(theme) = claim.topic.theme.as_deref().filter(|_| concept.is_none_or(|c| c.counts.is_none())) {
        about.push(theme);
    }
    about.extend(claim.qualifiers.subset.as_deref());
    if let Some(holder) = &claim.qualifiers.holder {
        about.extend(holder.names.iter().map(String::as_str));
    }
    if !about.is_empty() {
        question = format!("{question} ({})", about.join(", "));
    }
    question
}
