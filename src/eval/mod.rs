//! Measures the program against what people have decided: on labelled clusters and on labelled sentence pairs.
//!
//! The rest of the library knows nothing of labels, and nothing here changes what it does. `docs/eval.md` describes both
//! forms of labelled data, and what every figure means.

mod error;
mod figures;
mod find;
mod gold;
mod loss;
mod measure;
mod miss;
mod pair_score;
mod pairs;
mod score;

pub use error::EvalError;
pub use figures::Figures;
pub use find::Labelled;
pub use gold::{Cluster, Label, LabelledPair, Passage};
pub use loss::Stage;
pub use measure::{Band, Calibration, Share, Tally};
pub use miss::{Miss, Quoted, Wrong};
use miss::{gravest_first, worst_first};
pub use pair_score::{Calls, PairFigures, PairsScore, score_pairs};
pub use pairs::{SentencePair, SentencePairs};
pub use score::{ClusterScore, score};

/// What came of all labelled data that was measured, in the order it was named.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evaluation {
    /// The clusters.
    pub clusters: Vec<ClusterScore>,
    /// The files of sentence pairs.
    pub pairs: Vec<PairsScore>,
}

impl Evaluation {
    /// The figures of all clusters added up.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let mut total = Figures::default();
        self.clusters.iter().for_each(|cluster| total += cluster.figures.clone());
        total
    }

    /// The figures of all sentence pairs added up.
    #[must_use]
    pub fn pair_figures(&self) -> PairFigures {
        let mut total = PairFigures::default();
        self.pairs.iter().for_each(|pairs| total += pairs.figures.clone());
        total
    }

    /// Everything missed, the worst first.
    #[must_use]
    pub fn missed(&self) -> Vec<&Miss> {
        let mut missed: Vec<&Miss> = self
            .clusters
            .iter()
            .flat_map(|c| &c.missed)
            .chain(self.pairs.iter().flat_map(|p| &p.missed))
            .collect();
        worst_first(&mut missed);
        missed
    }

    /// Everything wrongly reported, the gravest and most confident first.
    #[must_use]
    pub fn wrong(&self) -> Vec<&Wrong> {
        let mut wrong: Vec<&Wrong> = self
            .clusters
            .iter()
            .flat_map(|c| &c.wrong)
            .chain(self.pairs.iter().flat_map(|p| &p.wrong))
            .collect();
        gravest_first(&mut wrong);
        wrong
    }
}
