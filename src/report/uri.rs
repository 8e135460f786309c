//! Paths as URI references.

/// A path as a relative (or absolute) URI reference: forward slashes, everything but unreserved characters escaped.
pub fn of_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(of_path("a b/é:1.txt"), "a%20b/%C3%A9%3A1.txt");
        assert_eq!(of_path("c:\\x"), "c%3A/x");
    }
}
