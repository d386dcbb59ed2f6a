//! Fewer points for the same line.

use super::Contours;

/// Leave out points that lie within `tolerance` of the line through the ones kept (Douglas and
/// Peucker 1973), where `cell` is the size of one unit of tolerance in x and in y.
pub(super) fn simplify(lines: &Contours, cell: [f64; 2], tolerance: f64) -> Contours {
    let mut out = Contours::default();
    let mut keep = Vec::new();
    let mut stack = Vec::new();
    for (level, points) in lines.lines() {
        keep.clear();
        keep.resize(points.len(), false);
        let last = points.len() - 1;
        // A closed line starts where it ends: cut it at its middle as well.
        let cuts = if points[0] == points[last] { vec![0, last / 2, last] } else { vec![0, last] };
        for pair in cuts.windows(2) {
            stack.push((pair[0], pair[1]));
        }
        for cut in cuts {
            keep[cut] = true;
        }
        while let Some((from, to)) = stack.pop() {
            let far = farthest(points, from, to, cell);
            if let Some((index, distance)) = far
                && distance > tolerance
            {
                keep[index] = true;
                stack.push((from, index));
                stack.push((index, to));
            }
        }
        out.push(level, points.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(p, _)| *p));
    }
    out
}

/// The point between `from` and `to` that is farthest from the line through them.
fn farthest(points: &[[f64; 2]], from: usize, to: usize, cell: [f64; 2]) -> Option<(usize, f64)> {
    let scale = |p: [f64; 2]| [p[0] / cell[0], p[1] / cell[1]];
    let (a, b) = (scale(points[from]), scale(points[to]));
    let along = [b[0] - a[0], b[1] - a[1]];
    let length = along[0].hypot(along[1]);
    (from + 1..to)
        .map(|index| {
            let p = scale(points[index]);
            let offset = [p[0] - a[0], p[1] - a[1]];
            let distance = if length > 0.0 {
                (along[0] * offset[1] - along[1] * offset[0]).abs() / length
            } else {
                offset[0].hypot(offset[1])
            };
            (index, distance)
        })
        .max_by(|a, b| a.1.total_cmp(&b.1))
}
