//! Comments in HTML, as documents and Markdown hold them.

/// The comments in `markup`, each with its offset and without its marks. One that does not end is none. O(length).
pub(super) fn read(markup: &str) -> impl Iterator<Item = (usize, String)> + '_ {
    const OPEN: &str = "<!--";
    const CLOSE: &str = "-->";
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + markup.get(from..)?.find(OPEN)?;
        let body = start + OPEN.len();
        let length = markup.get(body..)?.find(CLOSE)?;
        from = body + length + CLOSE.len();
        Some((start, markup.get(body..body + length)?.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn comments_are_found_whole() {
        let found: Vec<_> = super::read("a <!-- one\ntwo --> b <!--x--> <!-- open").collect();
        assert_eq!(found, [(2, " one\ntwo ".to_owned()), (21, "x".to_owned())]);
    }
}
