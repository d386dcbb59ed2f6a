//! Timing for the benchmarks.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "this is what benchmarks do")]

use std::hint::black_box;
use std::time::Instant;

/// Time `work` after two warm-up calls; the least and the median of `repeats` calls, in seconds.
pub(crate) fn time<T>(repeats: usize, mut work: impl FnMut() -> T) -> [f64; 2] {
    for _ in 0..2 {
        black_box(work());
    }
    let mut times: Vec<f64> = (0..repeats)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    [times[0], times[times.len() / 2]]
}

/// Print one line of a table.
pub(crate) fn report(name: &str, [least, median]: [f64; 2], note: &str) {
    println!("{name:44} least {:8.3} ms   median {:8.3} ms   {note}", 1e3 * least, 1e3 * median);
}
