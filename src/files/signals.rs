//! The signals that ask a program to stop.

/// From now on, when this program is interrupted, terminated or loses its terminal: do `last`,
/// remove the temporary files, and end with status 128 + the number of the signal. A second signal
/// does not wait for `last`. Signals that the program was started to ignore (`nohup`) stay ignored.
///
/// Where there are no such signals, nothing happens.
pub fn on_signals(last: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    #[cfg(unix)]
    unix::watch(last)?;
    #[cfg(not(unix))]
    drop(last);
    Ok(())
}

#[cfg(unix)]
mod unix {
    use std::io::Result;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use signal_hook::consts::{
        SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ,
    };
    use signal_hook::flag::register_conditional_shutdown;
    use signal_hook::iterator::Signals;

    use crate::files::temporary::abandon;

    /// All that would end this program and can be caught.
    const ENDING: [i32; 9] =
        [SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ];

    pub(super) fn watch(last: impl FnOnce() + Send + 'static) -> Result<()> {
        let ignored = ignored();
        let signals = ENDING.into_iter();
        let signals: Vec<i32> = signals.filter(|s| ignored >> (s - 1) & 1 == 0).collect();
        let stopping = Arc::new(AtomicBool::new(false));
        for signal in &signals {
            register_conditional_shutdown(*signal, 128 + signal, Arc::clone(&stopping))?;
        }
        let mut signals = Signals::new(signals)?;
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            if let Some(signal) = signals.forever().next() {
                stopping.store(true, Ordering::SeqCst);
                last();
                let _held = abandon();
                // Nothing is torn down that a driver or another thread still works with.
                signal_hook::low_level::exit(128 + signal);
            }
        })?;
        Ok(())
    }

    /// The signals that this program was started to ignore, a bit each, where the system tells.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
    }
}
