//! The program as scripts meet it: output, exit status, files.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value as Json;

fn downhill(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downhill"))
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap()
}

fn stdout(arguments: &[&str]) -> String {
    let output = downhill(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The status and the words of a command that fails; data must be empty.
fn failure(arguments: &[&str]) -> (i32, String) {
    let output = downhill(arguments);
    assert!(output.stdout.is_empty(), "{arguments:?} wrote data");
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(!words.contains("panicked"), "{words}");
    (output.status.code().unwrap(), words)
}

#[track_caller]
fn refused(arguments: &[&str], sentence: &str) {
    let (status, words) = failure(arguments);
    assert!(words.contains(sentence), "{words}");
    assert_eq!(status, 2, "{words}");
}

#[test]
fn list_names_every_part() {
    assert!(stdout(&["list", "surfaces"]).contains("rosenbrock"));
    assert!(stdout(&["list", "scenarios"]).contains("overshoot"));
    for kind in ["surfaces", "optimizers", "schedules", "noises", "scenarios"] {
        let json: Json = serde_json::from_str(&stdout(&["list", kind, "--json"])).unwrap();
        for entry in json.as_array().unwrap() {
            let id = entry["id"].as_str().unwrap();
            assert!(stdout(&["list", kind]).contains(id));
            assert!(stdout(&["describe", id]).contains(id) || kind == "scenarios");
            let described: Json =
                serde_json::from_str(&stdout(&["describe", id, "--json"])).unwrap();
            assert_eq!(described["id"], id);
        }
    }
}

#[test]
fn describe_tells_rule_source_and_knobs() {
    let text = stdout(&["describe", "adam"]);
    for piece in ["Kingma and Ba", "beta1", "β₁", "Default 0.9", "where libraries differ"] {
        assert!(text.contains(piece), "{text}");
    }
    refused(&["describe", "adem"], "nothing is called \"adem\"; did you mean adam?");
}

#[test]
fn probe_prints_one_document_per_point() {
    let lines = stdout(&["probe", "rosenbrock:b=10", "--at", "1,1", "--at", "-1.5,2e-1", "--json"]);
    let lines: Vec<Json> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(stdout(&["probe", "beale", "--at", "-1,-2", "-3,-4", "--json"]).lines().count(), 2);
    assert_eq!(lines[0]["gradient"], serde_json::json!([0.0, 0.0]));
    assert_eq!(lines[1]["x"], -1.5);
    assert!(lines[0]["stable_lr"].as_f64().unwrap() > 0.0);
    let dome = stdout(&["probe", "himmelblau", "--at", "-0.27,-0.92", "--json"]);
    assert_eq!(serde_json::from_str::<Json>(&dome).unwrap()["stable_lr"], Json::Null);
    assert!(stdout(&["probe", "beale", "--at", "3,0.5"]).contains("2/λmax"));
}

#[test]
fn probe_refuses_what_it_cannot_read() {
    refused(&["probe", "beal", "--at", "0,0"], "unknown surface \"beal\"; did you mean beale?");
    refused(
        &["probe", "quadratic:kappa=0", "--at", "0,0"],
        "quadratic: kappa = 0 is not a number from 1 to 1000000",
    );
    refused(&["probe", "quadratic:kappa", "--at", "0,0"], "is not written as knob=value");
    refused(&["probe", "quadratic:kappa=2,kappa=3", "--at", "0,0"], "kappa is given twice");
    refused(
        &["probe", "--formula", "a*x", "--let", "a=1", "--let", " a = 2", "--at", "0,0"],
        "--let \" a = 2\": a has a number already",
    );
    refused(&["probe", "quadratic", "--at", "0"], "--at \"0\" is not a pair of finite numbers X,Y");
    refused(&["probe", "quadratic", "--at", "nan,1"], "--at \"nan,1\" is not a pair");
    refused(&["probe", "quadratic"], "--at");
    refused(&["probe", "quadratic", "--att", "1,2"], "--att");
}

#[test]
fn run_writes_a_row_per_step_and_numbers_read_back_the_same() {
    let csv = stdout(&["run", "overshoot"]);
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows[0], "run,step,x,y,loss,gradient_norm,lr");
    assert_eq!(rows.len(), 1 + 5 * 51);
    let json: Json =
        serde_json::from_str(&stdout(&["run", "overshoot", "--format", "json"])).unwrap();
    for (k, run) in json["runs"].as_array().unwrap().iter().enumerate() {
        let last = rows[51 * (k + 1)].split(',').collect::<Vec<_>>();
        let y = run["y"].as_array().unwrap();
        assert_eq!(y.len(), 51);
        assert_eq!(y[50].as_f64().unwrap().to_bits(), last[3].parse::<f64>().unwrap().to_bits());
        assert_eq!(run["evaluations"]["gradient"], 50);
        assert_eq!(run["quantities"]["gradient"].as_array().unwrap().len(), 51);
    }
    assert_eq!(json["version"], 1);
    assert_eq!(json["runs"][4]["verdict"]["id"], "diverged");
}

#[test]
fn running_what_was_written_gives_the_same_bits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("again.toml");
    let json: Json =
        serde_json::from_str(&stdout(&["run", "batch_noise", "--format", "json"])).unwrap();
    fs::write(&path, json["scenario"].as_str().unwrap()).unwrap();
    assert_eq!(stdout(&["run", "batch_noise"]), stdout(&["run", path.to_str().unwrap()]));
}

#[test]
fn a_part_that_few_steps_have_is_nothing_in_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kicked.toml");
    let text = "version = 1\nsteps = 4\n[surface]\nid = \"quadratic\"\n[[run]]\noptimizer = \
                \"gd\"\nchange = [{ step = 2, weight_decay = 1, kick = [0.5, 1] }]\n";
    fs::write(&path, text).unwrap();
    let shown = stdout(&["run", path.to_str().unwrap(), "--format", "json"]);
    let parts = &serde_json::from_str::<Json>(&shown).unwrap()["runs"][0]["parts"];
    let nothing = serde_json::json!([0.0, 0.0]);
    let kicks = parts["kick"].as_array().unwrap();
    for (step, kick) in kicks.iter().enumerate() {
        let axis = |axis: usize| kick[axis].as_f64().unwrap();
        let [x, y] = if step == 2 { [0.5, 1.0] } else { [0.0, 0.0] };
        assert!((axis(0) - x).abs() < 1e-12 && (axis(1) - y).abs() < 1e-12, "{step}: {kick}");
    }
    assert_eq!((kicks.len(), parts["push"].as_array().unwrap().len()), (4, 4));
    assert!(parts["decay"][1] == nothing && parts["decay"][2] != nothing);
}

#[test]
fn a_run_that_overflows_ends_with_its_last_finite_point() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("explode.toml");
    let text = "version = 1\nsteps = 100\n[surface]\nid = \"rosenbrock\"\n[[run]]\noptimizer = \"gd\"\nlr = 1.0\n";
    fs::write(&path, text).unwrap();
    let csv = stdout(&["run", path.to_str().unwrap()]);
    let rows: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert!(rows.len() < 20, "{csv}");
    for row in &rows {
        assert!(
            row[2].parse::<f64>().unwrap().is_finite()
                && row[3].parse::<f64>().unwrap().is_finite()
        );
    }
    let json: Json =
        serde_json::from_str(&stdout(&["run", path.to_str().unwrap(), "--format", "json"]))
            .unwrap();
    assert_eq!(json["runs"][0]["verdict"]["id"], "diverged");
    let run = &json["runs"][0];
    assert_eq!(run["ended"]["step"], rows.len() - 1);
    assert_eq!(run["ended"]["reason"], "overflow");
    // The rate that is promised holds.
    let held = run["verdict"]["evidence"]["held_lr"].as_f64().unwrap();
    fs::write(&path, text.replace("lr = 1.0", &format!("lr = {held:?}"))).unwrap();
    let json: Json =
        serde_json::from_str(&stdout(&["run", path.to_str().unwrap(), "--format", "json"]))
            .unwrap();
    let run = &json["runs"][0];
    assert_eq!((run["x"].as_array().unwrap().len(), &run["ended"]), (101, &Json::Null));
    let bad = ["diverging", "diverged"];
    let story = run["verdicts"].as_array().unwrap();
    assert!(story.iter().all(|one| !bad.contains(&one["id"].as_str().unwrap())), "{story:?}");
}

#[test]
fn files_are_written_whole_and_formats_follow_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    stdout(&["run", "saddle", "-o", &path("out.json")]);
    serde_json::from_str::<Json>(&fs::read_to_string(path("out.json")).unwrap()).unwrap();
    stdout(&["run", "saddle", "-o", &path("out.csv")]);
    assert!(fs::read_to_string(path("out.csv")).unwrap().starts_with("run,step"));
    refused(&["run", "saddle", "-o", &path("out.xls")], "data ends in .csv or .json");
    let (status, words) = failure(&["run", "saddle", "-o", &path("no/such/folder.csv")]);
    assert_eq!(status, 1);
    assert!(words.contains("could not write") && words.contains("there is no folder"), "{words}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
}

#[cfg(unix)]
#[test]
fn links_and_modes_of_replaced_files_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("real.csv"), "old").unwrap();
    fs::set_permissions(path("real.csv"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(path("real.csv"), path("link.csv")).unwrap();
    stdout(&["run", "saddle", "-o", path("link.csv").to_str().unwrap()]);
    assert!(fs::symlink_metadata(path("link.csv")).unwrap().is_symlink());
    assert!(fs::read_to_string(path("real.csv")).unwrap().starts_with("run,step"));
    let mode = fs::metadata(path("real.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    stdout(&["run", "saddle", "-o", "/dev/null", "--format", "csv"]);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn runs_with_one_name_are_numbered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("same.toml").display().to_string();
    let run = "[[run]]\noptimizer = \"gd\"\nlabel = \"a\"\n";
    let text = format!(
        "version = 1\nsteps = 1\ntitle = \"x\\u0001y\"\n[surface]\nid = \"beale\"\n{run}{run}"
    );
    fs::write(&path, text).unwrap();
    let csv = stdout(&["run", &path]);
    let names: Vec<&str> = csv.lines().skip(1).map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(names, ["a", "a", "a 2", "a 2"]);
    let picture = folder.path().join("same.png").display().to_string();
    stdout(&["render", &path, "-o", &picture, "--size", "300x300", "--scale", "1"]);
}

#[test]
fn pictures_are_rendered_without_a_display() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    for theme in ["light", "dark", "print"] {
        for id in ["overshoot", "batch_noise"] {
            let name = path(&format!("{id}-{theme}.png"));
            stdout(&[
                "render", id, "-o", &name, "--theme", theme, "--size", "640x400", "--scale", "1",
            ]);
            let picture = image::open(&name).unwrap().to_rgba8();
            assert_eq!(picture.dimensions(), (640, 400));
            let colours: std::collections::BTreeSet<_> = picture.pixels().map(|p| p.0).collect();
            assert!(colours.len() > 200, "{name} has {} colours", colours.len());
        }
    }
    stdout(&["render", "ravine", "-o", &path("ravine.svg"), "--step", "3"]);
    let svg = fs::read_to_string(path("ravine.svg")).unwrap();
    assert!(
        svg.starts_with("<svg") && svg.contains("shown after 3") && svg.contains("Nesterov 0.79")
    );
    for line in svg.lines().filter(|line| !line.contains("base64")) {
        assert!(!line.contains("NaN") && !line.contains("inf"), "{line}");
    }
}

#[test]
fn render_refuses_what_it_cannot_draw() {
    refused(&["render", "ravine", "-o", "x.bmp"], "a picture ends in .svg or .png");
    refused(&["render", "ravine", "-o", "x.png", "--size", "10x10"], "each from 200 to 8192");
    refused(
        &["render", "ravine", "-o", "x.png", "--size", "8000x8000", "--scale", "8"],
        "at most 16384 dots a side",
    );
    refused(
        &["render", "ravine", "-o", "x.png", "--size", "8192x8192", "--scale", "1.1"],
        "9011x9011 dots are too many: a picture has at most 16384 dots a side and 67108864 in all",
    );
    refused(&["render", "ravine", "-o", "x.png", "--scale", "nan"], "0.1 to 8");
    refused(&["render", "ravin", "-o", "x.png"], "did you mean ravine?");
    refused(
        &["render", "ravine", "-o", "x.png", "--step", "99999999"],
        "--step 99999999: the runs have ",
    );
    assert!(!Path::new("x.png").exists());
}

#[test]
fn bad_files_get_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("binary.toml"), [0u8, 159, 146, 150, 10, 255]).unwrap();
    fs::write(path("empty.toml"), "").unwrap();
    fs::write(path("large.toml"), " ".repeat(5 << 20)).unwrap();
    refused(
        &["run", &path("binary.toml")],
        "binary.toml:1: this is not text; save the file as UTF-8",
    );
    refused(&["run", &path("empty.toml")], "empty.toml:1: version is missing");
    refused(&["run", &path("large.toml")], "larger than 4 MB, which is more than is read");
    refused(&[&path("empty.toml")], "empty.toml:1: version is missing");
    for name in ["missing.toml", "."] {
        let (status, words) = failure(&["run", &path(name)]);
        assert_eq!(status, 1);
        assert!(words.contains("could not read") && words.lines().count() == 1, "{words}");
    }
}

#[test]
fn unknown_words_are_refused() {
    refused(&["fly"], "no file, no bundled scenario and no command is called \"fly\"");
    refused(&["rum"], "did you mean run?");
    refused(&["run", "fly"], "no file and no bundled scenario is called \"fly\"");
    refused(&["sweep", "ravine"], "there is no command \"sweep\"; allowed: list, describe, probe");
    refused(
        &["rnder", "ravine", "-o", "x.png"],
        "there is no command \"rnder\"; did you mean render?",
    );
    refused(&["Cargo.toml", "README.md"], "unexpected \"README.md\": the window opens one file");
    refused(&["list", "planets"], "planets");
    refused(&["run"], "SCENARIO");
    refused(&["run", "saddle", "--format", "xml"], "xml");
}

#[test]
fn without_a_display_two_lines_say_what_to_do() {
    let (status, words) = failure(&[]);
    assert_eq!(status, 1);
    assert_eq!(words.lines().count(), 2, "{words}");
    assert!(words.contains("downhill render"), "{words}");
}

#[test]
fn help_and_version_are_data() {
    assert!(stdout(&["--help"]).contains("render"));
    assert!(stdout(&["--version"]).starts_with("downhill "));
}

#[test]
fn data_are_the_numbers_of_the_runs_bit_for_bit() {
    let file = downhill::scenario::bundled("schedules").unwrap();
    let scenario = downhill::scenario::Scenario::parse(file.text, file.id).unwrap();
    let csv = stdout(&["run", "schedules"]);
    let json: serde_json::Value =
        serde_json::from_str(&stdout(&["run", "schedules", "--format", "json"])).unwrap();
    let mut rows = csv.lines().skip(1).map(|line| line.rsplitn(6, ',').collect::<Vec<_>>());
    for index in 0..scenario.runs.len() {
        let surface = scenario.surface.build();
        let mut run = downhill::run::Run::new(surface, &scenario.run_spec(index));
        run.finish();
        let (path, shown) = (run.trajectory(), &json["runs"][index]);
        for step in 0..path.len() {
            let row = rows.next().unwrap();
            let read = |column: usize| row[column].parse::<f64>().unwrap();
            assert_eq!([read(4), read(3)], path.point(step));
            assert_eq!(
                [read(2), read(1), read(0)],
                [path.loss()[step], path.gradient_norm()[step], path.lr()[step]]
            );
            // The reader of JSON here rounds; the text itself is exact, as in CSV.
            let [told, truth] = [shown["x"][step].as_f64().unwrap(), path.point(step)[0]];
            assert!((told - truth).abs() <= 4.0 * f64::EPSILON * truth.abs(), "{told} {truth}");
        }
        for (id, track) in shown["quantities"].as_object().unwrap() {
            assert_eq!(track.as_array().unwrap().len(), path.len(), "{id}");
        }
        for (id, parts) in shown["parts"].as_object().unwrap() {
            assert_eq!(parts.as_array().unwrap().len(), path.len() - 1, "{id}");
        }
    }
    assert_eq!(rows.next(), None);
}

#[test]
fn a_language_can_be_asked_for() {
    assert!(stdout(&["list", "languages"]).starts_with("en  English"));
    let json: Json = serde_json::from_str(&stdout(&["list", "languages", "--json"])).unwrap();
    assert_eq!(json[0]["messages"], json[0]["of_messages"]);
    assert_eq!(stdout(&["--lang", "en", "list", "layers"]), stdout(&["list", "layers"]));
    refused(&["list", "layers", "--lang=xx"], "there is no language \"xx\"; allowed: en");
}
