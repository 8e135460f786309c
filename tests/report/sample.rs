//! A hand-made report that holds every relation, kind of value and kind of voice, and a hostile quote.

use std::sync::Arc;

use jiff::civil::date;
use recoupe::claim::gist::Gist;
use recoupe::claim::{Certainty, Claim, ClaimKind, Polarity, Qualifiers, Standing, Topic, Voice, VoiceKind};
use recoupe::judge::{Fact, Finding, Question, Relation, Severity, Side, Status};
use recoupe::pipeline::Report;
use recoupe::source::{Block, BlockKind, Metadata, OffsetMap, Source, Step};
use recoupe::span::{LineIndex, Span};
use recoupe::value::{Bound, Detail, Grain, Moment, Quantity, Reason, TimeSet, Unit, Value};
use rust_decimal::Decimal;

/// Grows a report piece by piece; whatever is found by its words must be there.
#[derive(Default)]
pub struct Builder {
    pub report: Report,
}

impl Builder {
    /// A document whose file starts with `head`, which its text leaves out.
    pub fn source(
        &mut self,
        path: &str,
        publisher: Option<&str>,
        published: &str,
        head: &str,
        body: &str,
    ) -> usize {
        let mut offsets = OffsetMap::default();
        offsets.push(0, head.len(), Step::COPIED);
        let file = format!("{head}{body}");
        let mut at = 0;
        let mut blocks = Vec::new();
        for line in body.split_inclusive('\n') {
            let kind = if at == 0 { BlockKind::Title } else { BlockKind::Paragraph };
            blocks.push(Block { span: Span::new(at, at + line.trim_end().len()), kind });
            at += line.len();
        }
        let index = self.report.sources.len();
        self.report.sources.push(Source {
            id: format!("s{}", index + 1),
            path: path.to_owned(),
            metadata: Metadata {
                id: None,
                title: body.lines().next().map(str::to_owned),
                publisher: publisher.map(str::to_owned),
                published: published.parse().ok(),
                language: Some("en".to_owned()),
                url: None,
            },
            text: body.to_owned(),
            blocks,
            comments: Vec::new(),
            offsets,
            lines: LineIndex::new(file.as_bytes()).into(),
            bytes: file.len(),
        });
        index
    }

    /// A claim of the outlet itself, found by its words; change the rest on the value returned by [`Self::last`].
    pub fn claim(
        &mut self,
        source: usize,
        quote: &str,
        concept: &str,
        kind: ClaimKind,
        value: Value,
    ) -> usize {
        let from = &self.report.sources[source];
        let start = from.text.find(quote).unwrap_or_else(|| panic!("{quote:?} is not in {}", from.path));
        let span = Span::new(start, start + quote.len());
        let before = from.text[..start].rfind(['\n', '.']).map_or(0, |at| at + 1);
        let before = before + from.text[before..].len() - from.text[before..].trim_start().len();
        let after = from.text[span.end..].find(['\n', '.']).map_or(from.text.len(), |at| span.end + at + 1);
        let sentence = Span::new(before, before + from.text[before..after].trim_end().len());
        let outlet = from.metadata.publisher.clone().unwrap_or_else(|| "untitled".to_owned());
        let index = self.report.claims.len();
        self.report.claims.push(Claim {
            id: format!("c{}", index + 1),
            source,
            voice: Voice { name: outlet, kind: VoiceKind::Outlet, agency: None },
            kind,
            topic: Topic {
                concept: concept.to_owned(),
                theme: Some("person".to_owned()),
                known: true,
                cumulative: true,
                provisional: false,
                shared: false,
                lasting: false,
                aging: false,
            },
            qualifiers: Qualifiers::default(),
            gist: Gist::default(),
            standing: Standing::default(),
            strength: 1.0,
            value,
            polarity: Polarity::Affirmed,
            certainty: Certainty::Asserted,
            span,
            sentence,
            reckoning: None,
        });
        index
    }

    /// The claim added last.
    pub fn last(&mut self) -> &mut Claim {
        self.report.claims.last_mut().unwrap()
    }

    /// Puts the claim added last in somebody's mouth.
    pub fn says(&mut self, name: &str) {
        let claim = self.last();
        claim.voice = Voice { name: name.to_owned(), kind: VoiceKind::Attributed, agency: None };
        claim.certainty = Certainty::Reported;
    }

    /// A fact, asked in English and in French of something, whose sides show the value of their first claim; each claim
    /// counts as an independent voice.
    pub fn fact(&mut self, asked: [&str; 2], of: &str, status: Status, sides: &[&[usize]]) -> usize {
        let index = self.report.facts.len();
        let side = |claims: &&[usize]| Side {
            value: self.report.claims[claims[0]].value.to_string(),
            claims: claims.to_vec(),
            voices: claims.len(),
            repeats: Vec::new(),
        };
        let sides = sides.iter().map(side).collect();
        self.report.facts.push(Fact {
            id: format!("f{}", index + 1),
            question: Question {
                wording: ["en", "fr"].map(str::to_owned).into_iter().zip(asked.map(str::to_owned)).collect(),
                plain: Reason::new("asked.number"),
                about: vec![Detail::Text(of.to_owned())],
            },
            status,
            sides,
            omitted: 0,
        });
        index
    }

    /// A finding between two groups of claims of a fact.
    pub fn finding(
        &mut self,
        fact: usize,
        relation: Relation,
        severity: Severity,
        a: &[usize],
        b: &[usize],
    ) -> &mut Finding {
        let index = self.report.findings.len();
        self.report.findings.push(Finding {
            id: format!("x{}", index + 1),
            fact,
            relation,
            kind: self.report.claims[a[0]].kind,
            severity,
            confidence: 0.91,
            a: a.to_vec(),
            b: b.to_vec(),
            same_question: vec![
                Reason::new("question.concept").with("concept", "person.evacuated"),
                Reason::new("question.of_name").with("name", "Lorvik"),
            ],
            same_answer: vec![Reason::new("answer.same_value")],
            reconcile: None,
            lowered: None,
            exempt: None,
        });
        self.report.findings.last_mut().unwrap()
    }
}

/// A number with its bound and ends.
pub fn number(bound: Bound, low: Option<i64>, nominal: Option<i64>, high: Option<i64>) -> Value {
    let decimal = |n: Option<i64>| n.map(Decimal::from);
    Value::Quantity(Quantity {
        low: decimal(low),
        high: decimal(high),
        nominal: decimal(nominal),
        bound,
        precision: Decimal::ZERO,
        unit: None,
        per: None,
    })
}

/// A whole count.
pub fn count(n: i64) -> Value {
    number(Bound::Exact, Some(n), Some(n), Some(n))
}

/// A number give or take five in a hundred.
pub fn about(n: i64) -> Value {
    number(Bound::Approximate, Some(n - n / 20), Some(n), Some(n + n / 20))
}

/// An exact decimal in a unit.
pub fn measured(amount: &str, code: &str, dimension: &str, factor: &str) -> Value {
    let amount: Decimal = amount.parse().unwrap();
    let unit = Unit {
        code: code.to_owned(),
        dimension: dimension.to_owned(),
        factor: factor.parse().unwrap(),
        offset: Decimal::ZERO,
        months: None,
    };
    Value::Quantity(Quantity {
        low: Some(amount),
        high: Some(amount),
        nominal: Some(amount),
        bound: Bound::Exact,
        precision: Decimal::ZERO,
        unit: Some(Arc::new(unit)),
        per: None,
    })
}

/// The days from `low` to `high`.
pub fn days(low: (i16, i8, i8), high: (i16, i8, i8), approximate: bool) -> Value {
    let (low, high) = (date(low.0, low.1, low.2), date(high.0, high.1, high.2));
    let grain = if low == high { Grain::Day } else { Grain::Month };
    let member = Moment { approximate, ..Moment::days(low, high, grain) };
    Value::Time(TimeSet { members: vec![member] })
}

/// So far apart, and that share of the larger.
fn apart(distance: i64, percent: &str) -> Reason {
    let reason = Reason::new("answer.apart_beyond").with("distance", Decimal::from(distance));
    reason.with("percent", percent).with("tolerance", Decimal::from(5))
}

fn july() -> TimeSet {
    Moment::days(date(2024, 7, 1), date(2024, 7, 31), Grain::Month).into()
}

const HARBOUR: &str = "Explosion in the harbour of Lorvik
The blast on 15 July killed 12 people and injured about 120, the mayor said. \
Some 3 000 residents were moved to the sports hall, which cost the town 1 250 000.50 crowns. \
The blaze was put out after 36 hours.
";
const COAST: &str = "Lorvik counts its dead
At least 10 people died in mid-July when a depot blew up. Dozens were hurt. \
The minister denied that anyone was killed. \
The fire burned for a day and a half. About 2 700 residents spent the night in the sports hall.
";
const LATER: &str = "Death toll in Lorvik rises
The explosion killed 15 people, the hospital said on Sunday. \
The authorities evacuated 2 700 people \u{1b}[31m(\u{202e}not more\u{202c}). Twelve of the dead were dockers.
";

/// Three articles on one explosion.
pub fn report() -> Report {
    let mut b = Builder::default();
    let harbour = b.source(
        "stories/harbour.md",
        Some("The Harbour Post"),
        "2024-07-16",
        "---\nlang: en\n---\n",
        HARBOUR,
    );
    let coast = b.source("stories/coast.txt", Some("Coast Daily"), "2024-07-17", "", COAST);
    let later = b.source("stories/later.txt", None, "2024-07-19", "\u{feff}", LATER);
    contradictions(&mut b, harbour, coast, later);
    quiet(&mut b, harbour, coast, later);
    b.report
}

fn contradictions(b: &mut Builder, harbour: usize, coast: usize, later: usize) {
    use ClaimKind::{Number, Polarity as YesNo};
    let moved = b.claim(harbour, "Some 3 000 residents", "person.evacuated", Number, about(3000));
    b.last().qualifiers.place = vec!["Lorvik".to_owned()];
    let slept = b.claim(coast, "About 2 700 residents", "person.evacuated", Number, about(2700));
    let evacuated = b.claim(later, "2 700 people", "person.evacuated", Number, count(2700));
    let fact = b.fact(
        ["how many people evacuated", "combien d’évacués"],
        "Lorvik",
        Status::Contradiction,
        &[&[slept, evacuated], &[moved]],
    );
    let finding = b.finding(fact, Relation::Contradiction, Severity::Error, &[slept, evacuated], &[moved]);
    finding.same_answer = vec![apart(300, "10")];
    finding.reconcile = Some(Reason::new("reconcile.one_time").with("time", &july()));

    let denied = b.claim(coast, "anyone was killed", "person.killed", YesNo, Value::Truth(false));
    b.says("the minister");
    b.last().polarity = Polarity::Denied;
    let dead = b.claim(harbour, "killed 12 people", "person.killed", Number, count(12));
    b.says("the mayor");
    let toll = b.claim(later, "killed 15 people", "person.killed", Number, count(15));
    b.says("the hospital");
    let least = b.claim(
        coast,
        "At least 10 people",
        "person.killed",
        Number,
        number(Bound::AtLeast, Some(10), Some(10), None),
    );
    let sides: [&[usize]; 4] = [&[dead], &[toll], &[denied], &[least]];
    let fact =
        b.fact(["how many people killed", "combien de morts"], "Lorvik", Status::Contradiction, &sides);
    let finding = b.finding(fact, Relation::Contradiction, Severity::Warning, &[denied], &[dead]);
    finding.same_answer = vec![Reason::new("answer.yes_against_no")];
    finding.confidence = 0.734_999;
    let finding = b.finding(fact, Relation::Update, Severity::Note, &[dead], &[toll]);
    finding.same_answer = vec![apart(3, "20")];
}

fn quiet(b: &mut Builder, harbour: usize, coast: usize, later: usize) {
    use ClaimKind::{Date, Duration, Identity, Money, Number};
    let injured = b.claim(harbour, "injured about 120", "person.injured", Number, about(120));
    let vague = number(Bound::Approximate, Some(20), None, Some(99));
    let hurt = b.claim(coast, "Dozens were hurt", "person.injured", Number, vague);
    let fact = b.fact(
        ["how many people injured", "combien de blessés"],
        "Lorvik",
        Status::Contradiction,
        &[&[injured], &[hurt]],
    );
    let finding = b.finding(fact, Relation::Contradiction, Severity::Note, &[injured], &[hurt]);
    finding.same_answer = vec![apart(15, "13")];
    finding.confidence = 0.4;

    let day = b.claim(harbour, "on 15 July", "event.date", Date, days((2024, 7, 15), (2024, 7, 15), false));
    let middle = b.claim(coast, "mid-July", "event.date", Date, days((2024, 7, 11), (2024, 7, 20), true));
    let fact = b.fact(
        ["when was the explosion", "quand l’explosion a-t-elle eu lieu"],
        "Lorvik",
        Status::Compatible,
        &[&[day], &[middle]],
    );
    let finding = b.finding(fact, Relation::Compatible, Severity::Note, &[day], &[middle]);
    finding.same_answer = vec![Reason::new("answer.both_hold")];

    let hours = measured("36", "h", "duration", "3600");
    let out = b.claim(harbour, "after 36 hours", "fire.duration", Duration, hours);
    let burned = b.claim(
        coast,
        "a day and a half",
        "fire.duration",
        Duration,
        measured("1.5", "d", "duration", "86400"),
    );
    let fact = b.fact(
        ["how long did the fire burn", "combien de temps l’incendie a-t-il duré"],
        "Lorvik",
        Status::Agreement,
        &[&[out, burned]],
    );
    let finding = b.finding(fact, Relation::Agreement, Severity::Note, &[out], &[burned]);
    finding.same_answer.push(Reason::new("independent").with("n", 2));

    let price = measured("1250000.50", "NOK", "money:NOK", "1");
    let cost = b.claim(harbour, "1 250 000.50 crowns", "money.cost", Money, price);
    b.fact(["what did it cost", "combien cela a-t-il coûté"], "Lorvik", Status::Single, &[&[cost]]);
    let who = b.claim(later, "dockers", "person.profession", Identity, Value::Name("dockers".to_owned()));
    b.fact(["who were the dead", "qui étaient les morts"], "Lorvik", Status::Single, &[&[who]]);
}
