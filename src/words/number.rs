//! Numbers for people.

use super::tell;

/// A number with four significant digits. What is beyond the numbers is said in words.
pub fn number(value: f64) -> String {
    if value.is_nan() {
        return tell!("number-undefined").into_owned();
    }
    if value.is_infinite() {
        return tell!("number-overflow").into_owned();
    }
    let magnitude = value.abs();
    if value == 0.0 {
        return "0".to_owned();
    }
    if !(1e-3..1e5).contains(&magnitude) {
        let text = format!("{value:.3e}");
        let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
        return format!("{}e{power}", trim(digits));
    }
    let decimals = (3 - magnitude.log10().floor() as i32).max(0) as usize;
    trim(&format!("{value:.decimals$}")).to_owned()
}

/// The height of a landscape at a place, or in words why there is none.
pub fn height(loss: f64) -> String {
    match loss {
        loss if loss.is_nan() => tell!("number-no-value").into_owned(),
        f64::INFINITY => tell!("number-infinite").into_owned(),
        f64::NEG_INFINITY => tell!("number-minus-infinite").into_owned(),
        loss => number(loss),
    }
}

/// What a loss, or another height, is: `f = 3`, or in words why it is none.
pub fn stated(name: &str, loss: f64) -> String {
    let value = height(loss);
    if loss.is_finite() {
        tell!("number-is", name, value).into_owned()
    } else {
        tell!("number-is-none", name, value).into_owned()
    }
}

/// A number with its sign in front, so that columns do not jump.
pub fn signed(value: f64) -> String {
    let text = number(value);
    if text.starts_with(|c: char| c.is_ascii_digit()) { format!("+{text}") } else { text }
}

fn trim(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

/// Numbers of a vector that are written out, at most; of a longer one …
const MOST: usize = 6;
/// … so many are.
const SOME: usize = 4;

/// A vector; of a long one the beginning.
pub fn listed(values: &[f64]) -> String {
    let some = if values.len() > MOST { &values[..SOME] } else { values };
    let list = some.iter().map(|value| number(*value)).collect::<Vec<_>>().join(", ");
    if some.len() == values.len() {
        format!("({list})")
    } else {
        tell!("number-list", list, count = values.len()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_four_digits_and_no_ballast() {
        let cases = [
            (0.0, "0"),
            (1.0, "1"),
            (0.012_345_6, "0.01235"),
            (-1234.567, "-1235"),
            (123_456.0, "1.235e5"),
            (1e-7, "1e-7"),
            (99_999.9, "100000"),
            (1e300, "1e300"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn no_infinity_is_shown_as_a_number() {
        assert_eq!(number(f64::INFINITY), "overflow");
        assert_eq!(number(f64::NAN), "undefined");
        assert_eq!(height(f64::NAN), "no value here");
        assert_eq!(stated("f", f64::INFINITY), "f: infinite");
        assert_eq!(stated("f", 2.0), "f = 2");
        assert_eq!(signed(2.0), "+2");
    }
}
