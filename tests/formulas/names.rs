//! Names in formulas: what nobody has given a number, and what only looks like a name that is known.

use downhill::surface::{Expression, Typed};

/// What is said about a formula whose free names have no number, or how that begins.
const UNKNOWN: &[(&str, &str)] = &[
    ("1_000 + x", "character 1: 1_000: digits are not grouped here: write 1000"),
    ("12_345_678*x", "character 1: 12_345_678: digits are not grouped here: write 12345678"),
    ("0x10*x", "character 1: 0x10: numbers are written to base ten here: write 16"),
    ("x + 0b101", "character 5: 0b101: numbers are written to base ten here: write 5"),
    (
        "e2*x",
        "character 1: nothing says which number e2 is: write 1e2 for a power of ten, e^2 for a power of e",
    ),
    (
        "x1^2 + y",
        "character 1: nothing says which number x1 is: the two parameters are called x and y",
    ),
    (
        "x + y_2",
        "character 5: nothing says which number y_2 is: the two parameters are called x and y",
    ),
    ("x + x_{1}", "character 5: nothing says which number x_1 is: the two parameters are called x"),
    ("x\u{2081} + y", "character 1: nothing says which number x\u{2081} is: the two parameters"),
    ("b*x", "character 1: nothing says which number b is (a free name needs a let)"),
    ("x + \u{3b8}", "character 5: nothing says which number \u{3b8} is (a free name needs a let)"),
];

#[test]
fn a_name_without_a_number_is_an_error_that_says_what_may_have_been_meant() {
    for (text, message) in UNKNOWN {
        let said = Typed::parse(text, |_| None, Typed::VIEW).unwrap_err().to_string();
        assert!(said.starts_with(message), "{text}: {said}");
    }
    // Greek is a letter of its own, unless the Latin twin is what has a number.
    let nu = |name: &str| (name == "v").then_some(2.0);
    let said = Typed::parse("x + \u{3bd}", nu, Typed::VIEW).unwrap_err().to_string();
    assert!(said.contains("\u{3bd} (U+03BD) only looks like v: write v"), "{said}");
}

#[test]
fn letters_that_only_look_like_others_are_named_by_their_code_wherever_a_formula_is_read() {
    for (text, message) in [
        ("\u{445}^2 + y", "character 1: \u{445} (U+0445) only looks like x: write x"),
        ("x + \u{443}", "character 5: \u{443} (U+0443) only looks like y: write y"),
        ("\u{1d465}^2 + y", "character 1: \u{1d465} (U+1D465) only looks like x: write x"),
        ("x + \u{1d466}", "character 5: \u{1d466} (U+1D466) only looks like y: write y"),
        ("\u{ff58} + y", "character 1: \u{ff58} (U+FF58) only looks like x: write x"),
        ("x*\u{430}", "character 3: \u{430} (U+0430) only looks like a: write a"),
        ("s\u{456}n(x)", "character 2: \u{456} (U+0456) only looks like i: write sin"),
        ("\u{435}xp(x)", "character 1: \u{435} (U+0435) only looks like e: write exp"),
        ("x + \u{ff11}", "character 5: \u{ff11} (U+FF11) only looks like 1: write 1"),
        ("\u{1d7d0}*x", "character 1: \u{1d7d0} (U+1D7D0) only looks like 2: write 2"),
    ] {
        let said = Expression::parse(text).unwrap_err().to_string();
        assert!(said.starts_with(message), "{text}: {said}");
        let typing = Typed::parse("x + y", |_| None, Typed::VIEW).unwrap().retyped(text);
        assert!(typing.is_err(), "{text} while somebody types");
    }
    for text in ["\u{3b8}*x", "\u{3b1}*x + \u{3b2}*y", "\u{3b3}*x + \u{3bd}", "gr\u{f6}\u{df}e*x"] {
        assert!(Expression::parse(text).is_ok(), "{text}");
    }
}

#[test]
fn a_formula_is_about_x_or_y() {
    for (text, message) in [
        ("5", "character 1: the formula has neither x nor y, the two parameters"),
        ("2*pi", "character 1: the formula has neither x nor y, the two parameters"),
        (
            "x1^2 + x2^2",
            "the formula has neither x nor y, the two parameters: x1, x2 are other names",
        ),
        ("a", "the formula has neither x nor y, the two parameters: a is another name"),
    ] {
        let said = Expression::parse(text).unwrap_err().to_string();
        assert!(said.ends_with(message) || said == message, "{text}: {said}");
    }
    assert!(Expression::parse("x").is_ok() && Expression::parse("y").is_ok());
}

#[test]
fn new_names_are_one_while_somebody_types() {
    let typed = Typed::parse("x", |_| None, Typed::VIEW).unwrap().retyped("x + b").unwrap();
    assert_eq!(
        typed.names().map(|(name, value, _)| (name, value)).collect::<Vec<_>>(),
        [("b", 1.0)]
    );
}
