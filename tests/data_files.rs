//! Files of examples: what is read, and what is wrong with the others.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use downhill::params::Value;
use downhill::run::Run;
use downhill::scenario::Scenario;
use downhill::surface::{DataSet, Landscape};
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

/// Malformed files with what is said about them.
const MALFORMED: &[(&str, &str)] = &[
    ("", "the file is empty: give two or three columns of numbers"),
    ("\n\n  \n", "the file is empty: give two or three columns of numbers"),
    (
        "1\n2\n3\n",
        "there is one column only: separate two or three by commas, semicolons, tabs or spaces",
    ),
    ("# x\n", "the file is empty: give two or three columns of numbers"),
    (
        "1 2\n3 4 5 6 7\n",
        "there is one column only: separate two or three by commas, semicolons, tabs or spaces",
    ),
    (
        "hello",
        "there is one column only: separate two or three by commas, semicolons, tabs or spaces",
    ),
    ("1,2,3,4,5\n", "line 1: 5 columns; 2 (x, y) or 3 (x1, x2, y) are read"),
    (
        "1,3,0,1\n2,5,0,2\n",
        "line 1: 4 columns; 2 (x, y) or 3 (x1, x2, y) are read; where commas are decimal, put ; \
         between columns",
    ),
    ("x,y\n", "there are names but no numbers below them"),
    ("sep=;\nx;y\n", "there are names but no numbers below them"),
    ("x,y\n1,2\n3\n", "line 3: 1 column, but the first line has 2"),
    ("1,2\n3,4,5\n", "line 2: 3 columns, but the first line has 2"),
    ("1,2\n3,\n", "line 2: column 2: a number is missing: fill it in, or leave the line out"),
    ("1,\n2,3\n", "line 1: column 2: a number is missing: fill it in, or leave the line out"),
    ("1,2\n,3\n", "line 2: column 1: a number is missing: fill it in, or leave the line out"),
    ("x,y\n1,NA\n", "line 2: column 2: a number is missing: fill it in, or leave the line out"),
    ("1,2\n3,NA\n", "line 2: column 2: a number is missing: fill it in, or leave the line out"),
    ("1,2\n3,NaN\n", "line 2: column 2: a number is missing: fill it in, or leave the line out"),
    ("1,2\nx,y\n", "line 2: column 1: \"x\" is not a number"),
    ("x,2\n1,2\n", "line 1: column 1: \"x\" is not a number"),
    ("1,2\n3,inf\n", "line 2: column 2: inf is not a number between -1e9 and 1e9"),
    ("1,1e10\n", "line 1: column 2: 1e10 is not a number between -1e9 and 1e9"),
    ("1,2\n3,4 m\n", "line 2: column 2: \"4 m\" is not a number"),
    (
        "x;y\n1.5;2\n2,5;3\n",
        "line 3: column 1: 2,5 has a comma, but line 2 has 1.5 with a point: write points \
         throughout, and nothing between thousands",
    ),
    (
        "x\ty\n1,300\t2\n2,500\t3\n",
        "line 2: column 1: 1,300 may be 1.300 or 1300: write it with a point, or without a comma",
    ),
    ("x;y\n1.234,5;2\n", "line 2: column 1: 1.234,5 has marks between thousands: leave them out"),
    (
        "x\ty\n1,234,567\t2\n",
        "line 2: column 1: 1,234,567 has marks between thousands: leave them out",
    ),
    ("1,2\n\"3,4\n5,6\n", "line 2: a quotation mark opens a field and is not closed"),
    ("a,b\n1,2\n1.2.3,4\n", "line 3: column 1: \"1.2.3\" is not a number"),
    ("0x1,0x2\n2,3\n", "line 1: column 1: \"0x1\" is not a number"),
    ("$5,$2\n2,3\n", "line 1: column 1: \"$5\" is not a number"),
    ("1%,2%\n2,3\n", "line 1: column 1: \"1%\" is not a number"),
    ("N/A,?\n2,3\n", "line 1: column 1: a number is missing: fill it in, or leave the line out"),
    (
        "1 000 2\n2 000 3\n",
        "line 1: 000 may belong to the number before it: separate columns by ; or tabs",
    ),
    ("1,2\n0x10,4\n", "line 2: column 1: \"0x10\" is not a number"),
    ("\u{1F600},\u{1F600}\n\u{1F600},1\n", "line 2: column 1: \"\u{1F600}\" is not a number"),
    (
        "x,c\n1,yes\n2,no\n3,maybe\n",
        "line 4: column 2: yes, no, maybe and more: two classes can be told apart",
    ),
    (
        "x,c\n1,yes\n2,\"n\no\"\n3,maybe\n",
        "line 5: column 2: yes, n o, maybe and more: two classes can be told apart",
    ),
    (
        "x,c\n1,yes\n2,yes\n",
        "line 2: column 2: \"yes\" is not a number, and no class to be told from another",
    ),
    (
        "x,c\n1,yes\n2,\n3,no\n",
        "line 3: column 2: a class is missing: fill it in, or leave the line out",
    ),
];

#[test]
fn every_malformed_file_gets_one_sentence() {
    assert!(MALFORMED.len() >= 20);
    for (text, message) in MALFORMED {
        assert_eq!(DataSet::from_csv(text).unwrap_err().to_string(), *message, "{text:?}");
    }
    let long = "1,2\n".repeat(10_001);
    let said = DataSet::from_csv(&long).unwrap_err().to_string();
    assert_eq!(said, "line 10001: more than 10000 examples: give at most that");
    let most = format!("x,y\n{}", "1,2\n".repeat(10_000));
    assert_eq!(DataSet::from_csv(&most).unwrap().examples.len(), 10_000);
}

#[test]
fn numbers_that_cannot_be_read_are_no_classes() {
    for targets in [
        ["1 200", "1 300"],
        ["3 kg", "4 kg"],
        ["1O", "2O"],
        ["10€", "20€"],
        ["$5", "$6"],
        ["−", "–"],
    ] {
        let text = format!("x,y\n1,\"{}\"\n2,\"{}\"\n", targets[0], targets[1]);
        let error = DataSet::from_csv(&text).unwrap_err().to_string();
        assert!(error.contains("neither a number nor the name of a class"), "{text}: {error}");
    }
}

#[test]
fn a_file_of_examples_is_a_scenario() {
    let scenario = Scenario::parse("x,y\n1,2\n3,4\n5,7\n", "points.csv").unwrap();
    assert_eq!((scenario.surface.id(), scenario.title.as_str()), ("linear_regression", "points"));
    let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
    run.finish();
    let loss = run.trajectory().loss();
    assert!(loss[200] < 0.05 * loss[0], "its rate suits it: {}", loss[200]);
    let again = Scenario::parse(&scenario.to_toml(), "written").unwrap();
    assert_eq!(again, scenario);
    let binary = Scenario::parse("1,0\n2,0\n3,1\n", "exam.CSV").unwrap();
    assert_eq!(binary.surface.id(), "logistic_regression");
    let error = Scenario::parse("1,2\n3,x\n", "points.csv").unwrap_err();
    assert_eq!(error.to_string(), "points.csv:2: column 2: \"x\" is not a number");
}

#[test]
fn usual_files_are_read() {
    for text in [
        "1,2\n3,4\n",
        "x,y\n1,2\n3,4",
        "1;2\r\n3;4\r\n",
        "1;2\r3;4\r",
        "\u{feff}a\tb\n1\t2\n3\t4\n",
        " 1 , 2 \n\n 3 , 4 \n",
        "x|y\n1|2\n3|4\n",
        "sep=;\nx;y\n1;2\n3;4\n",
        "\"sep=|\"\r\nx|y\r\n1|2\r\n3|4\r\n",
        "sep=,,\n1,2\n3,4\n",
        // A column without a name counts the rows.
        ",x,y\n0,1,2\n1,3,4\n",
        "\"\",\"x\",\"y\"\n\"1\",1,2\n\"2\",3,4\n",
        "\"x\",\"y\"\n\"Mazda\",1,2\n\"Honda\",3,4\n",
        "Unnamed: 0,x,y\n17,1,2\n4,3,4\n",
        "x,y\n0,1,2\n1,3,4\n",
        // Quoted separators, line breaks and quotation marks are part of a name.
        "\"speed, in km/h\",\"the \"\"y\"\"\"\n1,2\n3,4\n",
        "\"a\nb\",y\n1,2\n3,4\n",
        "size in \";price\n1;2\n3;4\n",
        "# x,y\n1,2\n3,4\n",
        // Remarks, and columns apart by spaces.
        "# measured in May\n#\n# x,y\n1,2\n# again\n3,4\n",
        "# measured in May\nx,y\n1,2\n3,4 \n# the end",
        "# x y\n1.0 2.0\n3.0 4.0\n",
        "1 2\n3 4\n",
        "#7,8\n1,2\n3,4\n",
        "# 2024, 7\n1,2\n3,4\n",
        "# 3 50\n1 2\n3 4\n",
        "  x    y\n  1.0  2\n\n  3    4.0  \n",
        "      x  y\n0   1  2\n1   3  4\n",
        // Separators at the end of lines, and lines of nothing else.
        "x,y,\n1,2,\n3,4,\n",
        "x,y\n1,2,\n3,4,\n,,\n,,\n",
        "1;2;;;\n3;4;;;\n",
        // Numbers as they are written elsewhere.
        "x;y\n1,0;2,0\n3,0;4,0\n",
        "x\ty\n1,0\t2\n3\t4,00\n",
        "\"1,0\",\"2,0\"\n\"3,0\",\"4,0\"\n",
        "x;y\n1,000;2,000\n3,000;4,000\n",
        "+1,2.\n3e0,0.4E1\n",
    ] {
        let set = DataSet::from_csv(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(set.rows(&set.examples), [[1.0, 2.0], [3.0, 4.0]], "{text:?}");
        assert_eq!(set.examples[0].features, [1.0, 1.0], "one feature and the bias");
    }
    let three = DataSet::from_csv("size,age,price\n1,2,3\n4,5,6\n").unwrap();
    assert_eq!(three.columns, ["size", "age", "price"]);
    assert_eq!(three.examples[1].features, [4.0, 5.0]);
    let minus = DataSet::from_csv("1,\u{2212}2\n3,-4\n").unwrap();
    assert_eq!(minus.examples[0].target, -2.0);
    let named = DataSet::from_csv("\"\",\"a, b\",\"c\u{1b}\"\n1,1,2\n2,3,4\n").unwrap();
    assert_eq!(named.columns, ["a, b", "c "], "names stay with their columns");
}

#[test]
fn a_european_file_gives_the_line_that_it_lies_on() {
    // Off the line 1.3 x + 0.1 by 0.2, -0.35, 0.1 and 0.05: nothing of that is constant or linear.
    let text = "x;y\n1;1,6\n2;2,35\n3;4,1\n4;5,35\n";
    let scenario = Scenario::parse(text, "messung.csv").unwrap();
    let surface = scenario.surface.build();
    let mut gradient = [0.0; 2];
    let loss = surface.gradient(&[1.3, 0.1], &mut gradient);
    assert!((loss - 0.04375).abs() < 1e-14, "{loss}");
    assert!(gradient.iter().all(|g| g.abs() < 1e-13), "{gradient:?}");
}

#[test]
fn two_classes_are_told_apart_whatever_they_are_called() {
    for (labels, one) in [
        (["0", "1"], "class"),
        (["-1", "1"], "class (-1, 1 as 0, 1)"),
        (["1", "2"], "class (1, 2 as 0, 1)"),
        (["no", "yes"], "class (1 = yes)"),
        (["No ", "YES"], "class (1 = yes)"),
        (["FALSE", "TRUE"], "class (1 = true)"),
        (["nein", "ja"], "class (1 = ja)"),
        (["setosa", "virginica"], "class (1 = virginica)"),
    ] {
        let [zero, other] = labels;
        let text = format!("a,b,class\n1,2,{zero}\n4,3,{other}\n2,2,{other}\n5,4,{zero}\n");
        let scenario = Scenario::parse(&text, "classes.csv").unwrap();
        assert_eq!(scenario.surface.id(), "logistic_regression", "{text}");
        let surface = scenario.surface.build();
        let set = &surface.data().unwrap().material().set;
        let targets: Vec<f64> = set.examples.iter().map(|example| example.target).collect();
        assert_eq!(targets, [0.0, 1.0, 1.0, 0.0], "{text}");
        assert_eq!(set.columns[2], one);
        assert_eq!(Scenario::parse(&scenario.to_toml(), "again").unwrap(), scenario);
    }
    for numbers in ["x,y\n1,1\n2,2\n", "x,y\n1,0\n2,0\n", "x,y\n1,1\n", "x,y\n1,1\n2,3\n3,2\n"] {
        let scenario = Scenario::parse(numbers, "numbers.csv").unwrap();
        assert_eq!(scenario.surface.id(), "linear_regression", "{numbers}");
    }
}

#[test]
fn classes_that_a_line_tells_apart_open_at_a_rate_that_makes_sense_and_say_so() {
    let apart = "x,y\n1,0\n2,0\n3,1\n4,1\n";
    let mixed = "x,y\n1,0\n2,1\n3,0\n4,1\n";
    let two = "a,b,y\n1,5,0\n2,4,0\n3,1,1\n4,2,1\n";
    let wide = "x,y\n-100000,0\n2,0\n3,1\n99999,1\n";
    for (text, separated) in [(apart, true), (mixed, false), (two, true), (wide, true)] {
        let scenario = Scenario::parse(text, "classes.csv").unwrap();
        let lr = scenario.runs[0].lr;
        assert!((0.1..=8.0).contains(&lr), "{text}: {lr}");
        let caution = scenario.surface.build().data().unwrap().caution();
        assert_eq!(
            caution.is_some_and(|said| said.text().contains("no minimum")),
            separated,
            "{text}"
        );
    }
}

#[test]
fn examples_that_do_not_decide_both_parameters_say_so() {
    for text in ["1,2\n", "5,1\n5,2\n5,4\n", "1,2,1\n2,4,3\n3,6,2\n", "0,3\n0,4\n"] {
        let scenario = Scenario::parse(text, "flat.csv").unwrap();
        let caution = scenario.surface.build().data().unwrap().caution().unwrap();
        assert!(caution.text().contains("valley"), "{text}: {caution}");
        let mut run = Run::new(scenario.surface.build(), &scenario.run_spec(0));
        run.finish();
        assert!(run.trajectory().last_loss() <= run.trajectory().loss()[0], "{text}");
    }
    let line = Scenario::parse("1,2\n3,4\n5,5\n", "line.csv").unwrap();
    assert_eq!(line.surface.build().data().unwrap().caution(), None);
}

#[test]
fn own_examples_are_not_called_by_the_name_of_others() {
    let mut landscape = Scenario::parse("1,2\n3,4\n5,5\n", "line.csv").unwrap().surface;
    let data = |landscape: &Landscape| {
        let knobs = landscape.knobs();
        knobs.iter().find(|(spec, _)| spec.id == "data").unwrap().1
    };
    assert_eq!(data(&landscape), Value::Word("own examples"));
    assert_eq!(landscape.to_string(), "linear_regression, 3 own examples");
    assert!(landscape.set("data", Value::Word("cars")));
    assert_eq!(data(&landscape), Value::Word("cars"));
    let text = "version = 1\n[surface]\nid = \"linear_regression\"\ndata = \"cars\"\nscaling = \
                \"centre\"\npoints = [[1, 2]]\n[[run]]\noptimizer = \"gd\"\n";
    let own = Scenario::parse(text, "own").unwrap().surface;
    assert_eq!(own.to_string(), "linear_regression:scaling=centre, 1 own example");
}

/// A table of numbers as some program would write it, and the numbers.
fn written(rng: &mut Pcg64Mcg) -> (String, Vec<Vec<f64>>) {
    let mut flip = || rng.random_range(0..2) == 0;
    let [named, counted, quoted, comma, trailing] = [(); 5].map(|()| flip());
    let separator = [",", ";", "\t", "|"][rng.random_range(0..4)];
    let end = ["\n", "\r\n", "\r"][rng.random_range(0..3)];
    let quote = |text: &str| {
        if quoted || (comma && separator == ",") { format!("\"{text}\"") } else { text.to_owned() }
    };
    let width = rng.random_range(2..=3);
    let counted = named && counted;
    let head = format!("sep={separator}{end}");
    let mut text = if rng.random_range(0..4) == 0 { head } else { String::new() };
    if named {
        let first = if counted { vec![quote("")] } else { Vec::new() };
        let names = ["a, b", "c;\"\"d\"\"", "e"].into_iter().take(width);
        let names = names.map(|name| format!("\"{name}\""));
        text += &first.into_iter().chain(names).collect::<Vec<_>>().join(separator);
        text += end;
    }
    let mut numbers = Vec::new();
    for row in 0..rng.random_range(1..20) {
        let mut fields = if counted { vec![row.to_string()] } else { Vec::new() };
        let mut exact = Vec::new();
        for _ in 0..width {
            let decimals = rng.random_range(1..=2);
            let value = rng.random_range(-9999..9999);
            let plain = format!("{:.decimals$}", f64::from(value) / 100.0);
            exact.push(plain.parse().unwrap());
            fields.push(quote(&if comma { plain.replace('.', ",") } else { plain }));
        }
        numbers.push(exact);
        text += &fields.join(separator);
        text += if trailing { separator } else { "" };
        text += end;
    }
    (text, numbers)
}

#[test]
fn tables_in_any_dialect_give_the_numbers_that_were_written() {
    for seed in 0..3000 {
        let (text, numbers) = written(&mut Pcg64Mcg::seed_from_u64(seed));
        let set = DataSet::from_csv(&text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(set.rows(&set.examples), numbers, "{text:?}");
    }
}
