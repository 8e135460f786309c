//! Two small drawings of a question's numbers: the interval of each answer on one axis, so that a gap or an overlap is
//! seen; and each figure by the day it was published, so that a history is seen.
//!
//! Inline SVG; every text in it is escaped, every drawing has a title and a description in words.

use std::fmt::Write;

use rust_decimal::prelude::ToPrimitive;

use super::super::cite::Cited;
use super::super::plain::head;
use super::Edition;
use super::fact::sign;
use super::scale::{Scale, Tick, day_number};
use crate::judge::Fact;
use crate::pipeline::Report;
use crate::value::{Unit, Value};
use crate::words::Words;

const WIDTH: f64 = 700.0;
/// Where the axis of the intervals begins, and where every drawing ends.
const LEFT: f64 = 230.0;
const RIGHT: f64 = 650.0;
const ROW: f64 = 26.0;
/// Height of the plot of a timeline, and where it begins.
const PLOT: f64 = 150.0;
const EDGE: f64 = 90.0;
/// Rows or points beyond which a drawing would tell nothing.
const MOST: usize = 24;
const LABEL: usize = 16;
/// Width that a label of a tick needs, and height above the rows for a word on where answers meet.
const TICK_ROOM: f64 = 96.0;
const HEAD: f64 = 14.0;

/// A claim's answer as numbers on one scale.
struct Extent<'a> {
    side: usize,
    value: String,
    who: String,
    unit: Option<&'a Unit>,
    /// What is counted, as the claim has it.
    counted: Option<String>,
    low: Option<f64>,
    high: Option<f64>,
    middle: Option<f64>,
    /// Day of publication.
    day: Option<(f64, String)>,
}

impl Extent<'_> {
    fn numbers(&self) -> impl Iterator<Item = f64> + Clone {
        [self.low, self.high, self.middle].into_iter().flatten()
    }
}

/// The interval of each side, one under the other; `None` where the answers are no numbers or dates of one dimension.
pub fn axis(edition: Edition<'_>, fact: &Fact) -> Option<String> {
    let mut rows = Vec::new();
    for (side, claims) in fact.sides.iter().enumerate() {
        let first = Cited::all(edition.report, &claims.claims).next();
        rows.extend(first.and_then(|cited| extent(edition, cited, side)));
    }
    let scale = Scale::over(rows.iter().flat_map(Extent::numbers), LEFT, RIGHT)?;
    let dimension = dimension(edition.report, fact)?;
    if rows.len() < 2 || rows.len() > MOST {
        return None;
    }
    let plot = HEAD + ROW * rows.len() as f64;
    let told: Vec<&str> = rows.iter().map(|row| row.value.as_str()).collect();
    let mut svg = open(edition.words.say("draw.axis"), &told.join("; "), plot + 22.0);
    ticks(&mut svg, &value_ticks(&scale, dimension, &rows, edition), plot);
    meeting(&mut svg, &rows, &scale, plot, edition.words);
    for (at, row) in rows.iter().enumerate() {
        bar(&mut svg, row, HEAD + ROW * (at as f64 + 0.5), &scale);
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// Round values of the answers' own sort: dates, or numbers in the unit of the first.
fn value_ticks(scale: &Scale, dimension: &str, rows: &[Extent<'_>], edition: Edition<'_>) -> Vec<Tick> {
    if dimension == TIME {
        return scale.days(edition.words);
    }
    let unit = rows.iter().find_map(|row| row.unit);
    let factor = unit.and_then(|unit| unit.factor.to_f64()).filter(|factor| *factor > 0.0).unwrap_or(1.0);
    let offset = unit.and_then(|unit| unit.offset.to_f64()).unwrap_or(0.0);
    // Of what is only counted there are no parts.
    let whole = dimension.is_empty() && rows.iter().flat_map(Extent::numbers).all(|n| n.fract() == 0.0);
    let mut ticks = scale.numbers(factor, offset, if whole { 1.0 } else { 0.0 }, edition.words);
    let symbol = unit.map(|unit| edition.words.notation().symbol(unit).to_string());
    let symbol = symbol.or_else(|| rows.iter().find_map(|row| row.counted.clone()));
    if let (Some(last), Some(symbol)) = (ticks.last_mut(), symbol) {
        last.label = format!("{}\u{a0}{}", last.label, head(&symbol, LABEL));
    }
    ticks
}

/// An answer's label and interval, with an arrow where it is open.
fn bar(svg: &mut String, row: &Extent<'_>, y: f64, scale: &Scale) {
    let (letter, tint) = sign(row.side);
    let from = row.low.map_or(LEFT - 8.0, |low| scale.at(low));
    let to = row.high.map_or(RIGHT + 8.0, |high| scale.at(high));
    let label = escaped(&head(&format!("{letter}  {}", row.value), LABEL));
    let _ = write!(
        svg,
        r#"<text x="0" y="{:.1}">{label}</text><line class="rule" x1="{LEFT}" y1="{y:.1}" x2="{RIGHT}" y2="{y:.1}"/><g class="s{tint}"><line class="bar" x1="{from:.1}" y1="{y:.1}" x2="{to:.1}" y2="{y:.1}"/>"#,
        y + 4.0,
    );
    if row.low.is_none() {
        arrow(svg, from, y, -1.0);
    }
    if row.high.is_none() {
        arrow(svg, to, y, 1.0);
    }
    if let Some(middle) = row.middle {
        let _ = write!(svg, r#"<circle class="dot" cx="{:.1}" cy="{y:.1}" r="6"/>"#, scale.at(middle));
    }
    svg.push_str("</g>");
}

/// Where the two first answers meet, or the stretch between them that neither covers.
fn meeting(svg: &mut String, rows: &[Extent<'_>], scale: &Scale, plot: f64, words: &Words) {
    let [a, b, ..] = rows else { return };
    let later = |x: Option<f64>, y: Option<f64>| x.zip(y).map_or(x.or(y), |(x, y)| Some(x.max(y)));
    let sooner = |x: Option<f64>, y: Option<f64>| x.zip(y).map_or(x.or(y), |(x, y)| Some(x.min(y)));
    let from = later(a.low, b.low).map_or(LEFT, |low| scale.at(low));
    let to = sooner(a.high, b.high).map_or(RIGHT, |high| scale.at(high));
    let (class, word) = if to < from { ("gap", "draw.gap") } else { ("overlap", "draw.overlap") };
    let (x, width, height) = (from.min(to), (to - from).abs(), plot - HEAD);
    if width > 0.0 {
        let (middle, word) = (x + width / 2.0, escaped(words.say(word)));
        let _ = write!(
            svg,
            r#"<rect class="{class}" x="{x:.1}" y="{HEAD}" width="{width:.1}" height="{height:.1}"/><text class="soft" text-anchor="middle" x="{middle:.1}" y="10">{word}</text>"#,
        );
    }
}

fn arrow(svg: &mut String, x: f64, y: f64, direction: f64) {
    let (tip, top, bottom) = (x + 9.0 * direction, y - 7.0, y + 7.0);
    let _ = write!(svg, r#"<path class="open" d="M{x:.1} {top:.1}L{tip:.1} {y:.1}L{x:.1} {bottom:.1}Z"/>"#);
}

/// Ticks below a plot of a height, those whose labels have room.
fn ticks(svg: &mut String, ticks: &[Tick], plot: f64) {
    let mut free = f64::MIN;
    for Tick { place: x, label } in ticks {
        let _ =
            write!(svg, r#"<line class="tick" x1="{x:.1}" y1="{HEAD}" x2="{x:.1}" y2="{:.1}"/>"#, plot + 4.0);
        if *x >= free {
            free = x + TICK_ROOM;
            let (y, label) = (plot + 18.0, escaped(label));
            let _ = write!(
                svg,
                r#"<text class="soft" text-anchor="middle" x="{x:.1}" y="{y:.1}">{label}</text>"#
            );
        }
    }
}

/// Each figure by day of publication; `None` where there are not two days with numbers of one dimension.
pub fn timeline(edition: Edition<'_>, fact: &Fact) -> Option<String> {
    let mut points = Vec::new();
    for (side, claims) in fact.sides.iter().enumerate() {
        let dated = Cited::all(edition.report, &claims.claims)
            .filter(|cited| matches!(cited.claim.value, Value::Quantity(_)))
            .filter_map(|cited| extent(edition, cited, side))
            .filter(|point| point.day.is_some());
        points.extend(dated.take(MOST));
    }
    let mut days: Vec<(f64, &str)> =
        points.iter().filter_map(|point| point.day.as_ref()).map(|(at, day)| (*at, day.as_str())).collect();
    days.sort_by(|a, b| a.0.total_cmp(&b.0));
    days.dedup();
    let dimension = dimension(edition.report, fact)?;
    if days.len() < 2 || points.len() > MOST {
        return None;
    }
    let across = Scale::over(days.iter().map(|(at, _)| *at), EDGE + 10.0, RIGHT - 90.0)?;
    let up = Scale::over(points.iter().flat_map(Extent::numbers), PLOT - 10.0, 14.0)?;
    let told = |point: &Extent<'_>| {
        let day = point.day.as_ref().map_or("", |(_, day)| day.as_str());
        format!("{day}: {} ({})", point.value, point.who)
    };
    let told: Vec<String> = points.iter().map(told).collect();
    let mut svg = open(edition.words.say("draw.timeline"), &told.join("; "), PLOT + 22.0);
    for Tick { place: y, label } in value_ticks(&up, dimension, &points, edition) {
        let (x, below, label) = (EDGE - 8.0, y + 4.0, escaped(&label));
        let _ = write!(
            svg,
            r#"<line class="tick" x1="{EDGE}" y1="{y:.1}" x2="{RIGHT}" y2="{y:.1}"/><text class="soft" text-anchor="end" x="{x}" y="{below:.1}">{label}</text>"#,
        );
    }
    let named = days.iter().map(|(at, day)| Tick { place: across.at(*at), label: (*day).to_owned() });
    ticks(&mut svg, &named.collect::<Vec<_>>(), PLOT);
    let mut labels = Vec::new();
    for point in &points {
        mark(&mut svg, point, &across, &up, &mut labels);
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// A point with its interval and, where there is room, its value.
fn mark(svg: &mut String, point: &Extent<'_>, across: &Scale, up: &Scale, labels: &mut Vec<(f64, f64)>) {
    let Some((day, _)) = &point.day else { return };
    let between = point.low.zip(point.high).map(|(low, high)| (low + high) / 2.0);
    let Some(middle) = point.middle.or(between).or(point.low).or(point.high) else { return };
    let (_, tint) = sign(point.side);
    let (x, y) = (across.at(*day), up.at(middle));
    let (low, high) = (up.at(point.low.unwrap_or(middle)), up.at(point.high.unwrap_or(middle)));
    let title = escaped(&format!("{} ({})", point.value, point.who));
    let _ = write!(
        svg,
        r#"<g class="s{tint}"><title>{title}</title><line stroke="currentcolor" x1="{x:.1}" y1="{low:.1}" x2="{x:.1}" y2="{high:.1}"/><circle class="dot" cx="{x:.1}" cy="{y:.1}" r="5"/></g>"#,
    );
    if labels.iter().all(|(left, top)| (left - x).abs() > TICK_ROOM || (top - y).abs() > 12.0) {
        labels.push((x, y));
        let (x, y, value) = (x + 9.0, y + 4.0, escaped(&head(&point.value, LABEL)));
        let _ = write!(svg, r#"<text x="{x:.1}" y="{y:.1}">{value}</text>"#);
    }
}

/// A claim's value in the base unit of its dimension, dates in days; `None` where it is no quantity or bounded nowhere.
fn extent<'a>(edition: Edition<'a>, cited: Cited<'a>, side: usize) -> Option<Extent<'a>> {
    let mut unit = None;
    let (low, high, middle) = match &cited.claim.value {
        Value::Quantity(quantity) => {
            unit = quantity.unit.as_deref();
            let base = |number: Option<rust_decimal::Decimal>| match unit {
                Some(unit) => number?.checked_mul(unit.factor)?.checked_add(unit.offset)?.to_f64(),
                None => number?.to_f64(),
            };
            (base(quantity.low), base(quantity.high), base(quantity.nominal))
        }
        Value::Time(times) => {
            let whens: Vec<_> = times.members.iter().filter_map(|member| member.interval).collect();
            let low = whens.first()?.low.map(|at| day_number(at.date()));
            // A day ends where the next begins.
            (low, whens.last()?.high.map(|at| day_number(at.date()) + 1.0), None)
        }
        Value::Name(_) | Value::Truth(_) => return None,
    };
    low.or(high).or(middle)?;
    let published = cited.source.metadata.published;
    let day = published.map(|date| (day_number(date.first()), edition.words.published(date)));
    let (value, who) = (cited.value(edition.words), cited.voice(edition.words));
    let counted = cited.counted();
    Some(Extent { side, value, who, unit, counted, low, high, middle, day })
}

/// Stands for the dimension of dates.
const TIME: &str = "\u{1f}time";

/// The dimension of all answers, empty for plain counts; `None` where they are not of one that an axis can show.
fn dimension<'a>(report: &'a Report, fact: &'a Fact) -> Option<&'a str> {
    let claims = fact.sides.iter().flat_map(|side| Cited::all(report, &side.claims));
    let mut dimensions = claims.filter_map(|cited| match &cited.claim.value {
        Value::Quantity(quantity) => Some(quantity.unit.as_deref().map_or("", |unit| &unit.dimension)),
        Value::Time(_) => Some(TIME),
        Value::Name(_) | Value::Truth(_) => None,
    });
    let first = dimensions.next()?;
    dimensions.all(|dimension| dimension == first).then_some(first)
}

fn open(title: &str, description: &str, height: f64) -> String {
    let (title, description) = (escaped(title), escaped(description));
    format!(
        r#"<svg role="img" viewBox="0 0 {WIDTH} {height:.0}" aria-label="{title}: {description}"><title>{title}</title><desc>{description}</desc>"#,
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
