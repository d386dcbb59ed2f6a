//! Painting display lists with the toolkit.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{
    Align2, Color32, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, TextureId, pos2,
    vec2,
};

use super::theme::color;
use crate::scene::{self, Anchor, Color, Item, Stretch};

/// A dashed line longer than this is painted solid, in pixels; so are all lines once the dashed
/// ones of a list are longer than that together.
const LONGEST_DASHED: [f32; 2] = [24_000.0, 150_000.0];
/// The most points that the lines of one list may have, and its most marks: of more, every second
/// one is painted, and so on. Builders stay far below; this holds for whatever they are given.
const MOST_POINTS: usize = 60_000;
const MOST_MARKS: usize = 3_000;

/// The most vertices that one frame of the window comes to, whatever is in it.
pub const MOST_VERTICES: usize = 2_000_000;

/// Turn items into shapes; what lies off the page of the painter costs nothing. `raster` is where
/// the raster among them is on the graphics card.
pub(super) fn shapes(painter: &Painter, items: &[Item], raster: Option<TextureId>) -> Vec<Shape> {
    let page = painter.clip_rect().intersect(painter.ctx().content_rect());
    let page = [[page.left(), page.right()], [page.top(), page.bottom()]];
    let mut out = Vec::with_capacity(items.len());
    let mut outlines = Outlines::default();
    let mut room = Room::of(items);
    for item in items {
        match item {
            Item::Line { points, color: paint, width, dash } => {
                let stroke = Stroke::new(*width, color(*paint));
                let points = points.iter().map(|at| at.map(f64::from));
                for stretch in room.thinned(scene::stretches(points, page)) {
                    line(&stretch, stroke, dash, &mut room, &mut out);
                }
            }
            Item::Mark { at, radius, .. }
                if !scene::seen(*at, 2.0 * radius, page) || room.crowded() => {}
            Item::Arrow { at, size, .. } if !scene::seen(*at, 2.0 * size, page) => {}
            Item::Text { at, .. } if !scene::seen(*at, FARTHEST_TEXT, page) => {}
            item => one(painter, item, raster, &mut outlines, &mut out),
        }
    }
    out
}

/// A text that begins so far off the page does not reach into it.
const FARTHEST_TEXT: f32 = 400.0;

/// What a list may still cost.
struct Room {
    /// Of the points of lines, and of the marks, every so many-th is painted.
    every: [usize; 2],
    lines: usize,
    marks: usize,
    /// How long dashed lines may still be, all together.
    dashed: f32,
}

impl Room {
    fn of(items: &[Item]) -> Self {
        let points: usize = items.iter().map(points).sum();
        let marks = items.iter().filter(|item| matches!(item, Item::Mark { .. })).count();
        let every = [points.div_ceil(MOST_POINTS), marks.div_ceil(MOST_MARKS)];
        Self { every: every.map(|n| n.max(1)), lines: 0, marks: 0, dashed: LONGEST_DASHED[1] }
    }

    /// Lines with as many points as there is room for.
    fn thinned(&mut self, stretches: Vec<Stretch>) -> Vec<Stretch> {
        let every = self.every[0];
        if every == 1 {
            return stretches;
        }
        let mut kept = Vec::new();
        for mut stretch in stretches {
            let last = stretch.points.len() - 1;
            if last < every {
                self.lines += 1;
                if !self.lines.is_multiple_of(every) {
                    continue;
                }
            }
            let mut index = 0..=last;
            let mut keep = || index.next().is_some_and(|k| k % every == 0 || k == last);
            stretch.points.retain(|_| keep());
            kept.push(stretch);
        }
        kept
    }

    /// Whether the next mark is one too many.
    fn crowded(&mut self) -> bool {
        self.marks += 1;
        !self.marks.is_multiple_of(self.every[1])
    }
}

fn points(item: &Item) -> usize {
    if let Item::Line { points, .. } = item { points.len() } else { 0 }
}

fn one(
    painter: &Painter,
    item: &Item,
    raster: Option<TextureId>,
    outlines: &mut Outlines,
    out: &mut Vec<Shape>,
) {
    match item {
        Item::Raster { area, raster: _ } => {
            if let Some(texture) = raster {
                let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                out.push(Shape::image(texture, rect(*area), uv, Color32::WHITE));
            }
        }
        Item::Box { area, fill, edge } => {
            out.push(Shape::rect_filled(rect(*area), 0.0, color(*fill)));
            if *edge != Color::NONE {
                let stroke = Stroke::new(1.0, color(*edge));
                out.push(Shape::rect_stroke(rect(*area), 0.0, stroke, StrokeKind::Middle));
            }
        }
        // These are cut to the page first.
        Item::Line { .. } => {}
        Item::Mark { at, shape, radius, fill, edge } => {
            let points = outlines.at(*shape, *at, *radius);
            if shape.hollow() {
                out.push(Shape::closed_line(
                    points.clone(),
                    Stroke::new(0.5 * radius, color(*edge)),
                ));
                out.push(Shape::closed_line(points, Stroke::new(0.26 * radius, color(*fill))));
            } else {
                star(points, pos2(at[0], at[1]), *fill, *edge, out);
            }
        }
        Item::Arrow { at, angle, size, fill, edge } => {
            let points = scene::arrow_outline(*at, *angle, *size);
            let points: Vec<Pos2> = points.into_iter().map(|[x, y]| pos2(x, y)).collect();
            let middle = pos2(at[0] - 0.6 * size * angle.cos(), at[1] - 0.6 * size * angle.sin());
            star(points, middle, *fill, *edge, out);
        }
        Item::Text { at, text, size, color: paint, halo, anchor } => {
            let align = match anchor {
                Anchor::Start => Align2::LEFT_CENTER,
                Anchor::Middle => Align2::CENTER_CENTER,
                Anchor::End => Align2::RIGHT_CENTER,
            };
            let galley =
                painter.layout_no_wrap(text.clone(), FontId::proportional(*size), color(*paint));
            let corner = align.anchor_size(pos2(at[0], at[1]), galley.size()).min;
            if *halo != Color::NONE {
                for offset in [vec2(1.2, 0.0), vec2(-1.2, 0.0), vec2(0.0, 1.2), vec2(0.0, -1.2)] {
                    let place = corner + offset;
                    let halo = color(*halo);
                    out.push(Shape::galley_with_override_text_color(
                        place,
                        Arc::clone(&galley),
                        halo,
                    ));
                }
            }
            out.push(Shape::galley(corner, galley, color(*paint)));
        }
    }
}

fn rect([[left, right], [top, bottom]]: [[f32; 2]; 2]) -> Rect {
    Rect::from_min_max(pos2(left, top), pos2(right, bottom))
}

/// A piece of a line on the page. Its dashes stand where those of the whole line would.
fn line(piece: &Stretch, stroke: Stroke, dash: &[f32], room: &mut Room, out: &mut Vec<Shape>) {
    let mut points: Vec<Pos2> = piece.points.iter().map(|[x, y]| pos2(*x, *y)).collect();
    // Three points in one place have no direction: the toolkit would draw them nowhere.
    points.dedup();
    if dash.is_empty() {
        solid(&points, stroke, out);
        return;
    }
    let length: f32 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    if length > LONGEST_DASHED[0].min(room.dashed) {
        solid(&points, stroke, out);
        return;
    }
    room.dashed -= length;
    let dashes: Vec<f32> = dash.iter().step_by(2).copied().collect();
    let gaps: Vec<f32> = dash.iter().skip(1).step_by(2).copied().collect();
    let period = f64::from(dash.iter().sum::<f32>());
    let offset = (period - piece.before % period) % period;
    out.extend(Shape::dashed_line_with_offset(&points, stroke, &dashes, &gaps, offset as f32));
}

/// A line without gaps. Where it turns back on itself it is begun anew: there the toolkit divides by
/// what is left of two opposite directions, which may be nothing.
fn solid(points: &[Pos2], stroke: Stroke, out: &mut Vec<Shape>) {
    let turns = |corner: &[Pos2]| {
        let [into, away] = [corner[1] - corner[0], corner[2] - corner[1]];
        let across = into.x * away.y - into.y * away.x;
        into.dot(away) < 0.0 && across.abs() <= 1e-3 * into.length() * away.length()
    };
    let mut begin = 0;
    for (index, corner) in points.windows(3).enumerate() {
        if turns(corner) {
            out.push(Shape::line(points[begin..=index + 1].to_vec(), stroke));
            begin = index + 1;
        }
    }
    out.push(Shape::line(points[begin..].to_vec(), stroke));
}

/// A shape all of whose outline is seen from `middle`, filled and edged.
fn star(points: Vec<Pos2>, middle: Pos2, fill: Color, edge: Color, out: &mut Vec<Shape>) {
    let mut mesh = Mesh::default();
    mesh.colored_vertex(middle, color(fill));
    let n = points.len() as u32;
    for point in &points {
        mesh.colored_vertex(*point, color(fill));
    }
    for k in 0..n {
        mesh.add_triangle(0, 1 + k, 1 + (k + 1) % n);
    }
    out.push(Shape::mesh(mesh));
    // Without an edge a thin line in the fill's own colour smooths the mesh.
    let edge = if edge == Color::NONE { (0.8, fill) } else { (1.2, edge) };
    out.push(Shape::closed_line(points, Stroke::new(edge.0, color(edge.1))));
}

/// Outlines of markers, computed once per shape and size.
#[derive(Default)]
struct Outlines(HashMap<(scene::Shape, u32), Vec<[f32; 2]>>);

impl Outlines {
    fn at(&mut self, shape: scene::Shape, at: [f32; 2], radius: f32) -> Vec<Pos2> {
        let key = (shape, radius.to_bits());
        let outline = self.0.entry(key).or_insert_with(|| shape.outline(radius));
        outline.iter().map(|[x, y]| pos2(at[0] + radius * x, at[1] + radius * y)).collect()
    }
}

#[cfg(test)]
mod tests;
