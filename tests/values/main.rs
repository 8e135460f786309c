//! The value layer from outside: the packs' own cases, the public conformance table, and the laws that hold for any
//! number and any text.

#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

mod conformance;
mod laws;
