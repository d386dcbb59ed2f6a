//! The scale of a topographic map: how losses are spread over colours and contour lines.

/// A power scale on f − f\*: 0 at the floor, 1 at the top.
///
/// The power is chosen so that half of the map lies below the middle of the scale: a bowl gets
/// evenly spaced rings, a canyon gets lines on its floor as well as on its walls. Nothing is
/// clipped at zero: losses may be negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// The loss at 0: the lowest known minimum, or the lowest loss on the map.
    pub floor: f64,
    /// The loss at 1, minus the floor.
    pub span: f64,
    /// The power: loss = floor + span · toneᵖ.
    pub power: f64,
}

impl Tone {
    /// Fit the scale to the losses on a map. `lowest` is f\*, where it is known.
    pub fn fit(losses: &[f64], lowest: Option<f64>) -> Self {
        let mut finite: Vec<f64> = losses.iter().copied().filter(|z| z.is_finite()).collect();
        if finite.is_empty() {
            return Self { floor: 0.0, span: 1.0, power: 1.0 };
        }
        let middle = finite.len() / 2;
        let (_, median, _) = finite.select_nth_unstable_by(middle, f64::total_cmp);
        let median = *median;
        let low = finite.iter().copied().fold(f64::INFINITY, f64::min);
        let high = finite.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // Far from the minimum its depth would waste most of the scale.
        let near = |lowest: &f64| *lowest <= low && low - lowest < 0.5 * (high - low);
        let floor = lowest.filter(near).unwrap_or(low);
        let span = high - floor;
        if span <= 0.0 || !span.is_finite() {
            return Self { floor, span: 1.0, power: 1.0 };
        }
        let share = ((median - floor) / span).clamp(1e-12, 1.0);
        Self { floor, span, power: (share.ln() / 0.5f64.ln()).clamp(1.0, 12.0) }
    }

    /// Where a loss lies on the scale. Not a number stays not a number.
    pub fn of(&self, loss: f64) -> f64 {
        let share = (loss - self.floor) / self.span;
        // Rounding may put the floor itself a hair below zero.
        if share < 0.0 { 0.0 } else { share.powf(1.0 / self.power) }
    }

    /// The loss at a place on the scale.
    pub fn loss(&self, tone: f64) -> f64 {
        self.floor + self.span * tone.powf(self.power)
    }

    /// About `count` levels, evenly spaced on the scale, at heights above the floor with two
    /// significant digits; in ascending order.
    pub fn levels(&self, count: usize) -> Vec<f64> {
        let round = |height: f64| format!("{height:.1e}").parse().unwrap_or(height);
        let mut levels: Vec<f64> = (1..=count)
            .map(|k| k as f64 / (count + 1) as f64)
            .map(|tone| self.floor + round(self.loss(tone) - self.floor))
            .collect();
        levels.dedup();
        levels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bowl(offset: f64) -> Vec<f64> {
        let line = || (-50..=50).map(|k| f64::from(k) / 10.0);
        line().flat_map(|x| line().map(move |y| x * x + y * y + offset)).collect()
    }

    #[test]
    fn rings_of_a_bowl_are_about_evenly_spaced() {
        let tone = Tone::fit(&bowl(0.0), Some(0.0));
        assert!((1.5..2.5).contains(&tone.power), "{}", tone.power);
    }

    #[test]
    fn lines_do_not_vanish_below_zero() {
        let (above, below) =
            (Tone::fit(&bowl(0.0), Some(0.0)), Tone::fit(&bowl(-80.0), Some(-80.0)));
        let levels = below.levels(20);
        assert_eq!(levels.len(), above.levels(20).len());
        assert!(levels.iter().filter(|level| **level < 0.0).count() > 15);
    }

    #[test]
    fn a_loss_and_its_tone_are_inverse() {
        let tone = Tone { floor: -3.0, span: 7.0, power: 2.5 };
        assert!((tone.loss(tone.of(1.25)) - 1.25).abs() < 1e-12);
        assert!(tone.of(f64::NAN).is_nan());
    }

    #[test]
    fn flat_and_empty_maps_have_a_scale_too() {
        assert_eq!(Tone::fit(&[], None).span, 1.0);
        assert_eq!(Tone::fit(&[5.0; 9], None).of(5.0), 0.0);
        assert!(Tone::fit(&[5.0, f64::NAN, 6.0], None).levels(3).iter().all(|z| z.is_finite()));
    }
}
