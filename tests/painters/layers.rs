//! Layers: the window's and those of pictures are the same, and each shows something.

use std::collections::BTreeMap;

use downhill::jobs::finish;
use downhill::run::Run;
use downhill::scenario::{BUNDLED, Scenario};
use downhill::scene::{Canvas, Chosen, Found, Frame, Item, LAYERS, Memo, Phase, Scene, Theme};
use downhill::session::{Command, Edit, Eye, Finished, RunEdit, Session};

use super::AREA;

/// What every layer draws of a scene.
fn drawn(scene: &Scene<'_>, view: [[f64; 2]; 2]) -> BTreeMap<&'static str, Vec<Item>> {
    let plane = Frame { view, area: AREA }.with_equal_units();
    let ground = plane.moved(scene.moved);
    let mut known: Option<Found> = None;
    let mut all = BTreeMap::new();
    for layer in LAYERS.iter().filter(|layer| (layer.applies)(scene)) {
        let found = layer.question.map(|question| {
            let find = || finish((question(scene, ground.view).work)());
            Found::clone(known.get_or_insert_with(find))
        });
        let (plane, ground, found) = (&plane, &ground, found.as_ref());
        let memo = &mut Memo::default();
        all.insert(layer.id, (layer.items)(&mut Canvas { scene, plane, ground, found, memo }));
    }
    all
}

fn eye() -> Eye {
    Eye { explained: 0, phase: Phase::default(), place: None, theme: Theme::Dark }
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
        let view = scenario.view();
        let window = drawn(&session.scene(eye()), view);
        let picture = drawn(&finished.scene(&runs, None, Theme::Dark), view);
        for (id, items) in &window {
            assert!(picture[id] == *items, "{}: {id}", bundled.id);
        }
        assert_eq!(window.len(), picture.len());
    }
}

#[test]
fn every_layer_shows_something_somewhere() {
    let mut seen = BTreeMap::new();
    for bundled in BUNDLED {
        let scenario = Scenario::parse(bundled.text, bundled.id).unwrap();
        let lr = 0.9 * scenario.runs[0].lr;
        let view = scenario.view();
        let mut session = grown(scenario);
        session.apply(Command::Edit(Edit::Run(0, RunEdit::Lr(lr))));
        for (id, items) in drawn(&session.scene(eye()), view) {
            *seen.entry(id).or_insert(0) += items.len();
        }
    }
    for layer in LAYERS.iter().filter(|layer| layer.id != "bounds") {
        assert!(seen.get(layer.id).is_some_and(|items| *items > 0), "{}: {seen:?}", layer.id);
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
    let chosen = Chosen::parse(["paths", "heights", "paths"]).unwrap();
    assert_eq!(chosen.ids(), ["heights", "paths"], "from the bottom to the top, each once");
}
