//! A monkey at the real window: clicks, drags, keys, text, files and sizes at random, seeded.
//!
//! `MONKEY_EVENTS` says how many events each monkey makes, `MONKEY_SEED` where their seeds begin.
//! A failure prints its seed and the last events; the same numbers make them again.
#![cfg(feature = "gui")]
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod event;
mod hand;
mod room;

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

use event::Event;
use hand::Hand;

/// Events of each monkey unless somebody says otherwise.
const EVENTS: usize = 2_500;
/// After so many events it is checked that what is cached is what would be drawn anew.
const FRESH: usize = 10;

fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Let a monkey loose; `number` tells it from the others.
fn play(number: u64) {
    let events = from_environment("MONKEY_EVENTS").map_or(EVENTS, |events| events as usize);
    let seed = from_environment("MONKEY_SEED").unwrap_or(0) + number;
    let mut rng = Pcg64Mcg::seed_from_u64(seed);
    let mut hand = Hand::new(seed, &mut rng);
    for number in 0..events {
        let event = Event::any(&mut rng, &hand);
        hand.make(event);
        hand.look();
        if number % FRESH == 0 {
            hand.compare_with_fresh();
        }
        if rng.random_bool(0.002) {
            hand.restart(&mut rng);
        }
    }
    hand.done();
}

#[test]
fn the_window_bears_the_first_monkey() {
    play(0);
}

#[test]
fn the_window_bears_the_second_monkey() {
    play(1);
}

#[test]
fn the_window_bears_the_third_monkey() {
    play(2);
}

#[test]
fn the_window_bears_the_fourth_monkey() {
    play(3);
}
