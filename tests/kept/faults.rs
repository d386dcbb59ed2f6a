//! A write, a rename or a sync that fails: the old state is there or the new one, never neither.

use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use downhill::files::{Disk, DiskStep};
use downhill::kept::{Kept, Shelf, write};
use downhill::scenario::Scenario;

use super::{number, numbered, taken, used};

/// A state that takes more than one write.
fn large(number: u64) -> Kept {
    let mut kept = numbered(number);
    let rows = (0..5_000).map(|row| format!("{row}.25,{}.5\n", row % 97));
    let rows = rows.collect::<Vec<_>>().concat();
    kept.scenario = Scenario::parse(&rows, "points.csv").unwrap();
    kept.scenario.seed = number;
    assert!(write(&kept).len() > 1 << 16);
    kept
}

/// Put state 3 on a disk on which step `bad` fails, or all from there on. Returns the step that
/// failed, if there is one of that number.
fn put(bad: usize, only: bool) -> Option<DiskStep> {
    let folder = used();
    let (count, failed) = (AtomicUsize::new(0), Arc::new(std::sync::Mutex::new(None)));
    let told = Arc::clone(&failed);
    let disk = Disk::watched(move |step| {
        let now = count.fetch_add(1, Ordering::SeqCst);
        if now == bad || (now > bad && !only) {
            told.lock().unwrap().get_or_insert(step);
            return Err(ErrorKind::StorageFull.into());
        }
        Ok(())
    });
    let (mut shelf, found) = Shelf::take(folder.path(), disk);
    assert_eq!(number(&found), Some(2));
    let result = shelf.put(&large(3));
    let failed = *failed.lock().unwrap();
    assert_eq!(result.is_err(), failed.is_some());
    drop(shelf);
    let (mut shelf, found) = taken(folder.path());
    let there = number(&found);
    assert!(there == Some(2) || there == Some(3), "{failed:?} leaves {found:?}");
    assert!(found.words.is_empty(), "{failed:?}: {:?}", found.words);
    assert!(failed.is_some() || there == Some(3));
    // And the next start keeps on.
    shelf.put(&numbered(4)).unwrap();
    drop(shelf);
    assert_eq!(number(&taken(folder.path()).1), Some(4));
    failed
}

#[test]
fn whichever_step_of_a_save_fails_the_old_state_or_the_new_one_is_there() {
    for only in [true, false] {
        let steps: Vec<DiskStep> = (0..).map_while(|bad| put(bad, only)).collect();
        for step in [
            DiskStep::Create,
            DiskStep::Write,
            DiskStep::Sync,
            DiskStep::Rename,
            DiskStep::SyncFolder,
        ] {
            let times = steps.iter().filter(|other| **other == step).count();
            assert!(times >= 2, "the file and the one before it: {steps:?}");
        }
    }
}

#[test]
fn a_save_that_failed_is_made_up_for() {
    let folder = used();
    let count = AtomicUsize::new(0);
    let disk = Disk::watched(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0..3 => Err(ErrorKind::StorageFull.into()),
        _ => Ok(()),
    });
    let (mut shelf, _) = Shelf::take(folder.path(), disk);
    let failures = (0..10).take_while(|_| shelf.put(&numbered(3)).is_err()).count();
    assert_eq!(failures, 3);
    drop(shelf);
    assert_eq!(number(&taken(folder.path()).1), Some(3));
}
