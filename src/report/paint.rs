//! The few terminal colours of the reports for people. Never the only sign of anything.

/// A colour or weight, as an ANSI "select graphic rendition" code.
#[derive(Clone, Copy)]
pub enum Ink {
    Bold,
    Dim,
    Red,
    Yellow,
    Green,
    Blue,
}

/// Paints or leaves alone, as the caller's terminal wants it.
#[derive(Clone, Copy)]
pub struct Painter {
    pub colour: bool,
}

impl Painter {
    /// `text` in `ink`.
    pub fn paint(self, ink: Ink, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Bold => "1",
            Ink::Dim => "2",
            Ink::Red => "1;31",
            Ink::Yellow => "1;33",
            Ink::Green => "32",
            Ink::Blue => "34",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}
