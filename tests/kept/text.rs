//! The file is a scenario file with one line more, and every value in it is checked.

use downhill::kept::{Kept, Light, Picture, Window, read, write};
use downhill::scenario::{BUNDLED, Scenario};

use super::numbered;

/// One that differs from the usual in everything.
pub(crate) fn unusual(scenario: Scenario) -> Kept {
    let mut scenario = scenario;
    for (index, run) in scenario.runs.iter_mut().enumerate() {
        run.style = (index * 7 + 3) % 10;
        run.hidden = index % 2 == 0;
    }
    let picture = Picture { speed: 5.0, chosen: Some([[-2.5, 1.25], [0.0, 3.0]]), follows: true };
    let window = Window {
        size: [1024.0, 640.5],
        position: Some([-12.0, 2500.0]),
        maximized: true,
        fullscreen: true,
        language: Some(&downhill::words::ENGLISH),
        zoom: 1.3,
        light: Light::Dark,
        left: 344.0,
        right: 290.0,
        charts: 200.25,
    };
    Kept { scenario, changed: true, picture, window }
}

#[test]
fn what_is_written_is_read_back() {
    for bundled in BUNDLED {
        let kept = unusual(Scenario::parse(bundled.text, bundled.id).unwrap());
        assert_eq!(read(&write(&kept), "file"), Ok((kept, None)), "{}", bundled.id);
    }
}

#[test]
fn the_file_is_a_scenario_that_everything_opens() {
    let kept = numbered(7);
    assert_eq!(Scenario::parse(&write(&kept), "file"), Ok(kept.scenario));
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_recognised() {
    let text = write(&unusual(numbered(1).scenario));
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        assert!(read(&text[..end], "file").is_err(), "after {end} bytes of {}", text.len());
    }
}

#[test]
fn another_version_of_the_scenario_is_no_state_of_ours() {
    let text = write(&numbered(1)).replacen("version = 1", "version = 2", 1);
    assert_eq!(
        read(&text, "file").unwrap_err().text(),
        "file:1: this program reads version = 1 only"
    );
}

/// A value that is wrong is replaced and named; the scenario and all other values stay.
fn check(from: &str, to: &str, word: &str) {
    let before = Kept { window: Window { zoom: 1.5, ..Window::default() }, ..numbered(3) };
    let text = write(&before);
    assert!(text.contains(from), "{text}");
    let (kept, wrong) = read(&text.replace(from, to), "file").unwrap();
    let wrong = wrong.unwrap_or_else(|| unreachable!("{to} was accepted")).to_string();
    assert!(wrong.contains(word) && wrong.starts_with("file:"), "{to}: {wrong}");
    assert_eq!(kept.scenario, before.scenario, "{to}");
    assert_eq!(read(&write(&kept), "file"), Ok((kept, None)), "{to}");
}

#[test]
fn values_out_of_range_are_replaced_by_the_usual_and_named() {
    for zoom in ["0.0", "-1.0", "1e9", "0.19", "5.01", "1e-300", "1e300"] {
        check("\"zoom\":1.5", &format!("\"zoom\":{zoom}"), "zoom");
    }
    for number in ["NaN", "1e999", "-1e999", "null", "\"1\"", "[]", "inf"] {
        check("\"zoom\":1.5", &format!("\"zoom\":{number}"), "file:");
    }
    check("\"size\":[1280.0,800.0]", "\"size\":[0.0,800.0]", "width 0");
    check("\"size\":[1280.0,800.0]", "\"size\":[1280.0,1e20]", "height 1");
    check("\"position\":null", "\"position\":[1e9,0]", "position 1000000000");
    check("\"left\":374.0", "\"left\":-5", "left -5");
    check("\"charts\":236.0", "\"charts\":1e6", "charts 1000000");
    check("\"speed\":30.0", "\"speed\":0", "speed 0");
    check("\"speed\":30.0", "\"speed\":1e308", "speed");
    check("\"chosen\":null", "\"chosen\":[[1,1],[0,1]]", "a map of");
    check("\"chosen\":null", "\"chosen\":[[1e300,1.1e300],[0,1]]", "a map of");
    check("\"styles\":[0,", "\"styles\":[77,", "colour 77 of 10");
    check("\"styles\":[0,", "\"styles\":[0,0,", "colours of");
    check("{\"version\":1", "{\"version\":2", "version 2, not 1");
    check("{\"version\":1", "{\"versio\":1", "versio");
    let deep = format!("\"zoom\":{}", "[".repeat(100_000));
    check("\"zoom\":1.5", &deep, "file:");
}

#[test]
fn one_wrong_value_costs_no_other() {
    let text = write(&unusual(numbered(3).scenario)).replace("\"left\":344.0", "\"left\":1e30");
    let (kept, _) = read(&text, "file").unwrap();
    let left = Window::default().left;
    let window = Window { left, ..unusual(numbered(3).scenario).window };
    assert_eq!(kept, Kept { window, ..unusual(numbered(3).scenario) });
}

#[test]
fn a_state_that_would_not_be_read_is_not_written() {
    let mut kept = numbered(3);
    kept.window.zoom = f32::NAN;
    kept.window.size = [f32::INFINITY, 0.0];
    kept.window.position = Some([f32::NEG_INFINITY, 1e30]);
    kept.picture.speed = f64::NAN;
    kept.picture.chosen = Some([[f64::NAN, 1.0], [2.0, 1.0]]);
    kept.scenario.runs[0].style = usize::MAX;
    assert_eq!(read(&write(&kept), "file"), Ok((numbered(3), None)));
}
