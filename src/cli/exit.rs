//! Every exit status there is.

use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The job is done, and nothing reaches `--fail-on`.
    Clean,
    /// The job is done, and a finding reaches `--fail-on`.
    Findings,
    /// The job, or a part of it, could not be done.
    Failed,
}

impl Status {
    /// The table that `--help` shows: status, meaning.
    pub const TABLE: [(Self, &str); 3] = [
        (Self::Clean, "nothing at or above --fail-on, but for what is known or waived"),
        (Self::Findings, "a finding at or above --fail-on, or a stale waiver with --strict-waivers"),
        (
            Self::Failed,
            "bad arguments, an input that cannot be read or (--require-claims) holds no claim, broken rules or configuration",
        ),
    ];

    /// The number the shell sees.
    pub const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.code())
    }
}
