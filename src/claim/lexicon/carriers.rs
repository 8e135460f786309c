//! Strings and tables of packs as they are read, borrowed from the pack where they can be.
//!
//! Every run reads tens of thousands of entries; to own each would cost it more than all else at the start.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

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
                    let row = map.next_value().map_err(|e| A::Error::custom(format!("'{}': {e}", &*key)))?;
                    rows.push((key, row));
                }
                Ok(Table(rows))
            }
        }

        deserializer.deserialize_map(Rows(PhantomData))
    }
}
