//! Single misses and wrong findings in words: what to look at next.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};

use super::tables::Page;
use crate::eval::{Miss, Quoted, Stage, Wrong};
use crate::judge::Severity;
use crate::report::paint::Ink;
use crate::report::plain::{head, printable};
use crate::report::wire::bare;

/// Most characters of a passage.
const PASSAGE: usize = 180;
/// Characters by which a cut line may pass its limit, so that a word more or less is no matter.
const CUT: usize = 18;

impl Page {
    /// The first `cases` of the misses: the question, why its nearest pair was missed, and both passages.
    pub fn missed(&self, misses: &[&Miss], cases: usize, out: &mut dyn Write) -> io::Result<()> {
        self.heading("MISSED", Ink::Yellow, misses.len(), cases, out)?;
        for miss in misses.iter().take(cases) {
            let kind = miss.kind.map(|kind| bare(&kind)).unwrap_or_default();
            self.title(&miss.question, &[&miss.of, &miss.pair, &kind, &missed_of(miss)], out)?;
            let why = match (miss.stage, &miss.found) {
                (Stage::OtherVerdict, Some((relation, confidence))) => {
                    format!("found as {} ({confidence:.2})", bare(relation))
                }
                (Stage::Doubtful, Some((_, confidence))) => {
                    format!("{} ({confidence:.2})", miss.stage.told())
                }
                _ => miss.stage.told().to_owned(),
            };
            self.case([&miss.a, &miss.b], ("missed", &why), out)?;
        }
        Ok(())
    }

    /// The first `cases` of the wrong findings: what is labelled there, both passages, and why they were held together.
    pub fn wrong(&self, wrong: &[&Wrong], cases: usize, out: &mut dyn Write) -> io::Result<()> {
        self.heading("NOT RIGHT", Ink::Red, wrong.len(), cases, out)?;
        for finding in wrong.iter().take(cases) {
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let label = match &finding.label {
                Some((pair, label)) => format!("{pair} is labelled {label}"),
                None => "nothing is labelled here".to_owned(),
            };
            let sure = format!("{severity} {:.2}", finding.confidence);
            self.title(&label, &[&finding.of, &sure, &bare(&finding.kind)], out)?;
            self.case([&finding.a, &finding.b], ("held alike", &finding.same_question), out)?;
        }
        Ok(())
    }

    fn heading(
        &self,
        name: &str,
        ink: Ink,
        count: usize,
        cases: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if count == 0 || cases == 0 {
            return Ok(());
        }
        let shown = if cases < count { format!("{cases} of {count}") } else { count.to_string() };
        writeln!(out, "{} {}\n", self.painter.paint(ink, name), self.painter.paint(Ink::Dim, &shown))
    }

    /// What a case is about, and under it where it stands.
    fn title(&self, about: &str, parts: &[&str], out: &mut dyn Write) -> io::Result<()> {
        let width = usize::from(self.style.width).saturating_sub(CUT);
        if !about.is_empty() {
            writeln!(out, "{}", self.painter.paint(Ink::Bold, &head(&printable(about), width)))?;
        }
        let parts: Vec<String> =
            parts.iter().filter(|part| !part.is_empty()).map(|part| printable(part)).collect();
        writeln!(out, "{}", self.painter.paint(Ink::Dim, &head(&parts.join(" · "), width)))
    }

    /// Both passages, each with its place and the claim read from it; then the reason.
    fn case(
        &self,
        passages: [&Quoted; 2],
        (label, reason): (&str, &str),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut table = Table::new();
        table
            .load_preset(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.style.width);
        for (side, passage) in ["a", "b"].into_iter().zip(passages) {
            let words = head(&printable(&passage.quote), PASSAGE);
            let claim = passage.claim.as_deref().map_or_else(|| "nothing read".to_owned(), printable);
            let place = format!("{}:{}  {claim}", printable(&passage.file), passage.line);
            table.add_row([side.to_owned(), format!("“{words}”\n{}", self.painter.paint(Ink::Dim, &place))]);
        }
        table.add_row([self.painter.paint(Ink::Dim, label), printable(reason)]);
        table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))?;
        writeln!(out)
    }
}

/// How much of a question was missed, where it has several pairs.
fn missed_of(miss: &Miss) -> String {
    if miss.missed.whole > 1 {
        format!("{} of {} missed", miss.missed.part, miss.missed.whole)
    } else {
        String::new()
    }
}
