//! The labelled stories in `labelled/`: that each can be used, and is labelled as `docs/eval.md` asks.

use std::collections::BTreeSet;
use std::path::Path;

use recoupe::eval::{Cluster, Label, Labelled};
use recoupe::rules::Packs;
use recoupe::source::Labels;

fn clusters() -> Vec<Cluster> {
    let labels = Labels::compile(&Packs::builtin()).unwrap();
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("labelled");
    let load = |labelled: &Labelled| match labelled {
        Labelled::Cluster(folder) => Some(Cluster::load(folder, &labels).unwrap()),
        Labelled::Pairs(_) => None,
    };
    Labelled::find(&all).unwrap().iter().filter_map(load).collect()
}

#[test]
fn every_story_loads() {
    let clusters = clusters();
    assert!(clusters.len() >= 24);
    for cluster in &clusters {
        let labels: BTreeSet<Label> = cluster.pairs.iter().map(|pair| pair.label).collect();
        assert!(labels.contains(&Label::Contradiction) && labels.contains(&Label::Trap), "{}", cluster.name);
        assert!(cluster.sources.len() >= 4, "{}", cluster.name);
    }
}

#[test]
fn every_pair_has_a_name_of_its_own_and_quotes_that_stand_once() {
    for cluster in clusters() {
        let mut names = BTreeSet::new();
        for pair in &cluster.pairs {
            assert!(names.insert(&pair.id), "{}: {} twice", cluster.name, pair.id);
            for passage in [&pair.a, &pair.b] {
                let text = std::fs::read_to_string(&cluster.sources[passage.source].path).unwrap();
                let (quote, name) = (&passage.quote, &cluster.name);
                assert_eq!(text.matches(quote).count(), 1, "{name}: {}: {quote}", pair.id);
            }
        }
    }
}

#[test]
fn every_document_is_listed() {
    for cluster in clusters() {
        let listed: BTreeSet<_> = cluster.sources.iter().map(|source| source.path.clone()).collect();
        let there = std::fs::read_dir(cluster.folder.join("docs")).unwrap();
        let there: BTreeSet<_> = there.map(|entry| entry.unwrap().path().display().to_string()).collect();
        assert_eq!(there, listed, "{}", cluster.name);
    }
}
