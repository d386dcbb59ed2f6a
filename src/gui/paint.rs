//! Painting display lists with the toolkit.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{
    Align2, Color32, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, TextureId, pos2,
    vec2,
};

use super::theme::color;
use crate::scene::{self, Anchor, Color, Item, Raster};

/// A dashed line longer than this is painted solid, in pixels.
const LONGEST_DASHED: f32 = 24_000.0;

/// Where the rasters of a display list are on the graphics card.
pub(super) type Textures<'a> = &'a dyn Fn(&Arc<Raster>) -> Option<TextureId>;

/// No raster at all.
pub(super) fn no_textures(_: &Arc<Raster>) -> Option<TextureId> {
    None
}

/// Turn items into shapes.
pub(super) fn shapes(painter: &Painter, items: &[Item], textures: Textures<'_>) -> Vec<Shape> {
    let mut out = Vec::with_capacity(items.len());
    let mut outlines = Outlines::default();
    for item in items {
        one(painter, item, textures, &mut outlines, &mut out);
    }
    out
}

fn one(
    painter: &Painter,
    item: &Item,
    textures: Textures<'_>,
    outlines: &mut Outlines,
    out: &mut Vec<Shape>,
) {
    match item {
        Item::Raster { area, raster } => {
            if let Some(texture) = textures(raster) {
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
        Item::Line { points, color: paint, width, dash } => {
            line(points, Stroke::new(*width, color(*paint)), dash, out);
        }
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

fn line(points: &[[f32; 2]], stroke: Stroke, dash: &[f32], out: &mut Vec<Shape>) {
    let points: Vec<Pos2> = points.iter().map(|[x, y]| pos2(*x, *y)).collect();
    let length: f32 = if dash.is_empty() {
        0.0
    } else {
        points.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
    };
    if dash.is_empty() || length > LONGEST_DASHED {
        out.push(Shape::line(points, stroke));
    } else {
        let dashes: Vec<f32> = dash.iter().step_by(2).copied().collect();
        let gaps: Vec<f32> = dash.iter().skip(1).step_by(2).copied().collect();
        out.extend(Shape::dashed_line_with_offset(&points, stroke, &dashes, &gaps, 0.0));
    }
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
