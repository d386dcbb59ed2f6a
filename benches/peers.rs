//! Lines of JSON to be laid beside those of other programs: `cargo bench --bench peers -- ITEM`,
//! with ITEM one of grid, formula. Times are in seconds, on two threads.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "this is only a measurement"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use downhill::catalog::Pick;
use downhill::maps::{Grid, axis, contours, on_grid};
use downhill::surface::{Planar, Surface, Typed};
use rayon::prelude::*;

const SHORT: &str = "(1-x)^2 + 100*(y-x^2)^2";
const LONG: &str = "sin(3*x)*cos(2*y)*exp(-0.1*(x^2+y^2)) + 0.5*exp(-((x-1)^2+(y+0.5)^2)/0.3)*sin(x*y) \
     - 20*exp(-0.2*sqrt(0.5*(x^2+y^2))) - exp(0.5*(cos(6.283185307179586*x)+cos(6.283185307179586*y))) \
     + (x^2+y-11)^2/50 + log(1+x^2*y^2)";

fn setting(name: &str, default: f64) -> f64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// The processor time of this program so far, in seconds: on Linux, in hundredths.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or("").split(' ');
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Time `work`, as often as the settings say, and print a line.
fn emit(item: &str, case: &str, mut work: impl FnMut() -> f64) {
    let (repeats, budget) = (setting("BENCH_REPEATS", 9.0), setting("BENCH_BUDGET", 0.4));
    let start = Instant::now();
    let check = black_box(work());
    let first = start.elapsed().as_secs_f64();
    black_box(work());
    let (mut times, mut total) = (Vec::new(), 0.0);
    let before = cpu();
    while (times.len() as f64) < repeats || (total < budget && times.len() < 200) {
        let start = Instant::now();
        black_box(work());
        let time = start.elapsed().as_secs_f64();
        total += time;
        times.push(time);
    }
    let cpu = (cpu() - before) / times.len() as f64;
    times.sort_by(f64::total_cmp);
    let (median, min, max) = (times[times.len() / 2], times[0], times[times.len() - 1]);
    println!(
        "{{\"item\":\"{item}\",\"peer\":\"downhill\",\"case\":\"{case}\",\"median_s\":{median:e},\
         \"min_s\":{min:e},\"max_s\":{max:e},\"cpu_s\":{cpu:e},\"repeats\":{},\"first_s\":{first:e},\
         \"check\":{check:e}}}",
        times.len()
    );
}

/// The lowest and the highest number, eight at a time.
fn range(z: &[f64]) -> [f64; 2] {
    let mut ends = [[f64::MAX; 8], [f64::MIN; 8]];
    for eight in z.as_chunks::<8>().0 {
        for (k, z) in eight.iter().enumerate() {
            ends[0][k] = if *z < ends[0][k] { *z } else { ends[0][k] };
            ends[1][k] = if *z > ends[1][k] { *z } else { ends[1][k] };
        }
    }
    [ends[0].into_iter().fold(f64::MAX, f64::min), ends[1].into_iter().fold(f64::MIN, f64::max)]
}

fn typed(text: &str) -> Arc<dyn Planar> {
    Typed::parse(text, |_| None, Typed::VIEW).unwrap().build()
}

fn grid() {
    for (name, view) in [
        ("himmelblau", [[-6.0, 6.0], [-6.0, 6.0]]),
        ("rosenbrock", [[-2.0, 2.0], [-1.0, 3.0]]),
        ("ackley", [[-5.0, 5.0], [-5.0, 5.0]]),
        ("rastrigin", [[-5.12, 5.12], [-5.12, 5.12]]),
    ] {
        let surface: Arc<dyn Surface> = Pick::<dyn Surface>::new(name).unwrap().build().into();
        let surface = surface.planar().unwrap();
        for size in [512, 1024] {
            let (x, y) = (axis(view[0], size), axis(view[1], size));
            let mut z = vec![0.0; size * size];
            emit("grid", &format!("{name}-{size}"), || {
                on_grid(&*surface, &x, &y, &mut z);
                z[size + 7]
            });
        }
    }
}

fn formula() {
    const N: usize = 512;
    let x = axis([-5.0, 5.0], N);
    let mut out = vec![vec![0.0; N * N]; 3];
    let mut serial = 0;
    for (name, text) in [("short", SHORT), ("long", LONG)] {
        let surface = typed(text);
        let [z, gx, gy] = &mut out[..] else { unreachable!() };
        emit("formula", &format!("{name}-value"), || {
            on_grid(&*surface, &x, &x, z);
            z[7]
        });
        emit("formula", &format!("{name}-grad"), || {
            let rows = 128 * N;
            let pieces = z.par_chunks_mut(rows).zip(gx.par_chunks_mut(rows));
            let pieces = pieces.zip(gy.par_chunks_mut(rows)).zip(x.par_chunks(128));
            pieces.for_each(|(((z, gx), gy), y)| surface.gradient_grid(&x, y, z, gx, gy));
            z[7] + gx[7] + gy[7]
        });
        let mut fresh = || {
            serial += 1;
            format!("{text} + {serial}*0.000000001")
        };
        emit("formula", &format!("{name}-cold"), || {
            on_grid(&*typed(&fresh()), &x, &x, z);
            z[7]
        });
        // The same, for one thread.
        emit("formula", &format!("{name}-value-1t"), || {
            surface.grid(&x, &x, z);
            z[7]
        });
        emit("formula", &format!("{name}-grad-1t"), || {
            surface.gradient_grid(&x, &x, z, gx, gy);
            z[7] + gx[7] + gy[7]
        });
        // From a key press to contour lines.
        emit("formula", &format!("{name}-key-press-to-lines"), || {
            on_grid(&*typed(&fresh()), &x, &x, z);
            let [low, high] = range(z);
            let levels: Vec<f64> =
                (1..=20).map(|k| low + (high - low) * f64::from(k) / 21.0).collect();
            contours(Grid { x: &x, y: &x, z }, &levels).lines().count() as f64
        });
    }
}

fn main() {
    let threads = setting("BENCH_THREADS", 2.0) as usize;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().unwrap();
    let items: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let wanted = |item: &str| items.is_empty() || items.iter().any(|other| other == item);
    if wanted("grid") {
        grid();
    }
    if wanted("formula") {
        formula();
    }
}
