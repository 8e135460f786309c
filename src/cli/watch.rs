//! `recoupe check --watch`: the check again whenever one of its files changes.

use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use super::console::complain;
use super::exit::Status;

/// How long changes may go unseen.
const PAUSE: Duration = Duration::from_millis(300);

/// Files as they were last seen; `None` for one that is gone.
type Seen = BTreeMap<String, Option<(SystemTime, u64)>>;

/// Runs `once`, and again whenever the files that `files` lists change; it ends only with the process.
pub fn run(files: impl Fn() -> Vec<String>, once: impl Fn() -> anyhow::Result<Status>) -> ! {
    loop {
        let seen = look(files());
        if let Err(error) = once() {
            complain(&super::whole(&error));
        }
        complain(&"waiting for changes; Ctrl-C ends");
        while look(files()) == seen {
            sleep(PAUSE);
        }
    }
}

fn look(files: Vec<String>) -> Seen {
    let state = |path: &str| {
        let found = std::fs::metadata(path).ok()?;
        Some((found.modified().ok()?, found.len()))
    };
    files.into_iter().map(|path| (path.clone(), state(&path))).collect()
}
