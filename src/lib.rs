//! Cross-checks sources: reads several articles about a story, extracts what each one asserts, and reports where they
//! agree and where they cannot all be true.

pub mod span;
