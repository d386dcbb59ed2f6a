//! What every run may spend.

use super::BUDGET;
use super::error::Result;
use super::key::Codec;
use super::tree::TomlItem;
use crate::run::Budget;

/// A budget under the key that says what it counts.
pub(super) struct Spending;

impl<W> Codec<W, Budget> for Spending {
    fn value(&self, item: &TomlItem<'_>, _: &W) -> Result<Budget> {
        let amount = item.count(BUDGET)?.into();
        Ok(if item.key == KEYS[0] {
            Budget::Steps(amount)
        } else {
            Budget::GradientEvaluations(amount)
        })
    }

    fn toml(&self, budget: &Budget) -> String {
        budget.amount().to_string()
    }

    fn line(&self, _: &str, budget: &Budget) -> String {
        let key = KEYS[usize::from(matches!(budget, Budget::GradientEvaluations(_)))];
        format!("{key} = {}", budget.amount())
    }

    fn allowed(&self) -> String {
        format!("{BUDGET}, under one of the two")
    }

    fn always(&self) -> bool {
        true
    }
}

/// The keys of both kinds.
const KEYS: [&str; 2] = ["steps", "gradient_evaluations"];
