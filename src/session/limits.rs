//! Learning rates that mean something: where a rule begins to overshoot and where it breaks.

use crate::words::{Message, message};

/// Rates that differ by less, relatively, count as one.
const SAME: f64 = 1e-9;

/// Learning rates that mean something at one place; `None` where there is no such rate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Marks {
    /// The largest stable rate of the optimizer.
    pub limit: Option<f64>,
    /// The largest rate at which nothing overshoots.
    pub smooth: Option<f64>,
    /// 1/λmax: plain gradient descent goes down the steepest way in one step, and overshoots above.
    pub one_step: Option<f64>,
    /// 2/(λmin + λmax): the best for plain gradient descent.
    pub best: Option<f64>,
    /// 2/λmax: what plain gradient descent can bear.
    pub plain: Option<f64>,
}

/// The marks where the ball is, and at the nearest known minimum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// At the ball.
    pub here: Marks,
    /// At the nearest minimum.
    pub at_minimum: Option<Marks>,
    /// Whether the rule has a rate of its own for each coordinate, which the marks have taken in.
    pub scaled: bool,
    /// The largest rate that the mini-batches of the run allow at the nearest minimum: above it the
    /// mean square distance grows, though that of the whole data may not.
    pub mean_square: Option<f64>,
}

/// A rate that means something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The rate.
    pub lr: f64,
    /// What it is.
    pub name: Message,
    /// Whether it is that at the nearest minimum, not that at the ball.
    pub settled: bool,
    /// Whether it is the largest stable one.
    pub limit: bool,
}

/// What the steepest direction does at some rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// It closes in from one side.
    Smooth,
    /// It goes back and forth, and closes in.
    Overshoots,
    /// It would close in, but for the mini-batches.
    Scatters,
    /// It goes back and forth, farther and farther.
    Unstable,
}

impl Band {
    /// What it does.
    pub fn message(self) -> Message {
        match self {
            Self::Smooth => message!("band-smooth"),
            Self::Overshoots => message!("band-overshoots"),
            Self::Scatters => message!("band-scatters"),
            Self::Unstable => message!("band-unstable"),
        }
    }
}

impl Limits {
    /// One of the marks at the minimum; at the ball, if there is none.
    pub fn settled(&self, mark: fn(&Marks) -> Option<f64>) -> Option<f64> {
        self.at_minimum.as_ref().and_then(mark).or_else(|| mark(&self.here))
    }

    /// A mark at the minimum and the same at the ball.
    pub fn both(&self, mark: fn(&Marks) -> Option<f64>) -> impl Iterator<Item = f64> {
        self.at_minimum.as_ref().and_then(mark).into_iter().chain(mark(&self.here))
    }

    /// Where overshooting begins, and where instability does.
    pub fn ends(&self) -> Option<[f64; 2]> {
        let [smooth, unstable] = self.without_batches()?;
        let unstable = self.mean_square.map_or(unstable, |most| most.min(unstable));
        Some([smooth.min(unstable), unstable])
    }

    fn without_batches(&self) -> Option<[f64; 2]> {
        let place = self.at_minimum.filter(|marks| marks.limit.is_some()).unwrap_or(self.here);
        Some([place.smooth?, place.limit?])
    }

    /// What the steepest direction does at some rate.
    pub fn band(&self, lr: f64) -> Option<Band> {
        let [smooth, unstable] = self.without_batches()?;
        let scatters = self.mean_square.is_some_and(|most| lr >= most);
        Some(match lr {
            _ if lr < unstable && scatters => Band::Scatters,
            _ if lr <= smooth => Band::Smooth,
            _ if lr < unstable => Band::Overshoots,
            _ => Band::Unstable,
        })
    }

    /// The next mark above a rate, or below it. A mark at the rate itself is none of them.
    pub fn next_mark(&self, lr: f64, above: bool) -> Option<Mark> {
        let marks = self.marks();
        if above {
            marks.into_iter().find(|mark| mark.lr > lr * (1.0 + SAME))
        } else {
            marks.into_iter().rev().find(|mark| mark.lr < lr * (1.0 - SAME))
        }
    }

    /// All marks, from the lowest rate to the highest.
    pub fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        let places = [(Some(self.here), false), (self.at_minimum, true)];
        for (place, settled) in places.into_iter().filter_map(|(p, s)| Some((p?, s))) {
            let mut add = |lr: Option<f64>, name, limit| {
                marks.extend(lr.map(|lr| Mark { lr, name, settled, limit }));
            };
            let own = place.limit.filter(|limit| place.plain != Some(*limit));
            if !self.scaled {
                let ours = place.smooth == place.one_step;
                let words = if ours {
                    message!("mark-one-step-overshoots")
                } else {
                    message!("mark-one-step")
                };
                add(place.one_step, words, false);
                add(place.best.filter(|_| own.is_none()), message!("mark-best"), false);
                let words = if own.is_some() {
                    message!("mark-plain")
                } else {
                    message!("mark-plain-unstable")
                };
                add(place.plain, words, own.is_none() && place.limit.is_some());
            }
            add(
                place.smooth.filter(|rate| place.one_step != Some(*rate)),
                message!("mark-overshoots"),
                false,
            );
            add(own, message!("mark-unstable"), true);
        }
        let name = || message!("mark-mean-square");
        let mark = |lr| Mark { lr, name: name(), settled: true, limit: true };
        marks.extend(self.mean_square.map(mark));
        marks.sort_by(|a, b| a.lr.total_cmp(&b.lr));
        marks
    }
}
