//! Typed formulas: what they mean, what is wrong with them, and that nothing makes them hang.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "this is only a test"
)]

mod captions;
mod critical;
mod holes;
mod names;
mod pasted;
mod typing;

use std::sync::Arc;
use std::time::{Duration, Instant};

use downhill::surface::{Expression, Landscape, Planar, Surface as _, Typed};

/// A surface of the catalog that has two parameters.
fn planar(name: &str) -> Arc<dyn Planar> {
    Landscape::parse(name).unwrap().build().planar().unwrap()
}
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

/// Malformed formulas with what is said about them, or how that begins.
const MALFORMED: &[(&str, &str)] = &[
    ("", "character 1: write a formula in x and y"),
    ("   ", "character 1: write a formula in x and y"),
    ("(1-x", "character 1: this bracket is never closed: a ) is missing"),
    ("(1-x))^2", "character 6: there is no ( for this )"),
    ("x^2 +", "character 6: the formula ends too early: a number, a name or ( is missing"),
    ("x * / y", "character 5: a number, a name or ( is missing before /"),
    ("foo(x)+y", "character 1: there is no function \"foo\"; did you mean floor? (allowed: sqrt"),
    ("sine(x)", "character 1: there is no function \"sine\"; did you mean sin? (allowed: sqrt"),
    ("sni(x)", "character 1: there is no function \"sni\"; did you mean sin? (allowed: sqrt"),
    ("sin()", "character 5: sin takes 1 argument, not 0"),
    ("sin", "character 1: sin needs its arguments in brackets: sin(a)"),
    ("sin x", "character 1: sin needs its arguments in brackets: sin(a)"),
    ("sin(x, y)", "character 9: sin takes 1 argument, not 2"),
    ("min(x)", "character 6: min takes 2 arguments or more, not 1"),
    ("max()", "character 5: max takes 2 arguments or more, not 0"),
    ("if(x > 0, 1)", "character 12: if takes 3 arguments, not 2"),
    ("hypot(x)", "character 8: hypot takes 2 arguments, not 1"),
    ("1.2.3*x", "character 1: 1.2.3 is not a number"),
    (".", "character 1: . is not a number"),
    ("1..2", "character 1: 1..2 is not a number"),
    (
        "x, y",
        "character 2: a comma belongs between the arguments of a function; decimals have a point",
    ),
    ("(x, y)", "character 3: this bracket takes one value, not several"),
    ("x y", "character 3: an operator is missing before this: for a product write *"),
    ("x 2", "character 3: an operator is missing before this number"),
    ("2 3", "character 3: an operator is missing before this number"),
    ("x(y+1)", "character 1: x is no function: for a product write x*("),
    ("a(x+1)", "character 1: a is no function: for a product write a*("),
    ("xy", "character 1: xy is one name: write x*y"),
    ("yx + 1", "character 1: yx is one name: write y*x"),
    ("X^2 + y", "character 1: the variables are small letters: x"),
    ("1/2x", "character 4: write the * here: 1/2x could be (1/2)*x or 1/(2*x)"),
    ("2^3x", "character 4: write the * here: a^2b could be a^2*b or a^(2*b)"),
    ("x^2y^2", "character 4: write the * here: a^2b could be a^2*b or a^(2*b)"),
    ("sin^2(x)", "character 1: write the power behind the bracket: sin(a)^2"),
    ("Pi*x", "character 1: the constant is written pi"),
    ("x^-2y", "character 5: write the * here: a^2b could be a^2*b or a^(2*b)"),
    (
        "x\u{b9}\u{b2}\u{b3}\u{2074}\u{2075}",
        "character 2: a power of at most four digits is read here",
    ),
    ("x ^ ^ 2", "character 5: a number, a name or ( is missing before ^"),
    ("x ** * y", "character 6: a number, a name or ( is missing before *"),
    ("x +* y", "character 4: a number, a name or ( is missing before *"),
    ("^2", "character 1: a number, a name or ( is missing before ^"),
    ("*x", "character 1: a number, a name or ( is missing before *"),
    ("()", "character 2: a number, a name or ( is missing before )"),
    ("x + ()", "character 6: a number, a name or ( is missing before )"),
    ("x = 2", "character 3: write only what stands to the right of ="),
    ("y == 2", "character 3: write only what stands to the right of ="),
    ("f(a, b) = a^2 + x", "character 9: write only what stands to the right of ="),
    ("x < y < 1", "character 7: one comparison at a time: combine two by *"),
    ("x <", "character 4: the formula ends too early: a number, a name or ( is missing"),
    ("x % 2", "character 3: there is no remainder: x - a*floor(x/a) does it"),
    ("x!", "character 2: there is no factorial and no negation"),
    ("x & y", "character 3: combine conditions by * (and) and max (or)"),
    ("x; y", "character 2: arguments are separated by a comma"),
    ("x @ y", "character 3: '@' means nothing in a formula"),
    ("\"x\"", "character 1: '\"' means nothing in a formula"),
    ("x + inf", "character 5: inf is not a number to calculate with"),
    ("nan", "character 1: nan is not a number to calculate with"),
    ("1e999", "character 1: this number is too large: at most 1.8e308"),
    ("²", "character 1: a number, a name or ( is missing before this"),
    ("x^", "character 3: the formula ends too early: a number, a name or ( is missing"),
    ("-", "character 2: the formula ends too early: a number, a name or ( is missing"),
    ("x-", "character 3: the formula ends too early: a number, a name or ( is missing"),
    ("exp(", "character 5: the formula ends too early: a number, a name or ( is missing"),
    ("exp(x", "character 4: this bracket is never closed: a ) is missing"),
    ("exp(x,)", "character 7: a number, a name or ( is missing before )"),
    ("exp x^2", "character 1: exp needs its arguments in brackets: exp(a)"),
    ("log(x)(y", "character 7: this bracket is never closed: a ) is missing"),
    ("))((", "character 1: a number, a name or ( is missing before )"),
    ("#", "character 1: '#' means nothing in a formula"),
    ("x + ünbekannt(y)", "character 5: there is no function \"ünbekannt\"; allowed: sqrt"),
    (
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "character 1: this name is too long: at most 24 letters",
    ),
];

#[test]
fn every_malformed_formula_gets_one_sentence_that_points_at_the_character() {
    assert!(MALFORMED.len() >= 50);
    for (text, message) in MALFORMED {
        let error = Expression::parse(text).unwrap_err();
        let said = error.to_string();
        assert!(said.starts_with(message), "{text:?}: {said}");
        assert!(!said.contains('\n'), "{text:?}: one sentence");
        let length = text.chars().count();
        assert!(error.start <= error.end && error.end <= length, "{text:?}: {error:?}");
    }
}

#[test]
fn too_much_is_refused_in_a_sentence() {
    let nested = format!("{}x{}", "(".repeat(100_000), ")".repeat(100_000));
    let cases = [
        (nested.as_str(), "characters long; at most 2000 are read"),
        (&nested[99_800..100_201], "more than 100 brackets, signs or powers deep"),
        (&"-".repeat(500), "more than 100 signs in a row"),
        (&"9".repeat(1500), "this number is too large"),
        (&"x".repeat(1_000_000), "characters long; at most 2000 are read"),
        (&format!("x{}", "^x".repeat(900)), "more than 100 brackets, signs or powers deep"),
        (&format!("x{}", "^-x".repeat(600)), "more than 100 brackets, signs or powers deep"),
        ("a+b+c+d+f+g+h+i+j+k+l+m+n+o+p+q+r", "at most 16"),
    ];
    for (text, message) in cases {
        let said = Expression::parse(text).unwrap_err().to_string();
        assert!(said.contains(message), "{said}");
    }
    let heavy = format!("x{}", "*sin(x*y)/y".repeat(150));
    let typed = Typed::parse(&heavy, |_| None, Typed::VIEW);
    assert!(typed.is_ok(), "a long formula of a person is read: {typed:?}");
}

/// The value of a formula at (1.5, 2), free names being 3.
fn value(text: &str) -> f64 {
    let typed = Typed::parse(text, |_| Some(3.0), Typed::VIEW).unwrap();
    let surface = typed.build();
    let value = surface.value(&[1.5, 2.0]);
    assert_eq!(value, Expression::parse(text).unwrap().eval(1.5, 2.0, &[3.0; 16]), "{text}");
    value
}

#[test]
fn formulas_mean_what_mathematics_means_by_them() {
    for (text, expected) in [
        ("-x^2", -2.25),
        ("2^3^2 + 0*x", 512.0),
        ("2^-1 + 0*x", 0.5),
        ("-2^2 + 0*x", -4.0),
        ("2^-x", 0.353_553_390_593_273_8),
        ("1e-3*x", 0.0015),
        ("8/4/2 + 0*x", 1.0),
        ("1/2 + 0*x", 0.5),
        ("2x", 3.0),
        ("2 x", 3.0),
        ("3(x+1)", 7.5),
        ("(x+1)(y-1)", 2.5),
        ("(x)y", 3.0),
        ("2pi + 0*x", std::f64::consts::TAU),
        ("2e + 0*x", 2.0 * std::f64::consts::E),
        ("2x\u{b2}y", 9.0),
        ("x**2", 2.25),
        ("3 \u{b7} x \u{2212} 1", 3.5),
        ("max(x, 2, 7) + min(x, 2, 7)", 8.5),
        ("if(x > 1, 2, 3)", 2.0),
        ("(x >= 1.5)*(y <= 2)", 1.0),
        ("x < 1.5", 0.0),
        ("5 - -3 + 0*x", 8.0),
        ("a*x + a", 7.5),
        ("\u{3b8}*x", 4.5),
        ("abs(-x) + sign(-x) + floor(-x) + ceil(-x)", 1.5 - 1.0 - 2.0 - 1.0),
        ("log10(1000) + log2(8) + ln(e^2) + 0*x", 8.0),
        ("cbrt(-8) + sqrt(16) + hypot(3, 4) + 0*x", 7.0),
        ("acos(1) + asin(0) + atan(0) + 0*x", 0.0),
        ("cosh(x)^2 - sinh(x)^2", 1.0),
        ("relu(-x) + relu(x)", 1.5),
        ("sigmoid(0) + softplus(0) - ln(2) + 0*x", 0.5),
        ("tan(x) - sin(x)/cos(x)", 0.0),
        ("4^x", 8.0),
    ] {
        assert!((value(text) - expected).abs() < 1e-12, "{text}: {}", value(text));
    }
}

/// Arbitrary text, and text made of the pieces of formulas.
fn anything() -> impl Strategy<Value = String> {
    let pieces = [
        "x", "y", "a", "theta", "2", "0.5", "1e3", "+", "-", "*", "/", "^", "(", ")", ",", "<",
        ">=", " ", "sin(", "max(", "if(", "sqrt", "pi", "e", "\u{b2}", "abs(x)", "2x", "..", "**",
        "ln(", "\u{3c0}",
    ];
    let formula = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60);
    prop_oneof![1 => "\\PC{0,80}".boxed(), 3 => formula.prop_map(|p| p.concat()).boxed()]
}

#[test]
fn no_text_makes_the_parser_or_the_engine_panic() {
    // As long as CI has: a minute there, a moment here.
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(3);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut runner = TestRunner::default();
    let (mut read, mut refused) = (0, 0);
    let (mut last, mut longest) = (Instant::now(), Duration::ZERO);
    while last < end {
        longest = longest.max(last.elapsed());
        last = Instant::now();
        let text = anything().new_tree(&mut runner).unwrap().current();
        let Ok(typed) = Typed::parse(&text, |_| Some(1.0), Typed::VIEW) else {
            refused += 1;
            continue;
        };
        read += 1;
        let surface = typed.build();
        let (x, y) = ([-1.0, 0.0, 0.7], [2.0, -0.3, 0.0]);
        let (mut gradient, mut grid, mut values) = ([0.0; 2], [0.0; 9], [0.0; 3]);
        surface.grid(&x, &y, &mut grid);
        surface.values(&x, &y, &mut values);
        for (k, value) in values.into_iter().enumerate() {
            let alone = surface.value(&[x[k], y[k]]);
            let same = alone.to_bits() == value.to_bits() || (alone.is_nan() && value.is_nan());
            assert!(same, "{text}: {alone} at a point, {value} in a block");
        }
        surface.gradient(&[0.3, -1.2], &mut gradient);
        downhill::surface::hessian_2d(&*surface, &[0.3, -1.2]);
    }
    println!("{read} formulas read, {refused} refused; at most {longest:?} each");
    assert!(read > 10 && refused > 10);
}

/// What is found within [-5, 5]².
fn found(text: &str) -> Vec<downhill::surface::CriticalPoint> {
    let surface = Typed::parse(text, |_| None, Typed::VIEW).unwrap().build();
    downhill::surface::critical::find(&*surface, Typed::VIEW, 100)
}

#[test]
fn plains_have_no_isolated_critical_points_and_holes_none_at_all() {
    for text in [
        "5 + 0*x",
        "floor(x)",
        "sign(x) + sign(y)",
        "if(x < 0, 1, x^2 + y^2 + x)",
        "ln(x) + x + y^2",
        "x^2 + y^2 + log2(x - 10)",
        "ln(x^2 - 1) + y^2",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn minima_at_kinks_are_found() {
    for (text, at) in [
        ("abs(x - 0.3) + y^2", [0.3, 0.0]),
        ("abs(x) + abs(y - 1)", [0.0, 1.0]),
        ("relu(x) + relu(-x) + (y + 2)^2", [0.0, -2.0]),
        ("max(abs(x), abs(y))", [0.0, 0.0]),
        ("hypot(x - 1, y + 1)", [1.0, -1.0]),
    ] {
        let points = found(text);
        assert_eq!(points.len(), 1, "{text}: {points:?}");
        let point = points[0];
        let far = (point.at[0] - at[0]).abs().max((point.at[1] - at[1]).abs());
        assert!(far < 1e-9 && point.kind == downhill::surface::Kind::Minimum, "{text}: {point:?}");
    }
}

#[test]
fn nobody_starts_in_a_hole_if_there_is_another_place() {
    for text in ["ln(x)", "sqrt(y - 3)", "ln(-x) + ln(-y)"] {
        let surface = Typed::parse(text, |_| None, Typed::VIEW).unwrap().build();
        assert!(surface.value(&surface.start()).is_finite(), "{text}");
    }
}
