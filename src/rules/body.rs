//! Where the rules of a pack end and its test cases begin; `build.rs` asks it, too.

/// The bytes of a pack before its `[[test]]` cases.
pub(super) fn length(text: &str) -> usize {
    if text.starts_with(TEST_HEADER) {
        0
    } else {
        text.find(TEST_HEADER_LINE).map_or(text.len(), |at| at + 1)
    }
}

const TEST_HEADER: &str = "[[test]]";
const TEST_HEADER_LINE: &str = "\n[[test]]";
