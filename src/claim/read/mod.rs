//! Reads every claim of a document, sentence by sentence.

mod accusation;
mod agent;
mod another;
mod antecedent;
mod bound;
mod cause;
mod count;
mod dated;
mod denied;
mod doer;
mod echo;
mod finality;
mod identity;
mod negation;
mod occurrence;
mod part;
mod person;
mod place;
mod polarity;
mod principal;
mod proposition;
mod qualify;
mod reckon;
mod reply;
mod scene;
mod sibling;
mod time;
mod trend;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::names::{self, Aliases};
use super::sentence::{Parsed, Tools};
use super::voice::{self, Floor};
use super::{Claim, ClaimKind, Document, Topic, Voice, VoiceKind};
use crate::source::Source;
use crate::text::Text;
use crate::value::{Bound, Quantity, Reading, Tolerance, Value, Verdict, compare};
use finality::Finality;
use scene::{Draft, Scene};
use sibling::Siblings;

/// Reads every claim of `source`, whose text has been cut and whose values have been read.
///
/// Deterministic; O(sentences × words per sentence squared), with sentences cut at a fixed length by the parser.
#[must_use]
pub fn read(
    index: usize,
    source: &Source,
    text: &Text<'_>,
    readings: &[Reading],
    tools: Tools<'_>,
) -> Document {
    let sentences: Vec<Parsed<'_>> =
        text.sentences.par_iter().map(|s| Parsed::new(text, s, readings, tools)).collect();
    let outlet = outlet(source, &sentences);
    let scenes = scenes(&sentences, tools);
    let principal = principal::find(&scenes, source.metadata.published);
    let mut drafts: Vec<Draft> = Vec::new();
    let (mut siblings, mut finality) = (Siblings::default(), Finality::default());
    for at in 0..scenes.len() {
        let from = drafts.len();
        count::read(&scenes, at, &principal, &mut drafts);
        occurrence::read(&scenes, at, &principal, &mut drafts);
        time::read(&scenes, at, &principal, &mut drafts);
        polarity::read(&scenes, at, &principal, &mut drafts);
        accusation::read(&scenes, at, &principal, &mut drafts);
        place::read(&scenes, at, &principal, &mut drafts);
        cause::read(&scenes, at, &principal, &mut drafts);
        proposition::read(&scenes, at, &principal, &mut drafts);
        identity::read(&scenes, at, &principal, &mut drafts);
        doer::read(&scenes, at, &principal, &mut drafts);
        let previous = at.checked_sub(1).and_then(|i| scenes.get(i)).map(|s| s.sentence.span);
        let denials = reply::contradict(&scenes[at], previous, &drafts);
        drafts.extend(denials);
        let among = occurrence::among_none(&scenes[at], &drafts[from..]);
        drafts.extend(among);
        siblings.mark(&scenes[at], &mut drafts[from..]);
        finality.mark(&scenes[at], &mut drafts[from..]);
        drafts[from..].sort_by_key(|d| (d.span.start, d.span.end));
    }
    reply::answer(&mut drafts, &principal);
    let claims = drafts
        .into_iter()
        .filter(|d| !d.dangling || d.standing.existence)
        .map(|draft| finish(index, &outlet, draft))
        .collect();
    let mut claims = in_order(claims);
    keep_hedges(&mut claims);
    doubt_repeats(&mut claims);
    let reckoned = reckon::read(&scenes, &claims, &principal);
    claims.extend(reckoned);
    Document { claims: number(source, in_order(claims)), principal }
}

/// The claims of each question, in order.
fn by_topic(claims: &[Claim], keep: impl Fn(&Claim) -> bool) -> FxHashMap<&Topic, Vec<usize>> {
    let mut found: FxHashMap<&Topic, Vec<usize>> = FxHashMap::default();
    for (at, claim) in claims.iter().enumerate().filter(|(_, c)| keep(c)) {
        found.entry(&claim.topic).or_default().push(at);
    }
    found
}

/// Headlines and repeats drop hedges: where a document gives one figure twice, its more careful wording holds for both.
fn keep_hedges(claims: &mut [Claim]) {
    let quantity = |c: &Claim| match &c.value {
        Value::Quantity(q) => Some(q.clone()),
        _ => None,
    };
    let careful = by_topic(claims, |c| quantity(c).is_some_and(|q| q.bound != Bound::Exact));
    let bare = claims.iter().enumerate().filter_map(|(at, c)| Some((at, c, quantity(c)?)));
    let hedged = bare.filter(|(.., own)| own.bound == Bound::Exact).filter_map(|(at, claim, own)| {
        let alike = |c: &&Claim| c.qualifiers.subset == claim.qualifiers.subset;
        let others = careful.get(&claim.topic)?.iter().map(|&other| &claims[other]).filter(alike);
        let repeated = |q: &Quantity| q.nominal == own.nominal && q.unit == own.unit;
        Some((at, others.filter_map(quantity).find(repeated)?))
    });
    for (at, value) in hedged.collect::<Vec<_>>() {
        claims[at].value = Value::Quantity(value);
    }
}

/// A voice does not contradict itself: where it gives two answers to what reads as one question, the later one most
/// likely answers another.
fn doubt_repeats(claims: &mut [Claim]) {
    let topics = by_topic(claims, |_| true);
    let doubted = |&at: &usize| {
        let claim = &claims[at];
        let same = |c: &&Claim| {
            let (x, y) = (&c.qualifiers, &claim.qualifiers);
            // What a predicate says of its opposite is no second answer.
            c.kind == claim.kind
                && c.span != claim.span
                && c.standing.background == claim.standing.background
                && c.standing.sibling == claim.standing.sibling
                && (c.kind == ClaimKind::Date
                    || (c.voice == claim.voice
                        && x.subset == y.subset
                        && x.time == y.time
                        && x.holder == y.holder))
        };
        let differs =
            |c: &Claim| compare(&c.value, &claim.value, &Tolerance::default()).verdict == Verdict::Contradict;
        let before = topics.get(&claim.topic).into_iter().flatten().take_while(|&&other| other < at);
        !claim.standing.headline
            && !claim.standing.superseded
            && before.map(|&other| &claims[other]).filter(same).any(|c| !c.standing.superseded && differs(c))
    };
    for at in (0..claims.len()).filter(doubted).collect::<Vec<_>>() {
        claims[at].strength *= DOUBT;
    }
}

/// What is left of the strength of a claim that its own voice has answered otherwise before.
const DOUBT: f64 = 0.5;

/// Each sentence with its names and attributions, which depend on the sentences before it.
fn scenes<'s, 't>(sentences: &'s [Parsed<'t>], tools: Tools<'s>) -> Vec<Scene<'s, 't>> {
    let (mut aliases, mut floor) = (Aliases::default(), Floor::default());
    let (mut antecedent, mut subjects) = (None, Vec::new());
    sentences
        .iter()
        .map(|sentence| {
            let mentions = names::mentions(sentence, tools.lexicon, &aliases);
            aliases.learn(sentence, &mentions);
            let attributions = voice::attributions(sentence, &mentions, tools.lexicon, &mut floor);
            let Tools { lexicon, stemmer, .. } = tools;
            let (antecedent_here, subjects_here) = (antecedent.take(), std::mem::take(&mut subjects));
            let scene = Scene {
                sentence,
                mentions,
                attributions,
                lexicon,
                stemmer,
                antecedent: antecedent_here,
                subjects: subjects_here,
            };
            if let Some(root) = (0..sentence.words.len()).find(|&w| sentence.head(w).is_none()) {
                antecedent = scene.subject_event(root);
                subjects = scene.spoken_of(root);
            }
            scene
        })
        .collect()
}

/// The outlet's own voice, with the agency it credits.
fn outlet(source: &Source, sentences: &[Parsed<'_>]) -> Voice {
    let name = source.metadata.publisher.clone().unwrap_or_else(|| file_stem(&source.path));
    Voice { name, kind: VoiceKind::Outlet, agency: voice::agency(sentences) }
}

fn file_stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

fn finish(index: usize, outlet: &Voice, draft: Draft) -> Claim {
    let voice = match draft.speaker {
        Some(name) if name != outlet.name => {
            Voice { name, kind: VoiceKind::Attributed, agency: outlet.agency.clone() }
        }
        _ => outlet.clone(),
    };
    Claim {
        id: String::new(),
        source: index,
        voice,
        kind: draft.kind,
        topic: draft.topic,
        qualifiers: draft.qualifiers,
        standing: draft.standing,
        gist: draft.gist,
        value: draft.value,
        polarity: draft.polarity,
        certainty: draft.certainty,
        strength: draft.strength,
        span: draft.span,
        sentence: draft.sentence,
        reckoning: None,
    }
}

/// Claims by place, each once.
fn in_order(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by(|a, b| (a.span, &a.topic, a.kind).cmp(&(b.span, &b.topic, b.kind)));
    claims.dedup_by(|b, a| {
        a.span == b.span
            && a.topic == b.topic
            && a.value == b.value
            && a.qualifiers.subset == b.qualifiers.subset
    });
    claims
}

/// Gives every claim its id: that of the source with the place, and a number behind those of one place.
fn number(source: &Source, mut claims: Vec<Claim>) -> Vec<Claim> {
    let mut previous = None;
    let mut repeat = 0;
    for claim in &mut claims {
        let start = claim.span.start;
        repeat = if previous == Some(start) { repeat + 1 } else { 0 };
        previous = Some(start);
        claim.id = match repeat {
            0 => format!("{}-{start}", source.id),
            _ => format!("{}-{start}.{repeat}", source.id),
        };
    }
    claims
}
