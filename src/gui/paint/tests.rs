//! What painting costs.

use eframe::egui::epaint::Primitive;
use eframe::egui::{Context, RawInput, vec2};

use super::*;

/// The vertices that some items come to; all of them somewhere.
fn vertices(items: &[Item]) -> usize {
    let ctx = Context::default();
    let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
    let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
    let mut output = ctx.run_ui(input, |ui| {
        let painter = ui.painter_at(screen);
        painter.extend(shapes(&painter, items, None));
    });
    output.textures_delta.clear();
    let all = ctx.tessellate(output.shapes, output.pixels_per_point);
    let count = |primitive: &Primitive| match primitive {
        Primitive::Mesh(mesh) => {
            assert!(mesh.vertices.iter().all(|vertex| !vertex.pos.any_nan()), "painted nowhere");
            mesh.vertices.len()
        }
        Primitive::Callback(_) => 0,
    };
    all.iter().map(|clipped| count(&clipped.primitive)).sum()
}

const GREEN: Color = Color([0, 128, 0, 255]);

fn line(points: Vec<[f32; 2]>, dash: &'static [f32]) -> Item {
    Item::Line { points, color: GREEN, width: 2.0, dash }
}

#[test]
fn a_dashed_line_of_any_length_costs_what_is_on_the_page() {
    let short = vertices(&[line(vec![[0.0, 400.0], [1280.0, 400.0]], &[6.0, 4.0])]);
    for far in [1e5, 1e13, 1e30, f32::MAX] {
        let long = vertices(&[line(vec![[-far, 400.0], [far, 400.0]], &[6.0, 4.0])]);
        assert!(long <= short + 200, "{far}: {long} vertices, {short} on the page");
        assert!(long >= short / 2, "{far}: {long} vertices, {short} on the page");
    }
}

#[test]
fn a_ball_that_stands_still_leaves_a_line_that_is_somewhere() {
    let still = [[640.0, 400.0]; 3];
    assert_eq!(vertices(&[line(still.to_vec(), &[])]), 0);
    let way = [vec![[600.0, 380.0]], still.to_vec(), vec![[700.0, 420.0]]].concat();
    assert!(vertices(&[line(way.clone(), &[])]) > 0);
    assert!(vertices(&[line(way, &[3.0, 3.0])]) > 0);
}

#[test]
fn a_line_that_turns_back_on_itself_is_somewhere() {
    // Where the directions of two sides differ by a rounding only, the toolkit finds no joint.
    let turned = |k: u32| {
        let [there, back] = [17.0 + 0.137 * k as f32, 23.0 + 0.173 * k as f32];
        let at = |by: f32| [640.0 + by, 400.0 + by];
        line(vec![at(0.0), at(there), at(there - back)], &[])
    };
    assert!(vertices(&(0..1_000).map(turned).collect::<Vec<Item>>()) > 0);
}

#[test]
fn no_list_of_items_comes_to_more_than_a_part_of_a_frame() {
    let wild = [0.0, 1e-30, -1e-30, 1.0, -1.0, 640.0, 1e13, -1e30, f32::MAX];
    let none = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
    let all: Vec<f32> = wild.into_iter().chain(none).collect();
    let places: Vec<[f32; 2]> =
        all.iter().flat_map(|x| all.iter().map(move |y| [*x, *y])).collect();
    let scribble: Vec<[f32; 2]> = (0..1_000_000)
        .map(|k| k as f32)
        .map(|k| [640.0 + 600.0 * (1.7 * k).sin(), 400.0 + 390.0 * (2.9 * k).cos()])
        .collect();
    let pieces = scribble.chunks(2).map(|pair| line(pair.to_vec(), &[2.0, 2.0])).collect();
    let mark = |at: &[f32; 2]| Item::Mark {
        at: *at,
        shape: scene::Shape::Target,
        radius: 7.0,
        fill: GREEN,
        edge: GREEN,
    };
    let marks = scribble.iter().take(100_000).chain(&places).map(mark).collect();
    let lists: [Vec<Item>; 5] = [
        vec![line(places.clone(), &[]), line(places, &[3.0, 3.0])],
        vec![line(scribble.clone(), &[])],
        vec![line(scribble, &[2.0, 2.0])],
        pieces,
        marks,
    ];
    for (number, list) in lists.iter().enumerate() {
        let count = vertices(list);
        assert!(count < MOST_VERTICES / 3, "list {number}: {count} vertices");
    }
}
