//! Strings and tables of packs as they are read, borrowed from the pack where they can be.
//!
//! Every run reads tens of thousands of entries; to own each would cost it more than all else at the start.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::Deserialize;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// A string of a pack, without a copy where it stands in the pack as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Entry<'p>(Cow<'p, str>);

impl Deref for Entry<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'p, 'p> Deserialize<'de> for Entry<'p> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowing;

        impl<'de> Visitor<'de> for Borrowing {
            type Value = Entry<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Entry<'de>, E> {
                Ok(Entry(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Entry<'de>, E> {
                Ok(Entry(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Borrowing)
    }
}

/// The rows of a table, in the order of the pack: a list is made faster than a map, and nothing is looked up in it.
#[derive(Debug)]
pub struct Table<'p, T>(Vec<(Entry<'p>, T)>);

impl<T> Default for Table<'_, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'p, T> Deref for Table<'p, T> {
    type Target = [(Entry<'p>, T)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de: 'p, 'p, T: Deserialize<'de>> Deserialize<'de> for Table<'p, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows<'p, T>(PhantomData<(Entry<'p>, T)>);

        impl<'de: 'p, 'p, T: Deserialize<'de>> Visitor<'de> for Rows<'p, T> {
            type Value = Table<'p, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut rows = Vec::new();
                while let Some(key) = map.next_key::<Entry<'de>>()? {
                    rows.push(row(key, &mut map)?);
                }
                Ok(Table(rows))
            }
        }

        deserializer.deserialize_map(Rows(PhantomData))
    }
}

/// The row of a key that was read; a mistake in it names the key.
fn row<'de: 'p, 'p, T: Deserialize<'de>, A: MapAccess<'de>>(
    key: Entry<'p>,
    map: &mut A,
) -> Result<(Entry<'p>, T), A::Error> {
    let row = map.next_value().map_err(|e| A::Error::custom(format!("'{}': {e}", &*key)))?;
    Ok((key, row))
}

/// An entry with fields of its own and, under every other key, its words in the language of that code.
///
/// It is read in one go: to gather the other keys first, as `serde(flatten)` does, costs as much again as reading them.
#[derive(Debug)]
pub struct Worded<'p, F, W> {
    /// Its own fields.
    fields: F,
    /// By language code.
    pub languages: Table<'p, W>,
}

impl<F, W> Deref for Worded<'_, F, W> {
    type Target = F;

    fn deref(&self) -> &F {
        &self.fields
    }
}

impl<'de: 'p, 'p, F: Deserialize<'de>, W: Deserialize<'de>> Deserialize<'de> for Worded<'p, F, W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut languages = Table::default();
        let fields = F::deserialize(Parting { from: deserializer, others: &mut languages })?;
        Ok(Self { fields, languages })
    }
}

/// Reads a struct from a map, and puts aside what is under other keys than those of its fields.
struct Parting<'t, 'p, D, W> {
    from: D,
    others: &'t mut Table<'p, W>,
}

impl<'de: 'p, 'p, D: Deserializer<'de>, W: Deserialize<'de>> Deserializer<'de> for Parting<'_, 'p, D, W> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.from.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.from.deserialize_map(Parted { fields, part: visitor, others: self.others })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// A map, or its visitor, on the way to a struct of these fields.
struct Parted<'t, 'p, P, W> {
    fields: &'static [&'static str],
    part: P,
    others: &'t mut Table<'p, W>,
}

impl<'de: 'p, 'p, V: Visitor<'de>, W: Deserialize<'de>> Visitor<'de> for Parted<'_, 'p, V, W> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.part.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let Self { fields, part, others } = self;
        part.visit_map(Parted { fields, part: map, others })
    }
}

impl<'de: 'p, 'p, A: MapAccess<'de>, W: Deserialize<'de>> MapAccess<'de> for Parted<'_, 'p, A, W> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.part.next_key::<Entry<'de>>()? {
            if self.fields.contains(&&*key) {
                let key: StrDeserializer<'_, A::Error> = (*key).into_deserializer();
                return seed.deserialize(key).map(Some);
            }
            self.others.0.push(row(key, &mut self.part)?);
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.part.next_value_seed(seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Own<'p> {
        id: String,
        #[serde(default, borrow)]
        alias: Vec<Entry<'p>>,
    }

    type Thing<'p> = Worded<'p, Own<'p>, Vec<Entry<'p>>>;

    #[test]
    fn other_keys_are_languages_wherever_they_stand() {
        let text = r#"{"xx": ["a"], "id": "thing", "yy": ["b", "c"], "alias": ["T"]}"#;
        let thing: Thing<'_> = serde_json::from_str(text).unwrap();
        assert_eq!((thing.id.as_str(), &*thing.alias[0]), ("thing", "T"));
        let codes: Vec<(&str, usize)> =
            thing.languages.iter().map(|(code, words)| (&**code, words.len())).collect();
        assert_eq!(codes, [("xx", 1), ("yy", 2)]);
    }

    #[test]
    fn a_mistake_names_its_key() {
        let error =
            serde_json::from_str::<Thing<'_>>(r#"{"id": "thing", "sort": 3}"#).unwrap_err().to_string();
        assert!(error.contains("'sort'"), "{error}");
        let error = serde_json::from_str::<Thing<'_>>(r#"{"xx": []}"#).unwrap_err().to_string();
        assert!(error.contains("`id`"), "{error}");
    }
}
