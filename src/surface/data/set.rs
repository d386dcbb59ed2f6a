//! Examples to learn from.

use std::sync::{Arc, OnceLock};

use crate::surface::DataLoss;
use crate::words::{Message, message};

/// Examples of one data set, at most.
pub const MOST_EXAMPLES: usize = 10_000;

/// One example: what is known, and what is to be predicted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// The features; the second is 1, for the bias, where there is one feature only.
    pub features: [f64; 2],
    /// What is to be predicted.
    pub target: f64,
}

/// Examples with the names of their columns.
#[derive(Clone, Debug, PartialEq)]
pub struct DataSet {
    /// The names of the features and of the target.
    pub columns: Vec<String>,
    /// The examples to learn from.
    pub examples: Vec<Example>,
    /// Examples of the same kind that nobody learns from.
    pub held_out: Vec<Example>,
}

/// Why a text is no data set: where, and what is wrong.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.placed())]
pub enum DataError {
    /// A line is wrong.
    Line {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong.
        message: Message,
    },
    /// The whole is wrong.
    Whole(Message),
}

impl DataError {
    /// What is wrong, and where.
    pub fn placed(&self) -> Message {
        match self {
            Self::Line { line, message } => {
                message!("examples-line", line = *line, why = message.clone())
            }
            Self::Whole(message) => message.clone(),
        }
    }

    /// The whole sentence about a file.
    pub fn in_file(&self, name: &str) -> Message {
        let (place, message) = match self {
            Self::Line { line, message } => (format!("{name}:{line}"), message),
            Self::Whole(message) => (name.to_owned(), message),
        };
        message!("examples-in-file", place, why = message.clone())
    }
}

impl DataSet {
    /// These examples as a landscape can learn from them, or why it cannot.
    pub fn accepted_by(self, data: &dyn DataLoss) -> Result<Self, Message> {
        let Some(why) = data.refuse(&self) else { return Ok(self) };
        self.as_classes().filter(|classes| data.refuse(classes).is_none()).ok_or(why)
    }

    /// The number of features: 1 or 2.
    pub fn features(&self) -> usize {
        self.columns.len() - 1
    }

    /// Examples as rows of two numbers (feature, target) or three (two features, target).
    pub fn from_rows(rows: &[Vec<f64>]) -> Result<Self, DataError> {
        let width = rows.first().map_or(0, Vec::len);
        let whole = |message: Message| Err(DataError::Whole(message));
        if rows.is_empty() {
            return whole(message!("examples-none"));
        }
        if !(2..=3).contains(&width) {
            return whole(message!("examples-width", width));
        }
        if rows.len() > MOST_EXAMPLES {
            return whole(message!("examples-too-many", count = rows.len(), most = MOST_EXAMPLES));
        }
        if let Some(at) = rows.iter().position(|row| row.len() != width) {
            let (count, number) = (rows[at].len(), at + 1);
            return whole(message!("examples-uneven", number, count, width));
        }
        if rows.iter().flatten().any(|number| !admissible(*number)) {
            return whole(message!("examples-outside"));
        }
        let names = if width == 2 { vec!["x", "y"] } else { vec!["x1", "x2", "y"] };
        Ok(Self {
            columns: names.into_iter().map(str::to_owned).collect(),
            examples: rows.iter().map(|row| example(row)).collect(),
            held_out: Vec::new(),
        })
    }

    /// Examples of this set as rows of numbers.
    pub fn rows(&self, examples: &[Example]) -> Vec<Vec<f64>> {
        let row = |example: &Example| {
            let mut row = example.features[..self.features()].to_vec();
            row.push(example.target);
            row
        };
        examples.iter().map(row).collect()
    }
}

pub(super) fn admissible(number: f64) -> bool {
    number.abs() <= 1e9
}

fn example(row: &[f64]) -> Example {
    match row {
        [first, second, target] => Example { features: [*first, *second], target: *target },
        [first, target] => Example { features: [*first, 1.0], target: *target },
        _ => Example { features: [f64::NAN; 2], target: f64::NAN },
    }
}

crate::choices! {
    /// The data sets that come along.
    pub(super) enum BuiltIn {
        /// 128 points of y = 2x - 1 with noise, x from -√3 to √3; made for this program.
        Reg128 = "reg128",
        /// Speed and stopping distance of 50 cars (Ezekiel, Methods of Correlation Analysis, 1930).
        Cars = "cars",
        /// Hours of study and whether 20 students passed; the usual example of logistic regression.
        Exam = "exam",
        /// 21 points of 1.5 tanh(1.2 x), without noise.
        Scurve = "scurve",
    }
}

impl BuiltIn {
    /// The data set, read once and for all.
    pub(super) fn load(self) -> Arc<DataSet> {
        static READ: [OnceLock<Arc<DataSet>>; BuiltIn::WORDS.len()] =
            [const { OnceLock::new() }; BuiltIn::WORDS.len()];
        Arc::clone(READ[self as usize].get_or_init(|| self.read()))
    }

    fn read(self) -> Arc<DataSet> {
        let (examples, held_out) = match self {
            Self::Reg128 => (
                include_str!("../../../assets/data/reg128.csv"),
                Some(include_str!("../../../assets/data/reg128_held_out.csv")),
            ),
            Self::Cars => (include_str!("../../../assets/data/cars.csv"), None),
            Self::Exam => (include_str!("../../../assets/data/exam.csv"), None),
            Self::Scurve => (include_str!("../../../assets/data/scurve.csv"), None),
        };
        let read = |text| match DataSet::from_csv(text) {
            Ok(set) => set,
            Err(error) => unreachable!("a test reads all built-in data: {error}"),
        };
        let mut set = read(examples);
        set.held_out = held_out.map_or_else(Vec::new, |text| read(text).examples);
        Arc::new(set)
    }
}

crate::choices! {
    /// What is done to the features before anybody learns from them.
    pub(super) enum Scaling {
        /// Nothing: the numbers as they are.
        None = "none",
        /// Their mean is taken away.
        Centre = "centre",
        /// Their mean is taken away, and they are divided by their standard deviation.
        Standardise = "standardise",
    }
}
