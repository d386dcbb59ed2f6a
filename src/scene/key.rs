//! Numbers that say what something was made from.

/// Equal keys, equal pictures. It holds numbers only: to compare two is cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key(Vec<u64>);

impl Key {
    /// One number more.
    #[must_use]
    pub fn with(mut self, number: u64) -> Self {
        self.0.push(number);
        self
    }

    /// Some real numbers more. What is not a number is equal to itself, too.
    #[must_use]
    pub fn reals<'a>(mut self, numbers: impl IntoIterator<Item = &'a f64>) -> Self {
        self.0.extend(numbers.into_iter().map(|number| number.to_bits()));
        self
    }

    /// All numbers of another key.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.0.push(other.0.len() as u64);
        self.0.extend(&other.0);
        self
    }
}
