//! From bytes to characters.

use super::offsets::OffsetMap;

/// Characters, and where each stands in the bytes they were decoded from.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    /// The characters.
    pub text: String,
    /// The way back to the bytes.
    pub offsets: OffsetMap,
}
