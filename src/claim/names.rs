//! The names in a document, each under one canonical form.
//!
//! A name is what the packs list, or a run of capitalised words. Within one document short forms lead back to long
//! ones: an acronym to the name it follows in brackets, a surname to the person introduced in full.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lexicon::{Cue, EntityId, EntityKind, Facet, Lexicon, Meaning, Role};
use super::sentence::Parsed;
use crate::syntax::Upos;
use crate::text::{fold, unaccented};

/// A name where it stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub words: Range<usize>,
    /// The name in canonical form.
    pub name: String,
    /// Its entry in the packs, where it has one.
    pub entity: Option<EntityId>,
    /// How it stands there.
    pub facet: Facet,
    /// Whether it is a place.
    pub place: bool,
}

/// What a document has introduced so far.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    canonical: FxHashMap<String, String>,
}

impl Aliases {
    /// The long form of a name, or the name itself.
    #[must_use]
    pub fn resolve<'a>(&'a self, name: &'a str) -> &'a str {
        self.canonical.get(fold(name).as_ref()).map_or(name, String::as_str)
    }

    /// Learns the short forms a sentence introduces.
    pub fn learn(&mut self, sentence: &Parsed<'_>, mentions: &[Mention]) {
        for mention in mentions {
            if mention.entity.is_none()
                && let Some((_, last)) = mention.name.rsplit_once(' ')
            {
                self.canonical.entry(fold(last).into_owned()).or_insert_with(|| mention.name.clone());
            }
            if let Some(short) = bracketed(sentence, mention.words.end) {
                let long = self.resolve(&mention.name).to_owned();
                self.canonical.entry(fold(short).into_owned()).or_insert(long);
            }
        }
    }
}

/// The acronym in brackets at word `at`.
fn bracketed<'t>(sentence: &Parsed<'t>, at: usize) -> Option<&'t str> {
    let open = sentence.words.get(at)?;
    let short = sentence.words.get(at + 1)?;
    let close = sentence.words.get(at + 2)?;
    let acronym = short.form.chars().count() > 1 && !short.form.chars().any(char::is_lowercase);
    (open.form == "(" && close.form == ")" && acronym).then_some(short.form)
}

/// Every name of a sentence, in order, without overlap.
#[must_use]
pub fn mentions(sentence: &Parsed<'_>, lexicon: &Lexicon, aliases: &Aliases) -> Vec<Mention> {
    let mut found = listed(sentence, lexicon);
    let shouting = is_shouting(sentence);
    let mut at = 0;
    while at < sentence.words.len() {
        let taken = found.iter().find(|m| m.words.contains(&at)).map(|m| m.words.end);
        let end = taken.unwrap_or_else(|| run_end(sentence, &found, at, shouting));
        if taken.is_none() && end > at {
            let name = sentence.words[at..end].iter().map(|w| w.form).collect::<Vec<_>>().join(" ");
            let name = aliases.resolve(&name).to_owned();
            found.push(Mention { words: at..end, name, entity: None, facet: Facet::Name, place: false });
        }
        at = end.max(at + 1);
    }
    found.sort_by_key(|a| (a.words.start, a.words.end));
    join_listed(sentence, &mut found, aliases);
    found
}

/// The names that the packs list, longest first where they overlap.
fn listed(sentence: &Parsed<'_>, lexicon: &Lexicon) -> Vec<Mention> {
    let mut marks: Vec<_> = sentence
        .marks
        .iter()
        .filter_map(|m| match m.meaning {
            Meaning::Entity(id, facet, _) => Some((m.words.clone(), id, facet)),
            _ => None,
        })
        .collect();
    marks.sort_by_key(|(words, id, facet)| (std::cmp::Reverse(words.len()), words.start, *facet, *id));
    let mut found: Vec<Mention> = Vec::new();
    for (words, id, facet) in marks {
        let free = !found.iter().any(|m| m.words.start < words.end && words.start < m.words.end);
        if let Some(entity) = lexicon.entities.get(id).filter(|_| free) {
            let place = entity.kind.is_place() && facet == Facet::Name;
            found.push(Mention { words, name: entity.id.clone(), entity: Some(id), facet, place });
        }
    }
    found
}

/// A listed name inside a longer run of capitals is part of that longer name ("Paris" in "Paris Saint-Germain").
fn join_listed(sentence: &Parsed<'_>, found: &mut Vec<Mention>, aliases: &Aliases) {
    let mut at = 0;
    while at + 1 < found.len() {
        let (a, b) = (&found[at], &found[at + 1]);
        let owned = sentence.words[a.words.start..b.words.end].iter().any(|w| w.owner.is_some());
        let person_like = a.words.end == b.words.start
            && !owned
            && a.facet == Facet::Name
            && b.facet == Facet::Name
            && (a.entity.is_none() != b.entity.is_none());
        if person_like && sentence.upos(a.words.start) == Upos::Propn {
            let words = a.words.start..b.words.end;
            let name = sentence.words[words.clone()].iter().map(|w| w.form).collect::<Vec<_>>().join(" ");
            let name = aliases.resolve(&name).to_owned();
            found[at] = Mention { words, name, entity: None, facet: Facet::Name, place: false };
            found.remove(at + 1);
        } else {
            at += 1;
        }
    }
}

/// Where the run of capitalised words that begins at `at` ends; `at` itself where none begins.
fn run_end(sentence: &Parsed<'_>, found: &[Mention], at: usize, shouting: bool) -> usize {
    let mut end = at;
    while let Some(word) = sentence.words.get(end) {
        let upper = |form: &str| form.chars().next().is_some_and(char::is_uppercase);
        // A particle before a hyphen goes on with a name: "al-Masri".
        let particle = || end > at && word.form.split_once('-').is_some_and(|(_, rest)| upper(rest));
        let capital = upper(word.form) || particle();
        let upos = word.node.upos;
        let named = match upos {
            Upos::Propn => capital,
            Upos::Noun | Upos::Adj | Upos::X => {
                capital && end > 0 && !shouting && !first_after_quote(sentence, end)
            }
            _ => false,
        };
        let titled = sentence.is_cue(end, Cue::Title) || is_role(sentence, end);
        let free =
            !found.iter().any(|m| m.words.contains(&end)) && !titled && sentence.value_at(end).is_none();
        if !named || !free {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a word is part of a role ("Interior Minister"): no part of its holder's name, capital or not.
fn is_role(sentence: &Parsed<'_>, word: usize) -> bool {
    sentence.marks_at(word).any(|m| matches!(m.meaning, Meaning::Concept(_, Role::Holder)))
}

fn first_after_quote(sentence: &Parsed<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|i| sentence.words.get(i))
        .is_some_and(|w| matches!(w.form, "\"" | "\u{201c}" | "\u{ab}" | "\u{2018}" | ":"))
}

/// Whether most words of the sentence are capitalised, as in headlines: capitals then name nothing.
fn is_shouting(sentence: &Parsed<'_>) -> bool {
    let words: Vec<_> = sentence
        .words
        .iter()
        .filter(|w| w.form.chars().all(char::is_alphabetic) && w.form.chars().count() > 3)
        .collect();
    let capitals = words.iter().filter(|w| w.form.chars().next().is_some_and(char::is_uppercase)).count();
    words.len() > 3 && capitals * 10 >= words.len() * 7
}

/// Whether two names may be one, allowing for short forms and for spellings carried over from another script.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    same_plain(&plain(a), &plain(b))
}

/// Names made ready to be compared with each other many times.
#[derive(Debug, Default)]
pub struct Names<'n> {
    numbers: FxHashMap<&'n str, usize>,
    plain: Vec<String>,
    /// By the numbers of two names, whether they are one, as far as it was asked.
    told: RefCell<FxHashMap<(usize, usize), bool>>,
}

impl<'n> FromIterator<&'n String> for Names<'n> {
    fn from_iter<I: IntoIterator<Item = &'n String>>(names: I) -> Self {
        let mut known = Self::default();
        for name in names {
            known.numbers.entry(name).or_insert_with(|| {
                known.plain.push(plain(name));
                known.plain.len() - 1
            });
        }
        known
    }
}

impl Names<'_> {
    /// The same as [`same_name`], faster for names that were made ready.
    #[must_use]
    pub fn same(&self, a: &str, b: &str) -> bool {
        let known = || self.numbers.get(a).copied().zip(self.numbers.get(b).copied());
        a == b || known().map_or_else(|| same_name(a, b), |pair| self.tell(pair))
    }

    /// Whether two names are one, by their numbers.
    fn tell(&self, (a, b): (usize, usize)) -> bool {
        let ask = || self.plain.get(a).zip(self.plain.get(b)).is_some_and(|(a, b)| same_plain(a, b));
        *self.told.borrow_mut().entry((a, b)).or_insert_with(ask)
    }

    /// Whether some name of one list is one of the other.
    #[must_use]
    pub fn meet(&self, a: &[String], b: &[String]) -> bool {
        a.iter().any(|x| b.iter().any(|y| self.same(x, y)))
    }
}

fn same_plain(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let last = |name: &str| name.rfind(' ').map_or(0, |at| at + 1);
    let alike = || {
        strsim::jaro_winkler(&a[last(a)..], &b[last(b)..]) >= 0.9
            && strsim::jaro_winkler(a, b) >= 0.8
            && one_first_name(a, b)
    };
    holds_words(long, short) || (short.chars().count() > 4 && alike()) || holds_spellings(long, short)
}

/// Whether the first words of two names may be one: of a family, each has its own.
fn one_first_name(a: &str, b: &str) -> bool {
    let (Some((a, _)), Some((b, _))) = (a.split_once(' '), b.split_once(' ')) else { return true };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    initial(a, b) || initial(b, a) || strsim::jaro_winkler(a, b) >= FIRST_NAME
}

/// From this likeness on, two first names are spellings of one.
const FIRST_NAME: f64 = 0.75;
/// From this likeness on, two words are spellings of one.
const SPELLING: f64 = 0.88;

/// Whether `short`, of several words, stands in `long` word by word, in other spellings and with particles between.
fn holds_spellings(long: &str, short: &str) -> bool {
    let mut rest = long.split(' ');
    let held = |word: &str| rest.any(|other| strsim::jaro_winkler(word, other) >= SPELLING);
    short.contains(' ') && short.split(' ').all(held)
}

/// Whether the words of `short` stand in `long` one after the other.
fn holds_words(long: &str, short: &str) -> bool {
    long.match_indices(short).any(|(at, _)| {
        let (before, after) = (&long[..at], &long[at + short.len()..]);
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
    })
}

/// Lower case, without accents or signs.
fn plain(name: &str) -> String {
    let bare: String = unaccented(name).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an entity kind is that of somebody who can act and speak.
#[must_use]
pub fn can_act(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Country | EntityKind::Organisation | EntityKind::Person)
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn spellings_and_short_forms_meet() {
        assert!(same_name("Murad Halidov", "Mourad Khalidov"));
        assert!(same_name("Rossi", "Elena Rossi"));
        assert!(!same_name("Ross", "Elena Rossi"));
        assert!(same_name("\u{c9}lise", "elise"));
        assert!(!same_name("Elena Rossi", "Omar Reyes"));
        assert!(!same_name("Rome", "Rouen"));
        assert!(same_name("Mohamed Haddad", "Mohammad al-Haddad Najafi"));
        assert!(!same_name("Karim Haddad", "Karim Nasser"));
        assert!(!same_name("Jean Roussel", "Anne Roussel"));
        assert!(same_name("J. Roussel", "Jean Roussel"));
    }
}
