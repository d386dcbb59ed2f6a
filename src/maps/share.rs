//! Work shared by all processors.

/// How many pieces work is best cut into: a few for each processor.
pub(super) fn pieces() -> usize {
    #[cfg(not(target_arch = "wasm32"))]
    return 4 * rayon::current_num_threads();
    #[cfg(target_arch = "wasm32")]
    1
}

/// Do `work` on every piece. The caller takes pieces as well, and does not wait for others to wake
/// up before it begins.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn share<T: Send>(pieces: impl Iterator<Item = T>, work: impl Fn(T) + Sync) {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};
    // Each is locked once only: nobody waits for a lock.
    let pieces: Vec<Mutex<Option<T>>> = pieces.map(|piece| Mutex::new(Some(piece))).collect();
    let taken = AtomicUsize::new(0);
    let next = || pieces.get(taken.fetch_add(1, Ordering::Relaxed))?.lock().ok()?.take();
    let take = || std::iter::from_fn(next).for_each(&work);
    rayon::in_place_scope(|scope| {
        for _ in 1..rayon::current_num_threads().min(pieces.len()) {
            scope.spawn(|_| take());
        }
        take();
    });
}

/// Do `work` on every piece.
#[cfg(target_arch = "wasm32")]
pub(super) fn share<T: Send>(pieces: impl Iterator<Item = T>, work: impl Fn(T) + Sync) {
    pieces.for_each(work);
}
