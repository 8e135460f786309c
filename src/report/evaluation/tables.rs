//! The figures as tables that fit a terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde::Serialize;

use crate::eval::{Calibration, Calls, ClusterScore, Evaluation, Figures, Share, Stage, Tally};
use crate::judge::Relation;
use crate::report::Style;
use crate::report::paint::{Ink, Painter};
use crate::report::plain::printable;
use crate::report::wire::bare;

/// A page of tables.
pub(super) struct Page {
    pub style: Style,
    pub painter: Painter,
}

type Row = Vec<String>;

impl Page {
    pub fn new(style: Style) -> Self {
        Self { style, painter: Painter { colour: style.colour } }
    }

    /// The figures of labelled clusters.
    pub fn clusters(&self, evaluation: &Evaluation, out: &mut dyn Write) -> io::Result<()> {
        let total = evaluation.figures();
        let row = |name: &str, figures: &Figures, cell: fn(Share) -> String| {
            let Figures { recall, questions, precision, agreements, false_alarms, .. } = *figures;
            let shares = [precision, recall, questions, agreements, false_alarms].map(cell);
            std::iter::once(printable(name)).chain(shares).collect::<Row>()
        };
        let mut rows: Vec<Row> = evaluation
            .clusters
            .iter()
            .map(|cluster| row(folder(cluster), &cluster.figures, counts))
            .collect();
        rows.push(row("total", &total, counts));
        rows.push(row("", &total, percent));
        let title = plural(rows.len() - 2, "labelled cluster");
        self.table(&title, &["precision", "recall", "questions", "agreements", "alarms"], rows, out)?;
        self.tallies("relation", &total.relations, out)?;
        self.tallies("contradictions by kind", &total.kinds, out)?;
        self.shares("contradictions by severity", "right", total.severities.iter().rev(), out)?;
        self.shares("false alarms by label", "flagged", total.alarms.iter(), out)?;
        self.calibration(&total.calibration, out)?;
        self.lost(&total.lost, out)
    }

    /// The figures of sentence pairs.
    pub fn pairs(&self, evaluation: &Evaluation, out: &mut dyn Write) -> io::Result<()> {
        let total = evaluation.pair_figures();
        let row = |name: &str, calls: &Calls| {
            let Tally { precision, recall } = calls.contradictions;
            let f1 = calls.contradictions.f1().map_or_else(dash, one_place);
            vec![printable(name), both(precision), both(recall), f1, percent(calls.accuracy)]
        };
        let mut rows = Vec::new();
        let totals = (evaluation.pairs.len() > 1).then_some(("total", &total));
        for (name, figures) in evaluation.pairs.iter().map(|p| (p.name.as_str(), &p.figures)).chain(totals) {
            rows.push(row(name, &figures.all));
            rows.push(row("  claims on both sides", &figures.both_read));
        }
        let title = plural(total.all.accuracy.whole, "sentence pair");
        self.table(&title, &["precision", "recall", "F1", "accuracy"], rows, out)?;
        self.tallies("contradictions by kind", &total.kinds, out)?;
        self.shares("false alarms by label", "flagged", total.alarms.iter(), out)?;
        self.calibration(&total.calibration, out)?;
        self.lost(&BTreeMap::from([(Relation::Contradiction, total.lost)]), out)?;
        if total.unreadable > 0 {
            writeln!(out, "{} cannot be read as text\n", plural(total.unreadable, "pair"))?;
        }
        Ok(())
    }

    fn tallies<K: Serialize>(
        &self,
        title: &str,
        tallies: &BTreeMap<K, Tally>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let row = |(name, tally): (&K, &Tally)| {
            let f1 = tally.f1().map_or_else(dash, one_place);
            vec![bare(name), both(tally.precision), both(tally.recall), f1]
        };
        self.table(title, &["precision", "recall", "F1"], tallies.iter().map(row).collect(), out)
    }

    fn shares<'s, K: Serialize + 's>(
        &self,
        title: &str,
        column: &str,
        shares: impl Iterator<Item = (&'s K, &'s Share)>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let rows = shares.map(|(name, share)| vec![printable(&bare(name)), both(*share)]);
        self.table(title, &[column], rows.collect(), out)
    }

    fn calibration(&self, calibration: &Calibration, out: &mut dyn Write) -> io::Result<()> {
        let rows = calibration.bands().map(|band| {
            let to = if band.to < 1.0 { "below" } else { "to" };
            let range = format!("{:.1} {to} {:.1}", band.from, band.to);
            vec![range, one_place(band.mean), both(band.right)]
        });
        let title = match calibration.error() {
            Some(error) => format!("confidence (off by {} %)", one_place(error)),
            None => "confidence".to_owned(),
        };
        self.table(&title, &["mean %", "right"], rows.collect(), out)
    }

    /// Where labelled pairs were lost: a row a stage, a column a relation.
    fn lost(&self, lost: &BTreeMap<Relation, BTreeMap<Stage, usize>>, out: &mut dyn Write) -> io::Result<()> {
        let relations: Vec<String> = lost.keys().map(bare).collect();
        let row = |stage: Stage| {
            let count = |stages: &BTreeMap<Stage, usize>| stages.get(&stage).copied().unwrap_or_default();
            let counts: Row = lost.values().map(|stages| count(stages).to_string()).collect();
            std::iter::once(stage.told().to_owned()).chain(counts).collect()
        };
        let columns: Vec<&str> = relations.iter().map(String::as_str).collect();
        self.table("not found, because", &columns, Stage::ALL.map(row).to_vec(), out)
    }

    /// Writes a table whose first column is headed by its title; nothing where it has no rows.
    fn table(&self, title: &str, columns: &[&str], rows: Vec<Row>, out: &mut dyn Write) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut table = Table::new();
        table
            .load_preset(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.style.width)
            .set_header([title].iter().chain(columns).map(|name| self.painter.paint(Ink::Bold, name)))
            .add_rows(rows);
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))?;
        writeln!(out)
    }
}

/// The last part of a cluster's path, which is shorter than its name.
fn folder(cluster: &ClusterScore) -> &str {
    Path::new(&cluster.path).file_name().and_then(|name| name.to_str()).unwrap_or(&cluster.name)
}

fn dash() -> String {
    "–".to_owned()
}

/// A ratio in per cent with one place.
fn one_place(ratio: f64) -> String {
    format!("{:.1}", 100.0 * ratio)
}

fn percent(share: Share) -> String {
    share.ratio().map_or_else(dash, |ratio| format!("{} %", one_place(ratio)))
}

fn counts(share: Share) -> String {
    format!("{}/{}", share.part, share.whole)
}

/// Per cent and counts, so that columns of them line up.
fn both(share: Share) -> String {
    format!("{} {:>9}", percent(share), counts(share))
}

/// `1 error`, `2 errors`.
fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
