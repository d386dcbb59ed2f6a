//! Reading reference numbers, and holding ours against them.

use std::fmt::Write as _;

use serde_json::Value as Json;

/// A JSON document.
pub(crate) fn data(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

/// Its list called `key`.
pub(crate) fn list<'a>(json: &'a Json, key: &str) -> &'a [Json] {
    json[key].as_array().unwrap()
}

pub(crate) fn number(json: &Json) -> f64 {
    json.as_f64().unwrap()
}

pub(crate) fn numbers(json: &Json) -> Vec<f64> {
    json.as_array().unwrap().iter().map(number).collect()
}

/// Whether ours is within 1e-9·max(1, |reference|).
pub(crate) fn close(ours: f64, reference: f64, what: &str) {
    let error = (ours - reference).abs();
    assert!(error <= 1e-9 * reference.abs().max(1.0), "{what}: {ours} is not {reference}");
}

/// `key = value` for every key of an object, as TOML.
pub(crate) fn keys(json: &Json) -> String {
    json.as_object().unwrap().iter().fold(String::new(), |mut out, (key, value)| {
        let _ = writeln!(out, "{key} = {value}");
        out
    })
}
