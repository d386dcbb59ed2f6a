//! The clock: a cursor over computed runs.

/// Speeds on offer, in steps per second.
pub const SPEEDS: &[f64] = &[1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 200.0, 1000.0];

/// The longest time a single tick may stand for, so that a hidden window does not leap.
const LONGEST_TICK: f64 = 0.1;

/// What the clock can be told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Play {
    /// Play, or pause. At the end it plays from the start.
    Toggle,
    /// Pause and go one step on.
    StepForward,
    /// Pause and go one step back.
    StepBack,
    /// Go to the start; a clock that runs keeps running.
    Restart,
    /// Pause at the end.
    End,
    /// Pause at a step.
    Seek(u64),
    /// Steps per second.
    Speed(f64),
}

/// The clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Player {
    cursor: f64,
    horizon: u64,
    playing: bool,
    speed: f64,
    /// Stay at the end when the end moves.
    at_end: bool,
}

impl Default for Player {
    fn default() -> Self {
        Self { cursor: 0.0, horizon: 0, playing: false, speed: 30.0, at_end: false }
    }
}

impl Player {
    /// Obey.
    pub fn apply(&mut self, play: Play) {
        match play {
            Play::Toggle => {
                self.playing = !self.playing && self.horizon > 0;
                if self.playing && self.cursor >= self.horizon as f64 {
                    self.cursor = 0.0;
                }
            }
            Play::StepForward => self.pause_at(self.step().saturating_add(1)),
            Play::StepBack => self.pause_at(self.step().saturating_sub(1)),
            Play::Restart => self.cursor = 0.0,
            Play::End => self.pause_at(self.horizon),
            Play::Seek(step) => self.pause_at(step),
            Play::Speed(speed) => self.speed = speed.clamp(SPEEDS[0], SPEEDS[SPEEDS.len() - 1]),
        }
        self.at_end = !self.playing && self.step() >= self.horizon;
    }

    /// Let time pass.
    pub fn tick(&mut self, dt: f64) {
        if self.playing {
            self.cursor += self.speed * dt.clamp(0.0, LONGEST_TICK);
            if self.cursor >= self.horizon as f64 {
                self.pause_at(self.horizon);
            }
        }
    }

    fn pause_at(&mut self, step: u64) {
        self.playing = false;
        self.cursor = step.min(self.horizon) as f64;
        self.at_end = step >= self.horizon;
    }

    pub(super) fn seek_end(&mut self) {
        self.pause_at(self.horizon);
    }

    pub(super) fn stop(&mut self) {
        self.playing = false;
    }

    pub(super) fn set_horizon(&mut self, horizon: u64) {
        self.horizon = horizon;
        if self.at_end {
            self.cursor = horizon as f64;
        }
        self.cursor = self.cursor.min(horizon as f64);
    }

    /// The step the cursor is at.
    pub fn step(&self) -> u64 {
        self.cursor as u64
    }

    /// The last step of the longest run.
    pub fn horizon(&self) -> u64 {
        self.horizon
    }

    /// Whether time passes.
    pub fn playing(&self) -> bool {
        self.playing
    }

    /// Steps per second.
    pub fn speed(&self) -> f64 {
        self.speed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn player(horizon: u64) -> Player {
        let mut player = Player::default();
        player.set_horizon(horizon);
        player
    }

    #[test]
    fn time_moves_the_cursor_to_the_end_and_stops_there() {
        let mut player = player(10);
        player.apply(Play::Speed(30.0));
        player.apply(Play::Toggle);
        player.tick(0.1);
        assert_eq!(player.step(), 3);
        player.tick(60.0);
        assert_eq!(player.step(), 6, "a long tick does not leap");
        (0..10).for_each(|_| player.tick(0.1));
        assert_eq!((player.step(), player.playing()), (10, false));
    }

    #[test]
    fn stepping_pauses_and_stays_inside() {
        let mut player = player(2);
        player.apply(Play::Toggle);
        player.apply(Play::StepBack);
        assert_eq!((player.step(), player.playing()), (0, false));
        (0..5).for_each(|_| player.apply(Play::StepForward));
        assert_eq!(player.step(), 2);
    }

    #[test]
    fn playing_at_the_end_starts_over() {
        let mut player = player(5);
        player.apply(Play::End);
        player.apply(Play::Toggle);
        assert_eq!((player.step(), player.playing()), (0, true));
    }

    #[test]
    fn a_cursor_at_the_end_stays_at_the_end() {
        let mut player = player(5);
        player.apply(Play::End);
        player.set_horizon(50);
        assert_eq!(player.step(), 50);
        player.apply(Play::Seek(20));
        player.set_horizon(100);
        assert_eq!(player.step(), 20);
    }
}
