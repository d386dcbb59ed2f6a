//! Items as SVG.

use std::fmt::Write as _;

use base64::Engine as _;

use super::{Anchor, Area, Color, Item, Raster, Stretch, encode_rgba, seen, stretches};

/// The families of all text, the embedded ones first.
const FONTS: &str = "Ubuntu, 'Ubuntu Light', Hack, sans-serif";

/// Write items as an SVG picture of `size` pixels.
pub fn to_svg(items: &[Item], size: [f32; 2], title: &str) -> String {
    let [width, height] = size;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\">\n<title>{}</title>\n",
        escape(title)
    );
    let page = [[0.0, width], [0.0, height]];
    for item in items {
        write_item(&mut out, item, page);
    }
    out + "</svg>\n"
}

/// Write what of an item is on the page.
fn write_item(out: &mut String, item: &Item, page: Area) {
    match item {
        Item::Raster { area, raster } => image(out, *area, raster),
        Item::Box { area: [[left, right], [top, bottom]], fill, edge } => {
            let _ = writeln!(
                out,
                "<rect x=\"{left:.2}\" y=\"{top:.2}\" width=\"{:.2}\" height=\"{:.2}\"{}{}/>",
                right - left,
                bottom - top,
                paint("fill", *fill),
                paint("stroke", *edge)
            );
        }
        Item::Line { points, color, width, dash } => {
            let dashes: Vec<_> = dash.iter().map(f32::to_string).collect();
            let period: f32 = dash.iter().sum();
            for Stretch { points, before } in
                stretches(points.iter().map(|at| at.map(f64::from)), page)
            {
                let _ = write!(
                    out,
                    "<polyline points=\"{}\" fill=\"none\"{} stroke-width=\"{width:.2}\" \
                     stroke-linejoin=\"round\"",
                    coordinates(&points),
                    paint("stroke", *color)
                );
                if !dashes.is_empty() {
                    let _ = write!(out, " stroke-dasharray=\"{}\"", dashes.join(","));
                    let offset = before % f64::from(period);
                    if offset > 0.0 {
                        let _ = write!(out, " stroke-dashoffset=\"{offset:.2}\"");
                    }
                }
                out.push_str("/>\n");
            }
        }
        Item::Mark { at, radius, .. } if !seen(*at, 2.0 * radius, page) => {}
        Item::Arrow { at, size, .. } if !seen(*at, 2.0 * size, page) => {}
        Item::Text { at, .. } if !at.iter().all(|side| side.abs() < FARTHEST) => {}
        Item::Mark { at, shape, radius, fill, edge } => {
            let outline: Vec<_> = shape
                .outline(*radius)
                .into_iter()
                .map(|[x, y]| [at[0] + radius * x, at[1] + radius * y])
                .collect();
            if shape.hollow() {
                polygon(out, &outline, Color::NONE, *edge, 0.5 * radius);
                polygon(out, &outline, Color::NONE, *fill, 0.26 * radius);
            } else {
                polygon(out, &outline, *fill, *edge, 1.2);
            }
        }
        Item::Arrow { at, angle, size, fill, edge } => {
            polygon(out, &arrow_outline(*at, *angle, *size), *fill, *edge, 1.2);
        }
        Item::Text { at, text, size, color, halo, anchor } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let place = format!(
                "<text x=\"{:.2}\" y=\"{:.2}\" font-size=\"{size}\" text-anchor=\"{anchor}\"",
                at[0],
                at[1] + 0.35 * size,
            );
            let text = escape(text);
            if *halo != Color::NONE {
                // A text of its own, under the other: not every viewer knows paint-order.
                let (fill, stroke) = (paint("fill", *halo), paint("stroke", *halo));
                let width = 0.28 * size;
                let _ = writeln!(
                    out,
                    "{place} aria-hidden=\"true\"{fill}{stroke} stroke-width=\"{width:.2}\" \
                     stroke-linejoin=\"round\">{text}</text>"
                );
            }
            let _ = writeln!(out, "{place}{}>{text}</text>", paint("fill", *color));
        }
    }
}

/// A text beyond this is nowhere.
const FARTHEST: f32 = 1e6;

/// The corners of an arrow head with its tip at `at`.
pub fn arrow_outline(at: [f32; 2], angle: f32, size: f32) -> Vec<[f32; 2]> {
    let (sin, cos) = angle.sin_cos();
    let turned = |x: f32, y: f32| [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos];
    vec![
        turned(0.0, 0.0),
        turned(-size, -0.5 * size),
        turned(-0.7 * size, 0.0),
        turned(-size, 0.5 * size),
    ]
}

fn image(out: &mut String, [[left, right], [top, bottom]]: [[f32; 2]; 2], raster: &Raster) {
    // Encoding into memory cannot fail for a raster whose size fits its dots.
    let png = encode_rgba(raster.width, raster.height, &raster.rgba).unwrap_or_default();
    let data = base64::engine::general_purpose::STANDARD.encode(png);
    let _ = writeln!(
        out,
        "<image x=\"{left:.2}\" y=\"{top:.2}\" width=\"{:.2}\" height=\"{:.2}\" \
         preserveAspectRatio=\"none\" href=\"data:image/png;base64,{data}\"/>",
        right - left,
        bottom - top
    );
}

fn polygon(out: &mut String, outline: &[[f32; 2]], fill: Color, edge: Color, width: f32) {
    let _ = writeln!(
        out,
        "<polygon points=\"{}\"{}{} stroke-width=\"{width:.2}\" stroke-linejoin=\"round\"/>",
        coordinates(outline),
        paint("fill", fill),
        paint("stroke", edge)
    );
}

fn coordinates(points: &[[f32; 2]]) -> String {
    points.iter().fold(String::with_capacity(14 * points.len()), |mut out, [x, y]| {
        let gap = if out.is_empty() { "" } else { " " };
        let _ = write!(out, "{gap}{x:.2},{y:.2}");
        out
    })
}

fn paint(attribute: &str, Color([r, g, b, a]): Color) -> String {
    match a {
        0 => format!(" {attribute}=\"none\""),
        255 => format!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\""),
        _ => format!(
            " {attribute}=\"#{r:02x}{g:02x}{b:02x}\" {attribute}-opacity=\"{:.3}\"",
            f32::from(a) / 255.0
        ),
    }
}

fn escape(text: &str) -> String {
    // XML has no place for control characters, nor for what Unicode says is no character.
    let text: String = text.chars().filter(|c| !c.is_control() && !is_none(*c)).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The last two of every plane, and a few in the first, are never to be characters.
fn is_none(letter: char) -> bool {
    let code = u32::from(letter);
    code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_hold_nothing_that_xml_forbids() {
        let svg =
            to_svg(&[], [10.0, 10.0], "a\u{fffe}\u{ffff}\u{0}\u{1b}\u{1fffe}\u{fdd0}<b> & \"c\"é");
        assert!(svg.contains("<title>a&lt;b&gt; &amp; &quot;c&quot;é</title>"), "{svg}");
        assert!(resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).is_ok());
    }
}
