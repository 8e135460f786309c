//! The rules by which tools switch findings on and off, `contradiction.number`: a relation and a kind of answer.

use crate::words::Words;

/// What a rule is, in a sentence; `None` where there is no such rule.
#[must_use]
pub fn account(rule: &str, words: &Words) -> Option<String> {
    let (relation, kind) = rule.split_once('.')?;
    let kind = words.find(&format!("rule.kind.{kind}"))?;
    let relation = words.find(&format!("rule.relation.{relation}"))?;
    Some(words.fill("rule.account", &[("kind", &kind), ("relation", &relation)]))
}

/// A rule in a few words: `contradiction: number between sources`.
pub fn title(rule: &str, words: &Words) -> String {
    let named = |section: &str, id: &str| words.find(&format!("{section}.{id}")).unwrap_or(id).to_owned();
    let (relation, kind) = rule.split_once('.').unwrap_or((rule, ""));
    words.fill("rule.title", &[("relation", &named("relation", relation)), ("kind", &named("kind", kind))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::ClaimKind;
    use crate::judge::Relation;
    use crate::report::wire::bare;

    #[test]
    fn every_rule_is_told_of() {
        use ClaimKind::{Date, Duration, Identity, Measure, Money, Number, Percent, Place, Polarity};
        for relation in [Relation::Contradiction, Relation::Update, Relation::Compatible, Relation::Agreement]
        {
            for kind in [Number, Date, Duration, Money, Percent, Measure, Polarity, Identity, Place] {
                assert!(
                    account(&format!("{}.{}", bare(&relation), bare(&kind)), Words::english()).is_some(),
                    "{relation:?} {kind:?}"
                );
            }
        }
        assert_eq!(account("person.killed", Words::english()), None);
    }
}
