//! A rasteriser on the CPU for the harness: pictures without display, GPU or system package.
#![expect(clippy::iter_over_hash_type, reason = "textures are independent of each other")]

use std::collections::HashMap;

use eframe::egui::{
    Color32, Context, FullOutput, ImageData, Mesh, Pos2, Rect, TextureId, TexturesDelta,
    epaint::{ClippedPrimitive, Primitive, Vertex},
};
use image::{Rgba, RgbaImage};

#[derive(Default)]
pub(crate) struct Soft {
    textures: HashMap<TextureId, Texture>,
}

struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
}

impl Texture {
    /// The colour at a place from 0 to 1, blended from the four nearest dots; premultiplied.
    fn sample(&self, uv: Pos2) -> [f32; 4] {
        let [width, height] = self.size;
        let x = uv.x * width as f32 - 0.5;
        let y = uv.y * height as f32 - 0.5;
        let (left, top) = (x.floor(), y.floor());
        let (across, down) = (x - left, y - top);
        let at = |dx: usize, dy: usize| {
            let column = (left as isize + dx as isize).clamp(0, width as isize - 1) as usize;
            let row = (top as isize + dy as isize).clamp(0, height as isize - 1) as usize;
            self.pixels[row * width + column].to_array().map(f32::from)
        };
        let mix =
            |a: [f32; 4], b: [f32; 4], t: f32| std::array::from_fn(|i| a[i] + (b[i] - a[i]) * t);
        mix(mix(at(0, 0), at(1, 0), across), mix(at(0, 1), at(1, 1), across), down)
    }
}

impl egui_kittest::TestRenderer for Soft {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                let Some([x, y]) = change.pos else {
                    let texture = Texture { size: image.size, pixels: image.pixels.clone() };
                    self.textures.insert(id, texture);
                    continue;
                };
                let Some(texture) = self.textures.get_mut(&id) else { continue };
                for (row, line) in image.pixels.chunks(image.size[0]).enumerate() {
                    let start = (y + row) * texture.size[0] + x;
                    texture.pixels[start..start + line.len()].copy_from_slice(line);
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as u32, size.y.round() as u32);
        let mut canvas = vec![[0.0; 4]; (width * height) as usize];
        for ClippedPrimitive { clip_rect, primitive } in
            ctx.tessellate(output.shapes.clone(), scale)
        {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            let clip = Rect::from_min_max(
                (clip_rect.min.to_vec2() * scale).to_pos2().max(Pos2::ZERO),
                (clip_rect.max.to_vec2() * scale).to_pos2().min(size.to_pos2()),
            );
            fill(&mut canvas, width as usize, &mesh, texture, clip, scale);
        }
        Ok(RgbaImage::from_fn(width, height, |x, y| {
            let pixel: [f32; 4] = canvas[(y * width + x) as usize];
            Rgba(pixel.map(|channel| channel.round().clamp(0.0, 255.0) as u8))
        }))
    }
}

fn fill(
    canvas: &mut [[f32; 4]],
    width: usize,
    mesh: &Mesh,
    texture: &Texture,
    clip: Rect,
    scale: f32,
) {
    for corners in mesh.indices.chunks_exact(3) {
        let [a, b, c] = [0, 1, 2].map(|k| mesh.vertices[corners[k] as usize]);
        triangle(canvas, width, [a, b, c], texture, clip, scale);
    }
}

fn triangle(
    canvas: &mut [[f32; 4]],
    width: usize,
    mut corners: [Vertex; 3],
    texture: &Texture,
    clip: Rect,
    scale: f32,
) {
    let at = |vertex: &Vertex| vertex.pos.to_vec2() * scale;
    let cross = |o: eframe::egui::Vec2, a: eframe::egui::Vec2, b: eframe::egui::Vec2| {
        (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x)
    };
    let mut area = cross(at(&corners[0]), at(&corners[1]), at(&corners[2]));
    if area == 0.0 {
        return;
    }
    if area < 0.0 {
        corners.swap(1, 2);
        area = -area;
    }
    let points = [at(&corners[0]), at(&corners[1]), at(&corners[2])];
    // Pixels on an edge belong to one triangle only: to the one whose top or left edge it is.
    let owns = [0, 1, 2].map(|k| {
        let edge = points[(k + 2) % 3] - points[(k + 1) % 3];
        edge.y < 0.0 || (edge.y == 0.0 && edge.x > 0.0)
    });
    let low = points[0].min(points[1]).min(points[2]).max(clip.min.to_vec2());
    let high = points[0].max(points[1]).max(points[2]).min(clip.max.to_vec2());
    for row in low.y.floor() as usize..high.y.ceil().max(0.0) as usize {
        for column in low.x.floor() as usize..high.x.ceil().max(0.0) as usize {
            let p = eframe::egui::vec2(column as f32 + 0.5, row as f32 + 0.5);
            if !clip.contains(p.to_pos2()) {
                continue;
            }
            let weights = [0, 1, 2].map(|k| cross(points[(k + 1) % 3], points[(k + 2) % 3], p));
            if (0..3).any(|k| weights[k] < 0.0 || (weights[k] == 0.0 && !owns[k])) {
                continue;
            }
            let weights = weights.map(|weight| weight / area);
            let blend = |value: &dyn Fn(&Vertex) -> f32| -> f32 {
                (0..3).map(|k| weights[k] * value(&corners[k])).sum()
            };
            let uv = Pos2::new(blend(&|v| v.uv.x), blend(&|v| v.uv.y));
            let texel = texture.sample(uv);
            let pixel = &mut canvas[row * width + column];
            let alpha = texel[3] * blend(&|v| f32::from(v.color.a())) / (255.0 * 255.0);
            for k in 0..4 {
                let tint = blend(&|v| f32::from(v.color.to_array()[k]));
                pixel[k] = texel[k] * tint / 255.0 + pixel[k] * (1.0 - alpha);
            }
        }
    }
}
