//! Every printed line of a rule is calculated again, by the program's own formulas, from the
//! numbers that stand in it.

use std::collections::BTreeMap;

use downhill::catalog::Family as _;
use downhill::optim::Optimizer;
use downhill::surface::{Surface as _, Typed};

use super::walk;

/// One coordinate of a printed line: vectors give their number, spaces between factors become
/// signs, norms and the like are left.
fn coordinate(text: &str, axis: usize) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        plain += &rest[..open];
        rest = &rest[open..];
        let close = rest.find(')').unwrap();
        let parts: Vec<&str> = rest[1..close].split(", ").collect();
        let numbers = parts.iter().all(|part| part.parse::<f64>().is_ok());
        if numbers && parts.len() == 2 {
            plain += &["(", parts[axis], ")"].concat();
            rest = &rest[close + 1..];
        } else {
            plain.push('(');
            rest = &rest[1..];
        }
    }
    plain += rest;
    // A space between two operands is a product.
    let mut out = String::new();
    let letters: Vec<char> = plain.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let ends = |c: char| c.is_alphanumeric() || ")²".contains(c);
        let begins = |c: char| c.is_alphanumeric() || "(√|".contains(c);
        let between = *letter == ' '
            && at > 0
            && ends(letters[at - 1])
            && letters.get(at + 1).is_some_and(|c| begins(*c));
        if between {
            out.push('*');
        } else {
            out.push(*letter);
        }
    }
    out.replace('·', "*")
}

/// The value of a printed expression, if it is one, and the largest number in it.
fn value(text: &str) -> Option<[f64; 2]> {
    let typed = Typed::parse(&format!("{text} + 0*x"), |_| None, Typed::VIEW).ok()?;
    let value = typed.build().value(&[0.0, 0.0]);
    let numbers = text.split(|c: char| !(c.is_ascii_digit() || ".e".contains(c)));
    let size = numbers.filter_map(|number| number.parse::<f64>().ok()).fold(0.0, f64::max);
    Some([value, size])
}

/// How many lines of an optimizer's rule were calculated again, and which could not be.
fn checked(id: &str, knobs: &str) -> (usize, Vec<String>) {
    let text = format!(
        "start = [3, 2]\nsteps = 9\n[surface]\nid = \"quadratic\"\nkappa = 3.0\n[[run]]\noptimizer = {id:?}\nlr = 0.2\n{knobs}"
    );
    let run = walk(&text);
    let (mut count, mut left) = (0, Vec::new());
    for step in 1..run.steps() as usize {
        for line in run.rule(step).iter().filter(|line| !line.numbers.is_empty()) {
            let sides: Vec<&str> = line.numbers.split(" = ").collect();
            let [_, made_of @ .., result] = &sides[..] else { continue };
            let Some(made_of) = made_of.last() else { continue };
            let all = [0, 1].map(|axis| [made_of, result].map(|t| value(&coordinate(t, axis))));
            for pair in all {
                let [Some([found, size]), Some([expected, _])] = pair else {
                    left.push(line.symbols.clone());
                    continue;
                };
                if !found.is_finite() {
                    left.push(line.symbols.clone());
                    continue;
                }
                // Four digits stand in a line; what they cancel is lost.
                let close = (found - expected).abs() <= 1e-3 * expected.abs().max(size.min(1e3));
                assert!(close, "{id} {knobs}: {} gives {found}", line.numbers);
                count += 1;
            }
        }
    }
    left.sort();
    left.dedup();
    (count, left)
}

#[test]
fn every_printed_line_is_true() {
    let mut left = BTreeMap::new();
    for entry in <dyn Optimizer>::catalog() {
        let (count, lines) = checked(entry.id, "");
        if entry.facts.elementwise {
            assert!(count > 0, "no line of {} was calculated: {lines:?}", entry.id);
        }
        if !lines.is_empty() {
            left.insert(entry.id, lines.len());
        }
    }
    // What is left is prose in part, or about matrices, or about a number that is not recorded.
    let expected = [
        ("asgd", 1),
        ("bfgs", 2),
        ("cma_es", 2),
        ("conjugate_gradient", 2),
        ("lbfgs", 2),
        ("nadam", 1),
        ("newton", 1),
        ("radam", 2),
        ("rprop", 2),
        ("sam", 1),
        ("simulated_annealing", 2),
    ];
    assert_eq!(left, BTreeMap::from(expected));
}

#[test]
fn lines_with_a_decay_are_true_as_well() {
    for entry in <dyn Optimizer>::catalog() {
        if entry.specs().iter().any(|spec| spec.id == "weight_decay") {
            let (count, lines) = checked(entry.id, "weight_decay = 0.05");
            assert!(count > 0, "no line of {} was calculated: {lines:?}", entry.id);
        }
    }
}

#[test]
fn a_line_is_read_as_a_person_reads_it() {
    assert_eq!(coordinate("(4, 2) - 0.1 (4, 8)", 1), "(2) - 0.1*(8)");
    assert_eq!(value("(2) - 0.1*(8)").map(|[value, _]| value), Some(1.2));
    let size = coordinate("(1, 1) - 0.05 (1, 2)/(√(4, 9) + 1e-8)", 1);
    assert!((value(&size).unwrap()[0] - (1.0 - 0.05 * 2.0 / 3.0)).abs() < 1e-6, "{size}");
}
