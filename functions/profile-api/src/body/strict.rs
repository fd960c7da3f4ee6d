//! JSON in which no name occurs twice in an object: of two values, either might be meant.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The text of the error that a name occurs twice; serde's errors carry nothing but text.
const TWICE: &str = "a name occurs twice";

/// A body is not JSON, or leaves something to guess. Says where, and nothing of what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} at line {line}, column {column}")]
pub(super) struct InvalidJson {
    what: &'static str,
    line: usize,
    column: usize,
}

/// Reads JSON, nested no deeper than `serde_json` lets it be (127 levels).
pub(super) fn read(body: &[u8]) -> Result<Value, InvalidJson> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = Strict.deserialize(&mut reader).and_then(|it| reader.end().map(|()| it));
    value.map_err(|error| InvalidJson {
        what: what(&error),
        line: error.line(),
        column: error.column(),
    })
}

/// What is wrong, in our words: the reader's own quote what it met.
fn what(error: &serde_json::Error) -> &'static str {
    let text = error.to_string();
    if text.starts_with(TWICE) {
        TWICE
    } else if text.starts_with("recursion limit exceeded") {
        "nested too deeply"
    } else if error.is_eof() {
        "the body ends too early"
    } else {
        "not JSON"
    }
}

/// Reads a value.
struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element_seed(Self)? {
            list.push(element);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(Self)?;
            if object.insert(name, value).is_some() {
                return Err(A::Error::custom(TWICE));
            }
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_is_read_as_it_is() {
        let value = json!({ "a": [1, -2, 1.5, true, null, "é\n"], "b": { "a": {} } });

        assert_eq!(read(value.to_string().as_bytes()), Ok(value));
    }

    #[test]
    fn what_is_wrong_is_told_by_its_place_and_never_quoted() {
        let deep = "[".repeat(200);
        for (body, what) in [
            ("", "the body ends too early at line 1, column 0"),
            ("{\"secret\":", "the body ends too early at line 1, column 10"),
            ("{\"a\":1,\n\"a\":2}", "a name occurs twice at line 2, column 6"),
            ("{\"b\":{\"a\":1,\"a\":1}}", "a name occurs twice"),
            ("{\"a\":secret}", "not JSON at line 1, column 6"),
            ("{} {}", "not JSON at line 1, column 4"),
            ("\"\\ud800\"", "not JSON"),
            (&deep, "nested too deeply"),
        ] {
            let error = read(body.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(what), "{error}");
            assert!(!error.contains("secret"));
        }
        assert!(read(b"\"\xff\"").is_err());
    }
}
