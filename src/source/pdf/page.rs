//! What a page draws: its content stream, as far as it places text.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::unpack::Fault;
use super::Dropped;
use super::font::Font;
use super::layout::{Line, Run, lines};

/// Operations of a whole document, forms that stand in forms, and kept states: what a made-up file could ask more of.
const OPERATIONS: usize = 20_000_000;
const DEPTH: usize = 8;
const STATES: usize = 256;

/// Reads one page after the other.
pub(super) struct Reader<'d> {
    file: &'d Document,
    fonts: BTreeMap<ObjectId, Option<Rc<Font<'d>>>>,
    /// Bytes that streams may still unpack to, and that text may still have.
    left: usize,
    operations: usize,
    pub dropped: Dropped,
}

/// A matrix `[a b c d e f]`.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `first`, then `second`.
fn product(first: Matrix, second: Matrix) -> Matrix {
    let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (first, second);
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

/// How text is placed and written at one moment.
#[derive(Clone)]
struct State<'d> {
    outer: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<Rc<Font<'d>>>,
    size: f32,
    leading: f32,
    spacing: f32,
    word_spacing: f32,
    stretch: f32,
    rise: f32,
}

impl State<'_> {
    fn new() -> Self {
        State {
            outer: IDENTITY,
            text: IDENTITY,
            line: IDENTITY,
            font: None,
            size: 0.0,
            leading: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            rise: 0.0,
        }
    }

    fn place(&mut self, matrix: Matrix) {
        (self.text, self.line) = (matrix, matrix);
    }

    fn move_line(&mut self, x: f32, y: f32) {
        self.place(product([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }

    fn advance(&mut self, by: f32) {
        self.text = product([1.0, 0.0, 0.0, 1.0, by * self.stretch, 0.0], self.text);
    }

    /// Where the next character begins, with the length of one unit of the font's size; `None` for text that does not
    /// run from left to right.
    fn at(&self) -> (f32, f32, Option<f32>) {
        let [a, b, _, _, x, y] =
            product(product([1.0, 0.0, 0.0, 1.0, 0.0, self.rise], self.text), self.outer);
        (x, y, (a > 0.0 && b.abs() < a / 4.0).then_some(a * self.size.abs()))
    }
}

/// Text of one page on its way to lines.
struct Sheet<'d> {
    runs: Vec<Run>,
    /// Marked content that is open; what it marks as no part of the text is left out.
    marks: Vec<bool>,
    kept: Vec<State<'d>>,
    state: State<'d>,
}

impl<'d> Reader<'d> {
    pub fn new(file: &'d Document, limit: usize) -> Self {
        Self { file, fonts: BTreeMap::new(), left: limit, operations: OPERATIONS, dropped: Dropped::new() }
    }

    /// The lines of a page.
    ///
    /// # Errors
    /// [`Fault`] where the document unpacks to more than its limit, or asks for endless work.
    pub fn page(&mut self, id: ObjectId) -> Result<Vec<Line>, Fault> {
        let content = self.file.get_page_content_with_limit(id, self.left).map_err(|_| Fault::TooLarge)?;
        self.left = self.left.saturating_sub(content.len());
        let (own, named) = self.file.get_page_resources(id).unwrap_or_default();
        let named = named.iter().filter_map(|&id| self.file.get_dictionary(id).ok());
        let resources: Vec<&Dictionary> = own.into_iter().chain(named).collect();
        let mut sheet = Sheet { runs: Vec::new(), marks: Vec::new(), kept: Vec::new(), state: State::new() };
        self.draw(&content, &resources, 0, &mut sheet)?;
        Ok(lines(sheet.runs))
    }

    fn draw(
        &mut self,
        content: &[u8],
        resources: &[&'d Dictionary],
        depth: usize,
        sheet: &mut Sheet<'d>,
    ) -> Result<(), Fault> {
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            self.operations = self.operations.checked_sub(1).ok_or(Fault::TooLarge)?;
            match operation.operator.as_str() {
                "Do" if depth < DEPTH => self.form(&operation, resources, depth, sheet)?,
                "Tf" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok());
                    sheet.state.font = name.and_then(|name| self.font(name, resources));
                    sheet.state.size = number(&operation, 1);
                }
                "Tj" | "TJ" | "'" | "\"" => self.show(&operation, sheet)?,
                _ => sheet.obey(&operation),
            }
        }
        Ok(())
    }

    /// Draws what is kept apart to be drawn in several places.
    fn form(
        &mut self,
        operation: &Operation,
        resources: &[&'d Dictionary],
        depth: usize,
        sheet: &mut Sheet<'d>,
    ) -> Result<(), Fault> {
        let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
        let Some(form) =
            self.resource(b"XObject", name, resources).and_then(|(_, form)| form.as_stream().ok())
        else {
            return Ok(());
        };
        if !form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|sort| sort == b"Form") {
            return Ok(());
        }
        let content = form.get_plain_content_with_limit(self.left).map_err(|_| Fault::TooLarge)?;
        self.left = self.left.saturating_sub(content.len());
        let own = form.dict.get_deref(b"Resources", self.file).and_then(Object::as_dict).ok();
        let resources = own.map_or(resources.to_vec(), |own| vec![own]);
        let before = sheet.state.clone();
        if let Some(matrix) = form.dict.get_deref(b"Matrix", self.file).ok().and_then(matrix) {
            sheet.state.outer = product(matrix, sheet.state.outer);
        }
        self.draw(&content, &resources, depth + 1, sheet)?;
        sheet.state = before;
        Ok(())
    }

    /// A named resource with its id, where it has one.
    fn resource(
        &self,
        sort: &[u8],
        name: &[u8],
        resources: &[&'d Dictionary],
    ) -> Option<(Option<ObjectId>, &'d Object)> {
        let of = |resources: &&'d Dictionary| {
            let object = resources.get_deref(sort, self.file).ok()?.as_dict().ok()?.get(name).ok()?;
            self.file.dereference(object).ok()
        };
        resources.iter().find_map(of)
    }

    fn font(&mut self, name: &[u8], resources: &[&'d Dictionary]) -> Option<Rc<Font<'d>>> {
        let (id, font) = self.resource(b"Font", name, resources)?;
        let (file, left) = (self.file, self.left);
        let read = || Some(Rc::new(Font::new(file, font.as_dict().ok()?, left)?));
        match id {
            Some(id) => self.fonts.entry(id).or_insert_with(read).clone(),
            None => read(),
        }
    }

    fn show(&mut self, operation: &Operation, sheet: &mut Sheet<'d>) -> Result<(), Fault> {
        let mut operands = operation.operands.as_slice();
        if operation.operator == "\"" {
            (sheet.state.word_spacing, sheet.state.spacing) = (number(operation, 0), number(operation, 1));
            operands = operands.get(2..).unwrap_or_default();
        }
        if matches!(operation.operator.as_str(), "'" | "\"") {
            sheet.state.move_line(0.0, -sheet.state.leading);
        }
        let parts = match operands.first() {
            Some(Object::Array(parts)) => parts.as_slice(),
            _ => operands,
        };
        for part in parts {
            match part {
                Object::String(bytes, _) => self.string(bytes, sheet)?,
                other => {
                    let back = other.as_float().unwrap_or_default() / 1000.0 * sheet.state.size;
                    sheet.state.advance(-back);
                }
            }
        }
        Ok(())
    }

    fn string(&mut self, bytes: &[u8], sheet: &mut Sheet<'d>) -> Result<(), Fault> {
        let Some(font) = sheet.state.font.clone() else { return Ok(()) };
        let shown = font.show(bytes);
        self.left = self.left.checked_sub(shown.text.len()).ok_or(Fault::TooLarge)?;
        let (x, y, size) = sheet.state.at();
        let state = &mut sheet.state;
        let (codes, blanks) = (shown.codes as f32, shown.blanks as f32);
        state.advance(shown.width * state.size + codes * state.spacing + blanks * state.word_spacing);
        let apart = sheet.marks.contains(&true).then_some("page furniture");
        match (apart, size) {
            (None, Some(size)) => {
                sheet.runs.push(Run { x, y, end: sheet.state.at().0, size, text: shown.text });
            }
            (apart, _) => {
                let sort = apart.unwrap_or("text set askew");
                *self.dropped.entry(sort).or_default() += shown.text.trim().chars().count();
            }
        }
        Ok(())
    }
}

impl Sheet<'_> {
    /// An operation that places text, or none that matters.
    fn obey(&mut self, operation: &Operation) {
        let state = &mut self.state;
        match operation.operator.as_str() {
            "q" if self.kept.len() < STATES => self.kept.push(state.clone()),
            "Q" => self.state = self.kept.pop().unwrap_or_else(|| state.clone()),
            "cm" => {
                if let Some(matrix) = six(&operation.operands) {
                    state.outer = product(matrix, state.outer);
                }
            }
            "BT" => state.place(IDENTITY),
            "Tm" => state.place(six(&operation.operands).unwrap_or(IDENTITY)),
            "Td" => state.move_line(number(operation, 0), number(operation, 1)),
            "TD" => {
                state.leading = -number(operation, 1);
                state.move_line(number(operation, 0), number(operation, 1));
            }
            "T*" => state.move_line(0.0, -state.leading),
            "TL" => state.leading = number(operation, 0),
            "Tc" => state.spacing = number(operation, 0),
            "Tw" => state.word_spacing = number(operation, 0),
            "Tz" => state.stretch = number(operation, 0) / 100.0,
            "Ts" => state.rise = number(operation, 0),
            "BMC" | "BDC" if self.marks.len() < STATES => {
                let sort = operation.operands.first().and_then(|sort| sort.as_name().ok());
                self.marks.push(sort == Some(b"Artifact"));
            }
            "EMC" => {
                self.marks.pop();
            }
            _ => {}
        }
    }
}

fn number(operation: &Operation, at: usize) -> f32 {
    operation.operands.get(at).and_then(|number| number.as_float().ok()).unwrap_or_default()
}

fn six(numbers: &[Object]) -> Option<Matrix> {
    let numbers: Vec<f32> = numbers.iter().filter_map(|number| number.as_float().ok()).collect();
    numbers.try_into().ok()
}

fn matrix(object: &Object) -> Option<Matrix> {
    six(object.as_array().ok()?)
}
