//! What a page says of its article to machines: JSON-LD first, then OpenGraph, then older ways.

use serde_json::Value;

use super::super::labels::Labels;
use super::super::tree::{Element, Tree};
use super::super::{Decoded, Metadata, date};

/// Names of `meta` elements, by what they tell.
const TITLE: &[&str] = &["og:title", "twitter:title", "dc.title", "headline"];
const PUBLISHER: &[&str] = &["og:site_name", "application-name", "dc.publisher", "publisher"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "date",
];
const URL: &[&str] = &["og:url"];
const LANGUAGE: &[&str] = &["og:locale", "dc.language", "content-language"];

/// Reads what a page tells of its article.
pub fn read(tree: &Tree, file: &Decoded, labels: &Labels) -> Metadata {
    let mut found = Metadata::default();
    for (at, script) in tree.elements().filter(|(_, e)| e.name == "script") {
        if script.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
            && let Ok(value) = serde_json::from_str::<Value>(&tree.text(at, file).text)
            && let Some(article) = article(&value)
        {
            found.fill_from(linked_data(article, labels));
        }
    }
    let meta =
        |names: &[&str]| names.iter().find_map(|name| tree.elements().find_map(|(_, e)| told(e, name)));
    let page = tree.elements().find(|(_, e)| e.name == "html").and_then(|(_, e)| e.attribute("lang"));
    let time = || tree.elements().find(|(_, e)| e.name == "time").and_then(|(_, e)| e.attribute("datetime"));
    let link = tree.elements().find(|(_, e)| e.name == "link" && e.attribute("rel") == Some("canonical"));
    found.fill_from(Metadata {
        id: None,
        title: meta(TITLE).map(str::to_owned),
        publisher: meta(PUBLISHER).map(str::to_owned),
        published: meta(PUBLISHED).or_else(time).and_then(|text| day(text, labels)),
        language: meta(LANGUAGE).or(page).and_then(|code| language(code, labels)),
        url: meta(URL).or(link.and_then(|(_, e)| e.attribute("href"))).map(str::to_owned),
    });
    found
}

/// What a `meta` element, or one with a property of the page's vocabulary, tells under a name.
fn told<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let keys = ["property", "name", "itemprop", "http-equiv"];
    keys.iter().find(|key| element.attribute(key).is_some_and(|own| own.eq_ignore_ascii_case(name)))?;
    element.attribute("content").or(element.attribute("datetime"))
}

/// The object that tells of an article: the first with a headline or a date of publication.
fn article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find_map(article),
        Value::Object(object) => {
            let told = ["headline", "datePublished"].iter().any(|key| object.contains_key(*key));
            if told { Some(value) } else { object.get("@graph").and_then(article) }
        }
        _ => None,
    }
}

fn linked_data(article: &Value, labels: &Labels) -> Metadata {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(|text| text.trim().to_owned());
    let name = |value: Option<&Value>| {
        let first = value.map(|value| value.get(0).unwrap_or(value));
        text(first).or_else(|| text(first.and_then(|value| value.get("name"))))
    };
    Metadata {
        id: None,
        title: text(article.get("headline")),
        publisher: name(article.get("publisher")),
        published: text(article.get("datePublished")).and_then(|text| day(&text, labels)),
        language: text(article.get("inLanguage")).and_then(|code| language(&code, labels)),
        url: text(article.get("url")).or_else(|| text(article.get("mainEntityOfPage"))),
    }
}

fn day(text: &str, labels: &Labels) -> Option<crate::partial_date::PartialDate> {
    text.parse().ok().or_else(|| date::whole(text, labels))
}

fn language(code: &str, labels: &Labels) -> Option<String> {
    labels.language(code).ok().map(str::to_owned)
}
