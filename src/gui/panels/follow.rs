//! The part of the plane that holds what the scenario is about and all balls.

use crate::session::Session;

/// Balls farther out are as good as lost.
const FARTHEST: f64 = 1e9;
/// A side of the map grows by powers of this, so that it is rarely surveyed anew.
const GROWTH: f64 = 2.0;
/// Room beyond a ball, by its way from the scenario's view and by the width of that view.
const ROOM: [f64; 2] = [0.1, 0.05];
/// The last points of a ball that the map holds: one that swings to and fro does not shake it.
const SWING: usize = 4;

/// The smallest such part whose sides have grown by whole steps.
pub(super) fn part(session: &Session) -> [[f64; 2]; 2] {
    let view = session.view();
    // What lies out beyond the low and the high end, along each axis.
    let mut beyond = [[0.0_f64; 2]; 2];
    for (index, run) in session.runs().iter().enumerate() {
        if session.scenario().runs[index].hidden {
            continue;
        }
        let step = session.step_of(index);
        for at in step.saturating_sub(SWING - 1)..=step {
            let point = run.trajectory().point(at);
            let point = session.ground().plane().coordinates(point);
            if !point.iter().all(|x| x.abs() < FARTHEST) {
                continue;
            }
            for (axis, [low, high]) in view.into_iter().enumerate() {
                let out = [low - point[axis], point[axis] - high];
                beyond[axis] = [0, 1].map(|end| beyond[axis][end].max(out[end]));
            }
        }
    }
    [0, 1].map(|axis| {
        let [low, high] = view[axis];
        let out = beyond[axis];
        // A ball that swings out both ways moves both ends at once.
        let out = if out[0].min(out[1]) > 0.0 { [out[0].max(out[1]); 2] } else { out };
        let [below, above] = out.map(|out| grown(out, high - low));
        [low - below, high + above]
    })
}

/// How far a side goes out so that it holds what lies `out` beyond a view of this width.
fn grown(out: f64, width: f64) -> f64 {
    if out <= 0.0 {
        return 0.0;
    }
    let needed = out * (1.0 + ROOM[0]) + width * ROOM[1];
    let steps = ((1.0 + needed / width).ln() / GROWTH.ln()).ceil();
    width * (GROWTH.powf(steps) - 1.0)
}

#[cfg(test)]
mod tests {
    use super::grown;

    #[test]
    fn a_side_grows_rarely_and_holds_what_it_is_for() {
        assert_eq!(grown(0.0, 2.0), 0.0);
        let mut widths = Vec::new();
        for step in 0..10_000 {
            let out = 1e-3 * 1.002_f64.powi(step);
            let side = grown(out, 2.0);
            assert!(side >= 1.1 * out, "{out}: {side}");
            if widths.last() != Some(&side) {
                widths.push(side);
            }
        }
        assert!(widths.len() < 30 && widths.is_sorted(), "{widths:?}");
    }
}
