//! A long path as few lines as the picture can show.

use super::Projection;
use super::clip::{cut, pixel32};

/// Points closer than this to the last one drawn are left out, in pixels.
const NEAR: f64 = 0.7;
/// A path that still has more points is drawn with twice the distance, …
const MOST_POINTS: usize = 1_500;
/// … but never with more than this: a cloud of steps stays a cloud, …
const COARSEST: f64 = 6.0;
/// … of at most so many points: of a longer scribble, every second one is left out, and again.
const MOST_OF_A_CLOUD: usize = 6_000;

/// The points of a path that are worth drawing, by their numbers; pixels in, in order.
pub(super) fn thin(pixels: &[[f64; 2]]) -> Vec<u32> {
    let mut near = NEAR;
    loop {
        let mut kept = thin_by(pixels, near);
        near *= 2.0;
        if near > COARSEST || kept.len() <= MOST_POINTS {
            while kept.len() > MOST_OF_A_CLOUD {
                let last = kept.len() - 1;
                let mut index = 0..=last;
                kept.retain(|_| index.next().is_some_and(|k| k % 2 == 0 || k == last));
            }
            return kept;
        }
    }
}

fn thin_by(pixels: &[[f64; 2]], near: f64) -> Vec<u32> {
    let mut kept = vec![0];
    let Some(mut anchor) = pixels.first().copied() else { return Vec::new() };
    // Since the anchor all points lie on the straight line to the last.
    let mut last = 0;
    let mut along = [0.0; 2];
    let mut reached = 0.0;
    for (index, here) in pixels.iter().enumerate().skip(1) {
        let step = [here[0] - anchor[0], here[1] - anchor[1]];
        if reached == 0.0 {
            let length = step[0].hypot(step[1]);
            if length >= near {
                (along, reached, last) = ([step[0] / length, step[1] / length], length, index);
            }
            continue;
        }
        let forward = step[0] * along[0] + step[1] * along[1];
        let beside = (step[0] * along[1] - step[1] * along[0]).abs();
        if beside <= 0.4 * near && forward >= reached {
            (reached, last) = (forward, index);
            continue;
        }
        let turn = [here[0] - pixels[last][0], here[1] - pixels[last][1]];
        let length = turn[0].hypot(turn[1]);
        if length < near {
            continue;
        }
        kept.push(last as u32);
        anchor = pixels[last];
        (along, reached, last) = ([turn[0] / length, turn[1] / length], length, index);
    }
    if reached > 0.0 {
        kept.push(last as u32);
    }
    kept
}

/// A piece of a path that lies on the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) points: Vec<[f32; 2]>,
    /// Whether it is a part of one single step, from beyond the picture to beyond it.
    pub(super) leap: bool,
}

/// The pieces of a path, given by its steps and where they lie, that are on the picture.
pub(super) fn pieces(
    path: impl Iterator<Item = (u32, [f64; 2])>,
    projection: &dyn Projection,
) -> Vec<Piece> {
    let mut done: Vec<Piece> = Vec::new();
    let mut before: Option<(u32, [f64; 2])> = None;
    let mut end = None;
    for (step, to) in path {
        let Some((last, from)) = before.replace((step, to)) else { continue };
        let Some((a, b)) = cut(from, to, projection.area()) else {
            end = None;
            continue;
        };
        let leap = step == last + 1 && a != from && b != to;
        match done.last_mut() {
            Some(piece) if end == Some(a) => piece.points.push(pixel32(b)),
            _ => done.push(Piece { points: vec![pixel32(a), pixel32(b)], leap }),
        }
        end = Some(b);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Frame;

    const FRAME: Frame = Frame { view: [[0.0, 100.0], [0.0, 100.0]], area: [[0.0, 100.0]; 2] };

    fn drawn(path: &[[f64; 2]]) -> Vec<Vec<[f32; 2]>> {
        let pixels: Vec<_> = path.iter().map(|at| FRAME.pixel(*at)).collect();
        let kept = thin(&pixels).into_iter().map(|index| (index, pixels[index as usize]));
        pieces(kept, &FRAME).into_iter().map(|piece| piece.points).collect()
    }

    #[test]
    fn a_single_step_across_the_picture_is_a_leap_and_many_steps_are_none() {
        let leaps = |path: &[[f64; 2]]| {
            let pixels: Vec<_> = path.iter().map(|at| FRAME.pixel(*at)).collect();
            let kept = thin(&pixels).into_iter().map(|index| (index, pixels[index as usize]));
            pieces(kept, &FRAME).iter().map(|piece| piece.leap).collect::<Vec<_>>()
        };
        assert_eq!(leaps(&[[-500.0, 40.0], [500.0, 50.0], [-900.0, 60.0]]), [true, true]);
        assert_eq!(leaps(&[[50.0, 50.0], [900.0, 50.0], [-900.0, 60.0]]), [false, true]);
        let straight: Vec<_> = (0..200).map(|k| [10.0 * f64::from(k) - 500.0, 50.0]).collect();
        assert_eq!(leaps(&straight), [false]);
    }

    #[test]
    fn a_straight_path_is_one_line() {
        let path: Vec<_> = (0..1000).map(|k| [0.1 * f64::from(k), 50.0]).collect();
        assert_eq!(drawn(&path), [[[0.0, 50.0], [99.9, 50.0]]]);
    }

    #[test]
    fn turning_back_is_seen() {
        assert_eq!(drawn(&[[10.0, 50.0], [90.0, 50.0], [20.0, 50.0]])[0].len(), 3);
    }

    #[test]
    fn a_path_that_leaves_is_cut_at_the_edge_and_infinity_breaks_nothing() {
        let path = [[50.0, 50.0], [1e6, 50.0], [1e300, -1e300], [-1e308, 1e308], [50.0, 60.0]];
        let pieces = drawn(&path);
        assert!(pieces.iter().flatten().flatten().all(|x| x.abs() < 200.0), "{pieces:?}");
        assert_eq!(pieces[0], [[50.0, 50.0], [124.0, 50.0]]);
    }

    #[test]
    fn a_cloud_of_points_within_a_pixel_is_nothing() {
        let path: Vec<_> = (0..1000).map(|k| [50.0 + 0.2 * f64::from(k % 2), 50.0]).collect();
        assert!(drawn(&path).is_empty());
    }

    #[test]
    fn a_wide_cloud_has_a_bounded_number_of_points() {
        let path: Vec<_> = (0..20_000)
            .map(f64::from)
            .map(|k| [50.0 + 3.0 * (k * 1.7).sin(), 50.0 + 3.0 * (k * 2.9).cos()])
            .collect();
        assert!(drawn(&path).iter().map(Vec::len).sum::<usize>() < 9_000);
    }
}
