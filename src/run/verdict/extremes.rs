//! The lowest and the highest of many losses.

/// The range of losses, and of these besides.
pub(super) fn widened(range: [f64; 2], losses: &[f64]) -> [f64; 2] {
    // Side by side, as these are all the losses of a run.
    let mut lanes = [range; 8];
    let mut widen = |lane: usize, loss: f64| {
        let [low, high] = &mut lanes[lane];
        *low = if loss < *low { loss } else { *low };
        *high = if loss > *high { loss } else { *high };
    };
    let (eights, rest) = losses.as_chunks::<8>();
    for eight in eights {
        (0..8).for_each(|lane| widen(lane, eight[lane]));
    }
    for loss in rest {
        widen(0, *loss);
    }
    lanes.into_iter().fold(range, |[a, b], [low, high]| [a.min(low), b.max(high)])
}
