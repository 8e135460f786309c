//! Two small drawings of a question's numbers: the interval of each answer on one axis, so that a gap or an overlap is
//! seen; and each figure by the day it was published, so that a history is seen.
//!
//! Inline SVG; every text in it is escaped, every drawing has a title and a description in words.

use std::fmt::Write;

use rust_decimal::prelude::ToPrimitive;

use super::super::cite::Cited;
use super::super::plain::{head, printable};
use super::fact::sign;
use crate::judge::Fact;
use crate::pipeline::Report;
use crate::value::Value;

const WIDTH: f64 = 700.0;
const LEFT: f64 = 190.0;
const RIGHT: f64 = 670.0;
const ROW: f64 = 26.0;
/// Rows or points beyond which a drawing would tell nothing.
const MOST: usize = 24;
const LABEL: usize = 22;

/// A claim's answer as numbers on one scale.
struct Extent {
    side: usize,
    value: String,
    who: String,
    low: Option<f64>,
    high: Option<f64>,
    middle: Option<f64>,
    /// Day of publication.
    day: Option<(f64, String)>,
}

/// The interval of each side, one under the other; `None` where the answers are no numbers or dates of one dimension.
pub fn axis(report: &Report, fact: &Fact) -> Option<String> {
    let mut rows = Vec::new();
    for (side, claims) in fact.sides.iter().enumerate() {
        rows.extend(Cited::all(report, &claims.claims).next().and_then(|cited| extent(cited, side)));
    }
    let known = || rows.iter().flat_map(|row| [row.low, row.high, row.middle]).flatten();
    let scale = Scale::over(known(), LEFT, RIGHT)?;
    if rows.len() < 2 || rows.len() > MOST || !one_dimension(report, fact) {
        return None;
    }
    let height = ROW * rows.len() as f64 + 16.0;
    let words: Vec<String> = rows.iter().map(|row| row.value.clone()).collect();
    let mut svg = open("The answers on one axis", &words.join("; "), height);
    for (at, row) in rows.iter().enumerate() {
        let (letter, tint) = sign(row.side);
        let y = ROW * at as f64 + 20.0;
        let from = row.low.map_or(LEFT - 8.0, |low| scale.at(low));
        let to = row.high.map_or(RIGHT + 8.0, |high| scale.at(high));
        let label = escaped(&head(&format!("{letter}  {}", row.value), LABEL));
        let _ = write!(
            svg,
            r#"<text x="0" y="{:.1}">{label}</text><line class="rule" x1="{LEFT}" y1="{y:.1}" x2="{RIGHT}" y2="{y:.1}"/><g class="s{tint}"><line class="bar" x1="{from:.1}" y1="{y:.1}" x2="{to:.1}" y2="{y:.1}"/>"#,
            y + 4.0,
        );
        if row.low.is_none() {
            arrow(&mut svg, from, y, -1.0);
        }
        if row.high.is_none() {
            arrow(&mut svg, to, y, 1.0);
        }
        if let Some(middle) = row.middle {
            let _ = write!(svg, r#"<circle class="dot" cx="{:.1}" cy="{y:.1}" r="6"/>"#, scale.at(middle));
        }
        svg.push_str("</g>");
    }
    gap(&mut svg, &rows, &scale, height);
    svg.push_str("</svg>");
    Some(svg)
}

/// The stretch that no answer covers between the two first answers, where they do not meet.
fn gap(svg: &mut String, rows: &[Extent], scale: &Scale, height: f64) {
    let [a, b, ..] = rows else { return };
    let between = |low: Option<f64>, high: Option<f64>| Some((low?, high?)).filter(|(low, high)| low < high);
    let Some((from, to)) = between(a.high, b.low).or_else(|| between(b.high, a.low)) else { return };
    let (x, width) = (scale.at(from), scale.at(to) - scale.at(from));
    let _ = write!(
        svg,
        r#"<rect class="gap" x="{x:.1}" y="4" width="{width:.1}" height="{:.1}"/>"#,
        height - 8.0
    );
}

fn arrow(svg: &mut String, x: f64, y: f64, direction: f64) {
    let (tip, top, bottom) = (x + 9.0 * direction, y - 7.0, y + 7.0);
    let _ = write!(svg, r#"<path class="open" d="M{x:.1} {top:.1}L{tip:.1} {y:.1}L{x:.1} {bottom:.1}Z"/>"#);
}

/// Each figure by day of publication; `None` where there are not two days with numbers of one dimension.
pub fn timeline(report: &Report, fact: &Fact) -> Option<String> {
    let mut points = Vec::new();
    for (side, claims) in fact.sides.iter().enumerate() {
        let dated = Cited::all(report, &claims.claims)
            .filter(|cited| matches!(cited.claim.value, Value::Quantity(_)))
            .filter_map(|cited| extent(cited, side))
            .filter(|point| point.day.is_some());
        points.extend(dated.take(MOST));
    }
    let days: Vec<f64> = points.iter().filter_map(|point| Some(point.day.as_ref()?.0)).collect();
    let first = days.iter().copied().reduce(f64::min)?;
    let last = days.iter().copied().reduce(f64::max)?;
    if first >= last || points.len() > MOST || !one_dimension(report, fact) {
        return None;
    }
    let (top, bottom) = (20.0, 150.0);
    let across = Scale::over(days.iter().copied(), 60.0, RIGHT - 90.0)?;
    let up = Scale::over(
        points.iter().flat_map(|point| [point.low, point.high, point.middle]).flatten(),
        bottom,
        top,
    )?;
    let told = |point: &Extent| {
        let day = point.day.as_ref().map_or("", |(_, day)| day.as_str());
        format!("{day}: {} ({})", point.value, point.who)
    };
    let words: Vec<String> = points.iter().map(told).collect();
    let mut svg = open("The figures by day of publication", &words.join("; "), bottom + 34.0);
    let _ = write!(svg, r#"<line class="rule" x1="40" y1="{0}" x2="{RIGHT}" y2="{0}"/>"#, bottom + 12.0);
    let mut named: Vec<&str> = Vec::new();
    for point in &points {
        let Some((day, date)) = &point.day else { continue };
        let x = across.at(*day);
        if !named.contains(&date.as_str()) {
            named.push(date);
            let y = bottom + 28.0;
            let _ = write!(
                svg,
                r#"<text class="soft" text-anchor="middle" x="{x:.1}" y="{y:.1}">{}</text>"#,
                escaped(date)
            );
        }
        mark(&mut svg, point, x, &up);
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// A point with its interval and its value.
fn mark(svg: &mut String, point: &Extent, x: f64, up: &Scale) {
    let Some(middle) = point.middle.or(point.low).or(point.high) else { return };
    let (_, tint) = sign(point.side);
    let y = up.at(middle);
    let (low, high) = (up.at(point.low.unwrap_or(middle)), up.at(point.high.unwrap_or(middle)));
    let _ = write!(
        svg,
        r#"<g class="s{tint}"><title>{}</title><line stroke="currentcolor" x1="{x:.1}" y1="{low:.1}" x2="{x:.1}" y2="{high:.1}"/><circle class="dot" cx="{x:.1}" cy="{y:.1}" r="5"/></g><text x="{:.1}" y="{:.1}">{}</text>"#,
        escaped(&format!("{} ({})", point.value, point.who)),
        x + 9.0,
        y + 4.0,
        escaped(&head(&point.value, LABEL)),
    );
}

/// A claim's value in the base unit of its dimension, dates in days; `None` where it is no quantity or bounded nowhere.
fn extent(cited: Cited<'_>, side: usize) -> Option<Extent> {
    let (low, high, middle) = match &cited.claim.value {
        Value::Quantity(quantity) => {
            let unit = quantity.unit.as_deref();
            let base = |number: Option<rust_decimal::Decimal>| match unit {
                Some(unit) => number?.checked_mul(unit.factor)?.checked_add(unit.offset)?.to_f64(),
                None => number?.to_f64(),
            };
            (base(quantity.low), base(quantity.high), base(quantity.nominal))
        }
        Value::Time(times) => {
            let whens: Vec<_> = times.members.iter().filter_map(|member| member.interval).collect();
            let low = whens.first()?.low.map(|at| day_number(at.date()));
            (low, whens.last()?.high.map(|at| day_number(at.date())), None)
        }
        Value::Name(_) | Value::Truth(_) => return None,
    };
    low.or(high).or(middle)?;
    let published = cited.source.metadata.published;
    let day = published.map(|date| (day_number(date.first()), date.to_string()));
    let value = printable(&cited.claim.value.to_string());
    Some(Extent { side, value, who: cited.voice(), low, high, middle, day })
}

fn day_number(date: jiff::civil::Date) -> f64 {
    date.duration_since(jiff::civil::Date::ZERO).as_secs_f64() / 86_400.0
}

/// Whether all answers are of one sort that one axis can show.
fn one_dimension(report: &Report, fact: &Fact) -> bool {
    let mut dimensions =
        fact.sides.iter().flat_map(|side| Cited::all(report, &side.claims)).filter_map(|cited| match &cited
            .claim
            .value
        {
            Value::Quantity(quantity) => Some(quantity.unit.as_deref().map_or("", |unit| &unit.dimension)),
            Value::Time(_) => Some("\u{1f}time"),
            Value::Name(_) | Value::Truth(_) => None,
        });
    let first = dimensions.next();
    dimensions.all(|dimension| Some(dimension) == first)
}

/// A linear map from values to places.
struct Scale {
    from: f64,
    span: f64,
    start: f64,
    length: f64,
}

impl Scale {
    /// From the least value at `start` to the greatest at `end`; `None` without a value.
    fn over(values: impl Iterator<Item = f64> + Clone, start: f64, end: f64) -> Option<Self> {
        let from = values.clone().reduce(f64::min)?;
        let span = values.reduce(f64::max)? - from;
        Some(Self { from, span, start, length: end - start })
    }

    fn at(&self, value: f64) -> f64 {
        let share = if self.span > 0.0 { (value - self.from) / self.span } else { 0.5 };
        self.start + share * self.length
    }
}

fn open(title: &str, description: &str, height: f64) -> String {
    format!(
        r#"<svg role="img" viewBox="0 0 {WIDTH} {height:.0}" aria-label="{0}: {1}"><title>{0}</title>"#,
        escaped(title),
        escaped(description),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
