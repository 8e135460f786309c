//! Treebank files, and the changes that bring them closer to how articles are cut into words: a contraction is one word,
//! so is a hyphenated one.

use crate::syntax::labels::{Feats, Rel, Upos};

/// One word of a treebank sentence.
#[derive(Debug, Clone)]
pub struct Gold {
    /// As written.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Part of speech.
    pub upos: Upos,
    /// Features.
    pub feats: Feats,
    /// Index of the head; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub rel: Rel,
    /// Whether no space follows.
    pub glued: bool,
}

/// One treebank sentence.
pub type Sentence = Vec<Gold>;

/// The sentences of a treebank file in the CoNLL-U format. Sentences that are not a tree are left out.
#[must_use]
pub fn read_conllu(text: &str) -> Vec<Sentence> {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    blocks.filter_map(sentence).collect()
}

fn sentence(block: &str) -> Option<Sentence> {
    let mut words: Sentence = Vec::new();
    let mut contractions: Vec<(usize, usize, String, bool)> = Vec::new();
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, feats, head, rel, _, misc] = columns[..] else { return None };
        let glued = misc.contains("SpaceAfter=No");
        if let Some((first, last)) = id.split_once('-') {
            contractions.push((first.parse().ok()?, last.parse().ok()?, form.to_owned(), glued));
            continue;
        }
        if id.contains('.') {
            continue;
        }
        words.push(Gold {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: Upos::from_exact(upos)?,
            feats: Feats::from_treebank(feats),
            head: head.parse::<usize>().ok()?.checked_sub(1),
            rel: Rel::from_treebank(rel),
            glued,
        });
    }
    let mut groups = Vec::new();
    for (first, last, form, glued) in contractions {
        let range = first - 1..last;
        let pieces: String = words.get(range.clone())?.iter().map(|word| word.form.as_str()).collect();
        if pieces.chars().count() == form.chars().count() {
            for word in &mut words[first - 1..last - 1] {
                word.glued = true;
            }
            words[last - 1].glued = glued;
        } else {
            groups.push((range, form, glued));
        }
    }
    groups.extend(hyphenated(&words));
    groups.sort_by_key(|(range, ..)| range.start);
    let words = merge(words, &groups);
    is_tree(&words).then_some(words)
}

type Group = (std::ops::Range<usize>, String, bool);

/// Runs of words joined by hyphens without spaces that have one head outside.
fn hyphenated(words: &[Gold]) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let mut end = start + 1;
        while end + 1 < words.len()
            && words[end].form == "-"
            && words[end - 1].glued
            && words[end].glued
            && words[end - 1].form.ends_with(char::is_alphanumeric)
            && words[end + 1].form.starts_with(char::is_alphanumeric)
        {
            end += 2;
        }
        let range = start..end;
        let leaving = |word: &&Gold| word.head.is_none_or(|head| !range.contains(&head));
        if end > start + 1 && words[range.clone()].iter().filter(leaving).count() == 1 {
            let form = words[range.clone()].iter().map(|word| word.form.as_str()).collect();
            groups.push((range, form, words[end - 1].glued));
        }
        start = end;
    }
    groups
}

/// Makes one word of each group. It keeps the analysis of its first word with a head outside.
fn merge(words: Sentence, groups: &[Group]) -> Sentence {
    let mut target = Vec::with_capacity(words.len());
    let mut out: Sentence = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let group = groups.iter().find(|(range, ..)| range.start == at);
        let Some((range, form, glued)) = group else {
            target.push(out.len());
            out.push(words[at].clone());
            at += 1;
            continue;
        };
        let members = &words[range.clone()];
        let outside = |word: &&Gold| word.head.is_none_or(|head| !range.contains(&head));
        let mut word = members.iter().find(outside).unwrap_or(&members[0]).clone();
        if form.contains('-') {
            word.lemma = compound_lemma(members, form);
        }
        word.form.clone_from(form);
        word.glued = *glued;
        target.extend(std::iter::repeat_n(out.len(), range.len()));
        out.push(word);
        at = range.end;
    }
    for (i, word) in out.iter_mut().enumerate() {
        word.head = word.head.and_then(|head| target.get(head).copied()).filter(|&head| head != i);
    }
    out
}

/// The lemma of a hyphenated word: only its last part is reduced.
fn compound_lemma(members: &[Gold], form: &str) -> String {
    let Some(last) = members.last() else { return form.to_owned() };
    let stem = form.strip_suffix(last.form.as_str()).unwrap_or_default();
    format!("{stem}{}", last.lemma)
}

fn is_tree(words: &[Gold]) -> bool {
    let rooted = |start: usize| {
        let mut at = start;
        for _ in 0..=words.len() {
            match words.get(at).map(|word| word.head) {
                Some(Some(head)) => at = head,
                Some(None) => return true,
                None => return false,
            }
        }
        false
    };
    words.iter().filter(|word| word.head.is_none()).count() == 1 && (0..words.len()).all(rooted)
}
