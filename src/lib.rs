//! Cross-checks sources: reads several articles about a story, extracts what each one asserts, and reports where they
//! agree and where they cannot all be true.
//!
//! The modules stand in the order of the pipeline; each may use only those above it:
//!
//! ```text
//! span, partial_date ─► rules ─► source ─► text ─► value ─► syntax ─► claim ─► align ─► judge
//!                    ─► pipeline ─► words ─► rule_tests, eval, config, gate, report
//! ```

pub mod span;

pub mod partial_date;

pub mod rules;

pub mod source;

pub mod text;

pub mod value;

pub mod syntax;

pub mod claim;

pub mod align;

pub mod judge;

pub mod pipeline;

pub mod words;

pub mod rule_tests;

pub mod eval;

pub mod config;

pub mod gate;

pub mod report;
