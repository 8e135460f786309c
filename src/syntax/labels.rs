//! The closed vocabularies of an analysis: parts of speech, relations and grammatical features.
//!
//! They are those of Universal Dependencies, the same for every language, which is why they may stand in code: nothing
//! downstream has to know which language a node came from. Rare subtypes are folded into their universal part, so that
//! the labeller has enough examples of each one it must tell apart.

macro_rules! labels {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $(#[doc = concat!("`", $text, "`")] $variant),+ }

        impl $name {
            /// Every label, in the order models number them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// How many labels there are.
            pub const COUNT: usize = Self::ALL.len();

            /// The label as Universal Dependencies spells it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The label's number in models.
            #[must_use]
            pub fn index(self) -> usize {
                self as usize
            }

            /// The label with that number, if there is one.
            #[must_use]
            pub fn from_index(index: usize) -> Option<Self> {
                Self::ALL.get(index).copied()
            }

            /// The label that is spelled exactly so.
            #[must_use]
            pub fn from_exact(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

labels! {
    /// A universal part of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}

labels! {
    /// The relation of a word to its head.
    Rel {
        Root = "root", Nsubj = "nsubj", NsubjPass = "nsubj:pass", Csubj = "csubj", Obj = "obj", Iobj = "iobj",
        Obl = "obl", OblAgent = "obl:agent", Nmod = "nmod", NmodPoss = "nmod:poss", Nummod = "nummod", Amod = "amod",
        Advmod = "advmod", Appos = "appos", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Ccomp = "ccomp",
        Xcomp = "xcomp", Aux = "aux", AuxPass = "aux:pass", Cop = "cop", Mark = "mark", Case = "case", Cc = "cc",
        Conj = "conj", Det = "det", Compound = "compound", CompoundPrt = "compound:prt", Fixed = "fixed",
        Flat = "flat", Expl = "expl", Parataxis = "parataxis", List = "list", Discourse = "discourse",
        Vocative = "vocative", Dislocated = "dislocated", Orphan = "orphan", Punct = "punct", Dep = "dep",
    }
}

impl Rel {
    /// The label for a treebank's relation: exact where it is kept, else its universal part, else `dep`.
    #[must_use]
    pub fn from_treebank(text: &str) -> Self {
        let base = || Self::from_exact(text.split(':').next().unwrap_or_default());
        Self::from_exact(text).or_else(base).unwrap_or(Self::Dep)
    }
}

/// Grammatical features of a word, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Feats(pub u16);

impl Feats {
    /// Singular.
    pub const SINGULAR: Self = Self(1);
    /// Plural.
    pub const PLURAL: Self = Self(1 << 1);
    /// A finite verb.
    pub const FINITE: Self = Self(1 << 2);
    /// A participle; past or present by [`PAST`](Self::PAST) and [`PRESENT`](Self::PRESENT).
    pub const PARTICIPLE: Self = Self(1 << 3);
    /// An infinitive.
    pub const INFINITIVE: Self = Self(1 << 4);
    /// A gerund.
    pub const GERUND: Self = Self(1 << 5);
    /// Past tense of any aspect, or a past participle.
    pub const PAST: Self = Self(1 << 6);
    /// Present tense, or a present participle.
    pub const PRESENT: Self = Self(1 << 7);
    /// Future tense.
    pub const FUTURE: Self = Self(1 << 8);
    /// Conditional mood; on an auxiliary it may mark hearsay.
    pub const CONDITIONAL: Self = Self(1 << 9);
    /// Subjunctive mood.
    pub const SUBJUNCTIVE: Self = Self(1 << 10);
    /// Imperative mood.
    pub const IMPERATIVE: Self = Self(1 << 11);
    /// A negating word.
    pub const NEGATIVE: Self = Self(1 << 12);
    /// An ordinal number.
    pub const ORDINAL: Self = Self(1 << 13);
    /// A relative pronoun or determiner.
    pub const RELATIVE: Self = Self(1 << 14);

    /// The bits that say which form of a verb a word is.
    pub const VERB_FORM: Self = Self(0x0ffc);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The bits of either.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These bits without those of `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The bits a treebank's feature column sets.
    #[must_use]
    pub fn from_treebank(column: &str) -> Self {
        column.split('|').fold(Self::default(), |set, feature| set.with(Self::one(feature)))
    }

    fn one(feature: &str) -> Self {
        match feature {
            "Number=Sing" => Self::SINGULAR,
            "Number=Plur" => Self::PLURAL,
            "VerbForm=Fin" => Self::FINITE,
            "VerbForm=Part" => Self::PARTICIPLE,
            "VerbForm=Inf" => Self::INFINITIVE,
            "VerbForm=Ger" => Self::GERUND,
            "Tense=Past" | "Tense=Imp" => Self::PAST,
            "Tense=Pres" => Self::PRESENT,
            "Tense=Fut" => Self::FUTURE,
            "Mood=Cnd" => Self::CONDITIONAL,
            "Mood=Sub" => Self::SUBJUNCTIVE,
            "Mood=Imp" => Self::IMPERATIVE,
            "Polarity=Neg" | "PronType=Neg" => Self::NEGATIVE,
            "NumType=Ord" => Self::ORDINAL,
            "PronType=Rel" => Self::RELATIVE,
            _ => Self::default(),
        }
    }
}
