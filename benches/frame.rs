//! A frame of the window: `cargo bench --bench frame`. Eight runs of 10,000 steps on a map of
//! 512² points with 20 contour levels: the closure and the tessellation, without the painting.

mod common;

#[cfg(feature = "gui")]
fn main() {
    window::main();
}

#[cfg(not(feature = "gui"))]
fn main() {
    common::report("a frame", common::time(1, || ()), "the window is not part of this build");
}

#[cfg(feature = "gui")]
mod window {
    use downhill::gui::App;
    use downhill::run::Budget;
    use downhill::scenario::{RunConfig, Scenario, bundled};
    use downhill::session::{Command, Edit, Play, RunEdit};
    use eframe::App as _;
    use eframe::egui::{Context, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};

    use super::common::{report, time};

    pub(super) fn main() {
        let ctx = Context::default();
        let scenario = scene();
        let creation = eframe::CreationContext::_new_kittest(ctx.clone());
        let mut app = App::new(&creation, Some(scenario));
        let mut frame = eframe::Frame::_new_kittest();
        for _ in 0..30 {
            one(&ctx, &mut app, &mut frame, Vec::new());
            app.wait_for_maps();
        }
        assert!(app.session().runs().iter().all(|run| run.steps() == 10_000));
        let vertices = one(&ctx, &mut app, &mut frame, Vec::new());
        let still = time(200, || one(&ctx, &mut app, &mut frame, Vec::new()));
        report("a frame, at rest", still, &format!("goal: 4 ms; {vertices} vertices"));
        // There is room for the explanation: it is open from the start.
        for (what, explained) in [("playing, a run explained", true), ("playing", false)] {
            if !explained {
                one(&ctx, &mut app, &mut frame, key(Key::E));
            }
            // Fast enough for a new step in every frame.
            for play in [Play::Speed(1000.0), Play::Seek(3_000), Play::Toggle] {
                app.apply(Command::Play(play));
            }
            let playing = time(200, || one(&ctx, &mut app, &mut frame, Vec::new()));
            report(&format!("a frame, {what}"), playing, "goal: 4 ms");
        }
        app.apply(Command::Play(Play::End));
        let mut lr = app.session().scenario().runs[0].lr;
        let dragged = time(100, || {
            lr *= 0.999;
            app.apply(Command::Edit(Edit::Run(0, RunEdit::Lr(lr))));
            one(&ctx, &mut app, &mut frame, Vec::new())
        });
        report("a frame, a learning rate dragged", dragged, "10,000 steps computed anew");
        let mut theme = false;
        let switched = time(40, || {
            theme = !theme;
            one(&ctx, &mut app, &mut frame, key(Key::D))
        });
        report("a frame, all repainted in the other theme", switched, "");
    }

    /// Eight runs of 10,000 steps on the scene of the first start.
    fn scene() -> Scenario {
        let file = bundled("local_minima").expect("it is bundled");
        let mut scenario = Scenario::parse(file.text, file.id).expect("it is sound");
        scenario.budget = Budget::Steps(10_000);
        let three: Vec<RunConfig> = scenario.runs[..3].to_vec();
        for (index, run) in three.into_iter().enumerate() {
            scenario.runs.push(RunConfig { lr: 0.7 * run.lr, style: 5 + index, ..run });
        }
        scenario
    }

    fn key(key: Key) -> Vec<Event> {
        let event = |pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        vec![event(true), event(false)]
    }

    /// One frame; the number of vertices it came to.
    fn one(ctx: &Context, app: &mut App, frame: &mut eframe::Frame, events: Vec<Event>) -> usize {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            events,
            ..RawInput::default()
        };
        let output = ctx.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone(), frame);
            app.ui(ui, frame);
        });
        let primitives = ctx.tessellate(output.shapes, output.pixels_per_point);
        primitives
            .iter()
            .map(|clipped| match &clipped.primitive {
                eframe::egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
                eframe::egui::epaint::Primitive::Callback(_) => 0,
            })
            .sum()
    }
}
