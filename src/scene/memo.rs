//! What a layer has made and may use again, as long as what it was made from stays the same.

use std::any::Any;
use std::sync::Arc;

use super::Key;

/// Things made by one layer. What was not asked for while it drew is dropped afterwards.
#[derive(Default)]
pub struct Memo(Vec<Entry>);

struct Entry {
    key: Key,
    thing: Arc<dyn Any + Send + Sync>,
    used: bool,
}

impl Memo {
    /// The thing of this key, made anew if there is none.
    pub fn keep<T: Send + Sync + 'static>(&mut self, key: Key, make: impl FnOnce() -> T) -> Arc<T> {
        let known = self.0.iter_mut().find(|entry| entry.key == key);
        if let Some(entry) = known
            && let Ok(thing) = Arc::clone(&entry.thing).downcast()
        {
            entry.used = true;
            return thing;
        }
        let thing = Arc::new(make());
        let kept: Arc<dyn Any + Send + Sync> = Arc::<T>::clone(&thing);
        self.0.push(Entry { key, thing: kept, used: true });
        thing
    }

    /// Drop what was not asked for since the last time.
    pub fn sweep(&mut self) {
        self.0.retain(|entry| entry.used);
        self.0.iter_mut().for_each(|entry| entry.used = false);
    }
}
