//! The examples and notes that end each command's help.

use super::super::exit::Status;

const EXAMPLES: &str = "\
Examples:
  recoupe check articles/                 where do these articles contradict each other?
  recoupe extract articles/               what does each of them assert?
  recoupe extract --values article.md     every number, amount and date of an article
  recoupe eval labelled/                  how often is it right?
  recoupe rules list                      what the program knows, file by file";

const CONFIGURATION: &str = "\
recoupe.toml, in the working directory or above, keeps a project's settings; 'recoupe init' writes one with every key.";

/// What the program's own help ends with.
pub fn program() -> String {
    let statuses: String =
        Status::TABLE.iter().map(|(status, meaning)| format!("  {}  {meaning}\n", status.code())).collect();
    format!("{EXAMPLES}\n\nExit status:\n{statuses}\n{CONFIGURATION}")
}

pub const CHECK: &str = "\
Examples:
  recoupe check le-monde.md guardian.md afp.txt
  recoupe check articles/ --format json --output report.json
  recoupe check articles/ --format text --format sarif=recoupe.sarif --format junit=recoupe.xml
  recoupe check draft.md --against sources/ --fail-on warning
  recoupe check draft.md --against sources/ --watch
  recoupe check drafts/ --against sources/ --write-baseline recoupe.baseline.json
  recoupe check drafts/ --against sources/ --baseline recoupe.baseline.json --require-claims
  recoupe check drafts/ --against sources/ --waivers waivers.toml --strict-waivers --today 2026-05-04
  recoupe check articles/ --ui fr --format html=rapport.html
  recoupe check --manifest story.toml --tolerance 10%";

pub const EXPLAIN: &str = "\
Examples:
  recoupe explain x1a2b3c articles/       the same sources as those that were checked
  recoupe explain x1a2b3c draft.md --against sources/
  recoupe explain x1a articles/           the start of an id will do while it is unique
  recoupe explain person.killed           a concept: its question and the words that express it
  recoupe explain contradiction.number    a rule, as SARIF and annotations name them";

pub const EXTRACT: &str = "\
Examples:
  recoupe extract articles/
  recoupe extract --values article.md
  recoupe extract --values --format csv --output values.csv articles/
  recoupe extract --values --format jsonl --input-format jsonl - < feed.jsonl

Of a feed, spans count bytes of the item's \"text\"; of any other file, bytes of the file as it is on disk.";

pub const EVAL: &str = "\
Examples:
  recoupe eval labelled/                  every cluster below this folder
  recoupe eval labelled/ferry pairs.tsv --misses 20
  recoupe eval labelled/ --rules my-rules/ --format json --output figures.json

A cluster is a folder with gold.json and its documents; docs/eval.md describes it, the columns of a .tsv file and \
what every figure means.";

pub const RULES: &str = "\
Examples:
  recoupe rules list
  recoupe rules show languages/fr/metadata.toml
  recoupe rules test --rules my-rules/";

pub const RULES_LIST: &str = "\
Example:
  recoupe rules list";

pub const RULES_SHOW: &str = "\
Example:
  recoupe rules show concepts/casualties.toml";

pub const RULES_TEST: &str = "\
Examples:
  recoupe rules test
  recoupe rules test concepts/ --rules my-rules/";

pub const INIT: &str = "\
Examples:
  recoupe init                            writes recoupe.toml into the working directory
  recoupe init --output desk/recoupe.toml";

pub const MAN: &str = "\
Examples:
  recoupe man | man -l -
  recoupe man check --output recoupe-check.1";

pub const COMPLETIONS: &str = "\
Example:
  recoupe completions bash > ~/.local/share/bash-completion/completions/recoupe";
