//! Round numbers along an axis, with as many digits as it takes to tell them apart.

/// The digits that a number has.
const DIGITS: i32 = 16;

/// The least of 1, 2 or 5 times a power of ten that is not below `rough`.
pub fn round_step(rough: f64) -> f64 {
    let ten = 10.0_f64.powf(rough.log10().floor());
    let whole = [1.0, 2.0, 5.0, 10.0].map(|digit| digit * ten);
    whole.into_iter().find(|step| *step >= rough).unwrap_or(10.0 * ten)
}

/// At most about `count` round numbers between two ends, and how far they are apart.
pub(super) fn ticks([low, high]: [f64; 2], count: f32) -> (Vec<f64>, f64) {
    let step = round_step((high - low) / f64::from(count.max(2.0)));
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    ((first..=last).map(|k| k as f64 * step).collect(), step)
}

/// A number on an axis whose marks are `step` apart: neighbours read differently.
pub fn tick_label(value: f64, step: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value.abs() < 1e-6 * step {
        return "0".to_owned();
    }
    let power = |x: f64| (x.abs().log10() + 1e-9).floor() as i32;
    if (1e-3..1e5).contains(&value.abs()) {
        let decimals = (-power(step)).clamp(0, DIGITS - power(value)) as usize;
        return trim(&format!("{value:.decimals$}")).to_owned();
    }
    let decimals = (power(value) - power(step)).clamp(0, DIGITS) as usize;
    let text = format!("{value:.decimals$e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{}e{power}", trim(digits))
}

/// A power of ten on an axis whose marks are `step` apart, where that is a whole number; between
/// such marks the number itself.
pub fn power_label(exponent: f64, step: f64) -> String {
    if step > 0.999 {
        let whole = exponent.round();
        return if (exponent - whole).abs() < 1e-9 { format!("1e{whole}") } else { String::new() };
    }
    let value = 10.0_f64.powf(exponent);
    tick_label(value, value * step * std::f64::consts::LN_10)
}

fn trim(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_on_an_axis_read_differently() {
        for middle in [0.0, 3.147, -3.147, 1e-5, 99_999.0, 123_456.789, 1e9, 1e-200, -1e200] {
            for share in [1.0, 1e-3, 1e-6, 1e-9, 1e-11] {
                let half = share * f64::max(f64::abs(middle), 1e-250);
                let (values, step) = ticks([middle - half, middle + half], 6.0);
                let labels: Vec<String> = values.iter().map(|v| tick_label(*v, step)).collect();
                assert!(values.len() >= 3, "{middle} {share}: {labels:?}");
                for (label, value) in labels.iter().zip(&values) {
                    let read: f64 = label.parse().unwrap();
                    assert!((read - value).abs() < 1e-3 * step, "{label} for {value}");
                }
                let mut all = labels.clone();
                all.dedup();
                assert_eq!(all.len(), labels.len(), "{middle} {share}: {labels:?}");
            }
        }
    }

    #[test]
    fn usual_labels_have_no_ballast() {
        assert_eq!(tick_label(1.0, 0.5), "1");
        assert_eq!(tick_label(1.5, 0.5), "1.5");
        assert_eq!(tick_label(0.000_000_000_1, 0.5), "0");
        assert_eq!(tick_label(200_000.0, 50_000.0), "2e5");
        assert_eq!(tick_label(5e-4, 1e-4), "5e-4");
        assert_eq!(tick_label(f64::NAN, 1.0), "");
        assert_eq!(power_label(-3.0, 1.0), "1e-3");
        assert_eq!(power_label(-3.5, 1.0), "");
        assert_eq!(power_label(std::f64::consts::LOG10_2, 0.05), "2");
    }
}
