//! Files of examples: what is read, and what is wrong with the others.

use downhill::run::Run;
use downhill::scenario::Scenario;
use downhill::surface::DataSet;

/// Malformed files with what is said about them.
const MALFORMED: &[(&str, &str)] = &[
    ("", "the file is empty: give two or three columns of numbers"),
    ("\n\n  \n", "the file is empty: give two or three columns of numbers"),
    ("1\n2\n3\n", "there is one column only: separate two or three by commas"),
    ("1 2\n3 4\n", "there is one column only: separate two or three by commas"),
    ("hello", "there is one column only: separate two or three by commas"),
    ("1,2,3,4\n", "line 1: 4 columns; 2 (x, y) or 3 (x1, x2, y) are read"),
    ("x,y\n", "there are names but no numbers below them"),
    ("x,y\n1,2\n3\n", "line 3: 1 columns, but the first line has 2"),
    ("1,2\n3,4,5\n", "line 2: 3 columns, but the first line has 2"),
    ("1,2\n3,\n", "line 2: column 2: a number is missing"),
    ("1,2\n,3\n", "line 2: column 1: a number is missing"),
    ("1,2\nx,y\n", "line 2: column 1: \"x\" is not a number"),
    ("x,2\n1,2\n", "line 1: column 1: \"x\" is not a number"),
    ("1,2\n3,NaN\n", "line 2: column 2: NaN is not a number between -1e9 and 1e9"),
    ("1,2\n3,inf\n", "line 2: column 2: inf is not a number between -1e9 and 1e9"),
    ("1,1e10\n", "line 1: column 2: 1e10 is not a number between -1e9 and 1e9"),
    ("1,2\n3,4 m\n", "line 2: column 2: \"4 m\" is not a number"),
    ("1;2\n3,5;4\n", "line 2: column 1: 3,5 has a decimal comma: write a point"),
    ("x;y\n1,0;2,0\n", "line 2: column 1: 1,0 has a decimal comma: write a point"),
    ("1,2\n\"3,4\n", "line 2: 1 columns, but the first line has 2"),
    ("a,b\n1,2\n1.2.3,4\n", "line 3: column 1: \"1.2.3\" is not a number"),
    ("1,2\n0x10,4\n", "line 2: column 1: \"0x10\" is not a number"),
    ("\u{1F600},\u{1F600}\n\u{1F600},1\n", "line 2: column 1: \"\u{1F600}\" is not a number"),
];

#[test]
fn every_malformed_file_gets_one_sentence() {
    assert!(MALFORMED.len() >= 20);
    for (text, message) in MALFORMED {
        assert_eq!(DataSet::from_csv(text).unwrap_err().to_string(), *message, "{text:?}");
    }
    let long = "1,2\n".repeat(10_001);
    let said = DataSet::from_csv(&long).unwrap_err().to_string();
    assert_eq!(said, "line 10001: more than 10000 examples");
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
        "\u{feff}a\tb\n1\t2\n3\t4\n",
        " 1 , 2 \n\n 3 , 4 \n",
    ] {
        let set = DataSet::from_csv(text).unwrap();
        assert_eq!(set.rows(&set.examples), [[1.0, 2.0], [3.0, 4.0]], "{text:?}");
        assert_eq!(set.examples[0].features, [1.0, 1.0], "one feature and the bias");
    }
    let three = DataSet::from_csv("size,age,price\n1,2,3\n4,5,6\n").unwrap();
    assert_eq!(three.columns, ["size", "age", "price"]);
    assert_eq!(three.examples[1].features, [4.0, 5.0]);
}
