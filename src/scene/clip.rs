//! What of a line is on a page: nothing costs more to paint than the page is large.

/// Lines are cut this far outside a page, in pixels: their caps and joints stay out of sight.
const OUTSIDE: f64 = 24.0;

/// A page in pixels: left and right, top and bottom.
pub type Area = [[f32; 2]; 2];

/// A piece of a line that is on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Its points.
    pub points: Vec<[f32; 2]>,
    /// How much of the line lies before it: where its dashes stand.
    pub before: f64,
}

/// The pieces of a line that are on a page. What has no place (a coordinate is not a number, or
/// infinite) breaks the line.
pub fn stretches(line: impl IntoIterator<Item = [f64; 2]>, page: Area) -> Vec<Stretch> {
    let mut done: Vec<Stretch> = Vec::new();
    let mut last: Option<[f64; 2]> = None;
    let mut end = None;
    let mut length = 0.0;
    for to in line {
        let Some(from) = last.replace(to) else { continue };
        if let Some((a, b)) = cut(from, to, page) {
            match done.last_mut() {
                Some(stretch) if end == Some(a) => stretch.points.push(pixel32(b)),
                _ => {
                    let before = (length + far(from, a)).min(f64::MAX);
                    done.push(Stretch { points: vec![pixel32(a), pixel32(b)], before });
                }
            }
            end = Some(b);
        } else {
            end = None;
        }
        length = (length + far(from, to)).min(f64::MAX);
    }
    done
}

/// The part of the line between two points that is on a page (Liang and Barsky 1984), never
/// farther out than lines are cut.
pub(super) fn cut(from: [f64; 2], to: [f64; 2], page: Area) -> Option<([f64; 2], [f64; 2])> {
    // Half of everything: the difference of two numbers is one then.
    let half = [0, 1].map(|axis| 0.5 * to[axis] - 0.5 * from[axis]);
    if !half.iter().all(|part| part.is_finite()) {
        return None;
    }
    let sides = page.map(|[low, high]| [f64::from(low) - OUTSIDE, f64::from(high) + OUTSIDE]);
    // A window may have less room than its panels need: then nothing is on the page.
    if !sides.iter().all(|[low, high]| low <= high) {
        return None;
    }
    // Where along the line it comes in and goes out, and over which side.
    let (mut enter, mut leave) = ((0.0_f64, None), (1.0_f64, None));
    for (axis, [low, high]) in sides.into_iter().enumerate() {
        if half[axis] == 0.0 {
            if !(low..=high).contains(&from[axis]) {
                return None;
            }
            continue;
        }
        let at = |side: f64| ((0.5 * side - 0.5 * from[axis]) / half[axis], Some((axis, side)));
        let (first, last) = if half[axis] > 0.0 { (low, high) } else { (high, low) };
        if at(first).0 > enter.0 {
            enter = at(first);
        }
        if at(last).0 < leave.0 {
            leave = at(last);
        }
    }
    let place = |(t, over): (f64, Option<(usize, f64)>)| {
        // From far away no place is exact, but that on the side is known.
        let mut at = [0, 1].map(|axis| {
            let place = 2.0 * (0.5 * from[axis] + t * half[axis]);
            place.clamp(sides[axis][0], sides[axis][1])
        });
        if let Some((axis, side)) = over {
            at[axis] = side;
        }
        at
    };
    let end = |end: [f64; 2], cut: (f64, Option<_>)| if cut.1.is_none() { end } else { place(cut) };
    let ends = (end(from, enter), end(to, leave));
    // Of far ends rounding may have said that they lie here.
    let here = |at: [f64; 2]| (0..2).all(|k| (sides[k][0]..=sides[k][1]).contains(&at[k]));
    (enter.0 <= leave.0 && here(ends.0) && here(ends.1)).then_some(ends)
}

/// Whether a mark of this size, or a text, can be seen on a page.
pub fn seen([x, y]: [f32; 2], size: f32, [[left, right], [top, bottom]]: Area) -> bool {
    (left - size..=right + size).contains(&x) && (top - size..=bottom + size).contains(&y)
}

/// The distance of two points; none if they have no place.
fn far(from: [f64; 2], to: [f64; 2]) -> f64 {
    let length = (to[0] - from[0]).hypot(to[1] - from[1]);
    if length.is_finite() { length } else { 0.0 }
}

/// A pixel for painting.
pub(super) fn pixel32([x, y]: [f64; 2]) -> [f32; 2] {
    [x as f32, y as f32]
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Area = [[0.0, 100.0], [0.0, 50.0]];

    #[test]
    fn nothing_is_on_a_page_without_room() {
        let line = [[-10.0, 3.0], [200.0, 40.0]];
        for page in [[[100.0, -50.0], [0.0, 50.0]], [[0.0, 100.0], [50.0, -20.0]]] {
            assert_eq!(stretches(line, page), []);
        }
        assert_eq!(stretches(line, [[f32::NAN; 2]; 2]), []);
    }

    fn of(line: &[[f64; 2]]) -> Vec<Stretch> {
        stretches(line.iter().copied(), PAGE)
    }

    #[test]
    fn a_line_on_the_page_is_left_alone() {
        let line = [[0.0, 0.0], [50.0, 20.0], [100.0, 50.0]];
        let points = line.map(pixel32).to_vec();
        assert_eq!(of(&line), [Stretch { points, before: 0.0 }]);
    }

    #[test]
    fn what_lies_before_a_piece_is_measured_for_its_dashes() {
        let [only] = &of(&[[-1000.0, 20.0], [1000.0, 20.0]])[..] else { panic!() };
        assert_eq!(only.points, [[-24.0, 20.0], [124.0, 20.0]]);
        assert_eq!(only.before, 976.0);
    }

    #[test]
    fn no_number_leads_far_off_the_page() {
        let all = [0.0, 1e-300, -1e-300, 1.0, -1.0, 1e30, -1e30, 1e300, -1e300, f64::MAX, f64::MIN];
        let wild = all.into_iter().chain([f64::NAN, f64::INFINITY, f64::NEG_INFINITY]);
        let wild: Vec<f64> = wild.collect();
        let places: Vec<[f64; 2]> =
            wild.iter().flat_map(|x| wild.iter().map(move |y| [*x, *y])).collect();
        for a in &places {
            for b in &places {
                for piece in of(&[*a, *b, [50.0, 25.0]]) {
                    let near = |[x, y]: &[f32; 2]| {
                        (-24.0..=124.0).contains(x) && (-24.0..=74.0).contains(y)
                    };
                    assert!(piece.points.iter().all(near), "{a:?} {b:?} {piece:?}");
                    assert!(piece.before.is_finite());
                }
            }
        }
        assert!(!of(&[[1e300, 25.0], [-1e300, 25.0]]).is_empty(), "it crosses the page");
    }
}
