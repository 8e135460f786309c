//! A folder in which the program runs, sealed off from its surroundings.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder of its own, with files, in which the program runs.
pub struct Desk {
    folder: TempDir,
}

/// What came of a run.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

pub const ARTICLE: &str =
    "Ferry sinks off Marlow\n\nTwelve sailors were rescued when the ferry sank on 4 May 2021.\n";

impl Desk {
    pub fn new(files: &[(&str, &[u8])]) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        for (name, content) in files {
            desk.put(name, content);
        }
        desk
    }

    /// A desk with one good article besides.
    pub fn with_article(files: &[(&str, &[u8])]) -> Self {
        let desk = Self::new(files);
        desk.put("good.txt", ARTICLE.as_bytes());
        desk
    }

    pub fn put(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, sealed off from the surroundings of the tests.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().env("NO_COLOR", "1");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::of(child.wait_with_output().unwrap())
    }
}

impl Run {
    pub fn of(output: std::process::Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            status: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// The run failed, and says so in these words.
    #[track_caller]
    pub fn fails_saying(&self, words: &[&str]) {
        assert_eq!(self.status, 2, "{}", self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "no '{word}' in: {}", self.stderr);
        }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {}{}", self.stdout, self.stderr))
    }

    pub fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}
