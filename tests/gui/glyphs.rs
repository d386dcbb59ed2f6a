//! Every text of every catalog can be written with the fonts of the window.

use downhill::catalog::{Entry, Family, describe};
use downhill::noise::Noise;
use downhill::optim::Optimizer;
use downhill::run::{Budget, Run, RunSpec};
use downhill::schedule::Schedule;
use downhill::surface::Surface;
use eframe::egui::FontId;

use super::window;

fn texts<F: Family + ?Sized>() -> Vec<String> {
    let one = |entry: &&'static Entry<F>| {
        let about = describe(entry);
        let facts = about.facts.into_iter().flat_map(|(heading, text)| [heading.to_owned(), text]);
        let knobs = about.knobs.iter().flat_map(|spec| [spec.id, spec.symbol, spec.doc]);
        let own = [about.name, about.summary].into_iter().chain(knobs).map(str::to_owned);
        own.chain(facts).collect::<Vec<_>>()
    };
    F::catalog().iter().flat_map(one).collect()
}

/// The letters of the quantities that optimizers report.
fn symbols() -> Vec<String> {
    let first = <dyn Surface>::catalog()[0];
    let of = |entry: &&'static Entry<dyn Optimizer>| {
        let spec = RunSpec {
            optimizer: downhill::catalog::Pick::of(entry),
            lr: entry.facts.usual_lr(),
            schedule: downhill::schedule::Sequence::default(),
            noise: downhill::catalog::Pick::of(<dyn Noise>::catalog()[0]),
            clip: downhill::run::Clip::None,
            region: vec![[-5.0, 5.0]; 2],
            start: vec![1.0, 1.0],
            seed: 0,
            drift: Vec::new(),
            bounds: Vec::new(),
            changes: Vec::new(),
            budget: Budget::Steps(1),
        };
        let run = Run::new((first.make)().into(), &spec);
        run.tape().tracks().iter().map(|track| track.symbol.to_owned()).collect::<Vec<_>>()
    };
    <dyn Optimizer>::catalog().iter().flat_map(of).collect()
}

#[test]
fn every_letter_has_a_glyph() {
    let harness = window("ravine");
    let all = [
        texts::<dyn Surface>(),
        texts::<dyn Optimizer>(),
        texts::<dyn Schedule>(),
        texts::<dyn Noise>(),
        symbols(),
    ];
    for text in all.concat() {
        for font in [FontId::proportional(14.0), FontId::monospace(14.0)] {
            for letter in text.chars().filter(|c| *c != '\n') {
                let has = harness.ctx.fonts_mut(|fonts| fonts.has_glyph(&font, letter));
                assert!(has, "no glyph for {letter:?} of {text:?} in {:?}", font.family);
            }
        }
    }
}
