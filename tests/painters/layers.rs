//! Layers: the window's and those of pictures are the same, and each shows something.

use std::collections::BTreeMap;

use downhill::jobs::finish;
use downhill::run::Run;
use downhill::scenario::{BUNDLED, Scenario};
use downhill::scene::{
    Canvas, Chosen, Found, Frame, Item, LAYERS, Memo, Part, Phase, Scene, Theme,
};
use downhill::session::{Command, Edit, Eye, Finished, RunEdit, Session};

use super::AREA;

/// What every layer draws of a scene.
fn drawn(scene: &Scene<'_>, view: [[f64; 2]; 2]) -> BTreeMap<&'static str, Vec<Item>> {
    let plane = Frame { view, area: AREA }.with_equal_units();
    let ground = plane.moved(scene.moved);
    let mut known: BTreeMap<&str, Found> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for layer in LAYERS.iter().filter(|layer| (layer.applies)(scene)) {
        let found = layer.question.map(|question| {
            let question = question(scene, ground.view);
            let found = known.entry(question.kind);
            Found::clone(found.or_insert_with(|| finish((question.work)())))
        });
        let (plane, ground, found) = (&plane, &ground, found.as_ref());
        let memo = &mut Memo::default();
        all.insert(layer.id, (layer.items)(&mut Canvas { scene, plane, ground, found, memo }));
    }
    all
}

fn eye() -> Eye {
    Eye { explained: 0, phase: Phase::default(), place: None, theme: Theme::Dark, batch: true }
}

/// A session that has computed everything.
fn grown(scenario: Scenario) -> Session {
    let mut session = Session::new(scenario);
    while session.tick(0.0) {}
    session.apply(Command::Play(downhill::session::Play::End));
    session
}

#[test]
fn the_window_and_pictures_show_the_same() {
    for bundled in BUNDLED {
        let scenario = Scenario::parse(bundled.text, bundled.id).unwrap();
        let session = grown(scenario.clone());
        let finished = Finished::new(&scenario);
        let run = |index| finished.run(index, 1_000, |_| ());
        let runs: Vec<Run> = (0..scenario.runs.len()).map(run).collect();
        let view = Finished::new(&scenario).context().view;
        let window = drawn(&session.scene(eye()), view);
        let picture = drawn(&finished.scene(&runs, None, Theme::Dark), view);
        for (id, items) in &window {
            // Batches are drawn for those who want to see them only.
            let unasked = *id == "batch" && !scenario.layers().ids().contains(id);
            assert!(unasked || picture[id] == *items, "{}: {id}", bundled.id);
        }
    }
}

#[test]
fn every_layer_shows_something_somewhere() {
    let mut seen = BTreeMap::new();
    for bundled in BUNDLED {
        let scenario = Scenario::parse(bundled.text, bundled.id).unwrap();
        let lr = 0.9 * scenario.runs[0].lr;
        let view = Finished::new(&scenario).context().view;
        let mut session = grown(scenario);
        session.apply(Command::Edit(Edit::Run(0, RunEdit::Lr(lr))));
        for (id, items) in drawn(&session.scene(eye()), view) {
            *seen.entry(id).or_insert(0) += items.len();
        }
    }
    for layer in LAYERS.iter().filter(|layer| layer.id != "bounds") {
        let some = seen.get(layer.id).is_some_and(|items| *items > 0);
        assert!(some, "{} draws nothing in any bundled scenario: {seen:?}", layer.id);
    }
}

#[test]
fn a_box_is_a_layer_too() {
    let text = "version = 1\nbounds = { x = [-1, 1], y = [-1, 1] }\n[surface]\nid = \"sphere\"\n\
                [[run]]\noptimizer = \"gd\"\n[view]\nlayers = [\"bounds\", \"paths\"]\n";
    let scenario = Scenario::parse(text, "box").unwrap();
    assert_eq!(scenario.layers().ids(), ["bounds", "paths"]);
    let session = grown(scenario);
    assert!(!drawn(&session.scene(eye()), [[-2.0, 2.0]; 2])["bounds"].is_empty());
    let chosen = Chosen::parse(["paths", "heights"]).unwrap();
    assert_eq!(chosen.ids(), ["heights", "paths"], "from the bottom to the top");
    let twice = Chosen::parse(["paths", "paths"]).map_err(|why| why.to_string());
    assert_eq!(twice, Err("paths is named twice".to_owned()));
}

/// A scene in which one part is another.
fn with_another<'a>(part: Part, scene: &Scene<'a>, other: &Scene<'a>) -> Scene<'a> {
    let mut changed = scene.clone();
    match part {
        Part::Critical => changed.critical = (&[], scene.critical.1 + 1),
        Part::Moved => changed.moved = [0.5, -0.25],
        Part::Bounds => changed.bounds = Some([[-0.5, 0.5]; 2]),
        Part::Start => changed.start = [0.1, 0.2],
        Part::Runs => changed.runs.clone_from(&other.runs),
        Part::Ghosts => changed.runs.iter_mut().for_each(|run| run.ghost = Some(other.runs[0].run)),
        Part::Clock => changed.runs.iter_mut().for_each(|run| run.step = 1),
        Part::Batch => changed.batch = vec![0, 1],
        Part::Explained => changed.explained = other.explained,
        Part::Place => changed.place = Some([0.3, 0.4]),
    }
    changed
}

#[test]
fn a_layer_is_made_from_the_parts_it_reads_and_no_others() {
    const PARTS: [Part; 10] = [
        Part::Critical,
        Part::Moved,
        Part::Bounds,
        Part::Start,
        Part::Runs,
        Part::Ghosts,
        Part::Clock,
        Part::Batch,
        Part::Explained,
        Part::Place,
    ];
    for id in ["mini_batches", "ravine", "no_gradient"] {
        let bundled = BUNDLED.iter().find(|bundled| bundled.id == id).unwrap();
        let scenario = Scenario::parse(bundled.text, bundled.id).unwrap();
        let view = Finished::new(&scenario).context().view;
        let mut slower = scenario.clone();
        slower.runs.iter_mut().for_each(|run| run.lr *= 0.7);
        let (session, other) = (grown(scenario), grown(slower));
        let (scene, other) = (session.scene(eye()), other.scene(eye()));
        let before = drawn(&scene, view);
        for part in PARTS {
            let after = drawn(&with_another(part, &scene, &other), view);
            for layer in LAYERS.iter().filter(|layer| !layer.reads.contains(&part)) {
                // What a ghost or a clock changes in a run is that run.
                let alike = before.get(layer.id) == after.get(layer.id);
                assert!(alike, "{id}: {} looks at {part:?}, which it does not read", layer.id);
            }
        }
    }
}
