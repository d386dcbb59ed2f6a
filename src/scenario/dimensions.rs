//! Places have as many numbers as the surface has parameters.

use super::error::Result;
use super::tree::{TomlItem, TomlTable};
use super::{COORDINATE, PlaneChoice, Scenario};

/// Refuse what does not belong to a landscape of so many parameters.
pub(super) fn check(scenario: &Scenario, root: &TomlTable<'_>) -> Result<()> {
    let surface = scenario.surface.build();
    let dim = surface.dim();
    let fits = |item: Option<TomlItem<'_>>, place: &Option<Vec<f64>>| match (item, place) {
        (Some(item), Some(place)) if place.len() != dim => Err(item.refuse(&if dim == 2 {
            format!("a pair [a, b], each {COORDINATE}")
        } else {
            format!("a list of {dim} numbers, one for each parameter of the surface")
        })),
        _ => Ok(()),
    };
    fits(root.get("start"), &scenario.start)?;
    let nodes = root.get("run").map_or_else(|| Ok(Vec::new()), |item| item.tables("[[run]] "))?;
    for (node, run) in nodes.iter().zip(&scenario.runs) {
        fits(node.get("start"), &run.start)?;
        let Some(item) = node.get("change") else { continue };
        let changes =
            if item.is_list() { item.tables("change: ")? } else { vec![item.table("change: ")?] };
        for (node, change) in changes.iter().zip(&run.changes) {
            fits(node.get("at"), &change.at)?;
            fits(node.get("kick"), &change.kick)?;
        }
    }
    if dim > 2 {
        let flat = ["drift", "bounds"].into_iter().find_map(|key| root.get(key));
        if let Some(item) = flat {
            return Err(item.fail(&format!(
                "{} is for surfaces of two parameters; this one has {dim}",
                item.key
            )));
        }
    }
    let view = root.get("view").map(|item| item.table("[view] ")).transpose()?;
    match (view.and_then(|node| node.get("plane")), &scenario.view.plane) {
        (Some(item), Some(choice)) => plane(&item, choice, &scenario.start_on(&*surface)),
        _ => Ok(()),
    }
}

/// Refuse a plane that is none.
fn plane(item: &TomlItem<'_>, choice: &PlaneChoice, start: &[f64]) -> Result<()> {
    if choice.through(start).is_some() {
        return Ok(());
    }
    let dim = start.len();
    Err(item.fail(&match choice {
        PlaneChoice::Axes([a, b]) if a == b => {
            format!("plane: give two different parameters, not {a} twice")
        }
        PlaneChoice::Axes(_) => {
            format!("plane: the surface has {dim} parameters, numbered from 0 to {}", dim - 1)
        }
        PlaneChoice::Directions { u, v, origin } => {
            let wrong = [Some(u), Some(v), origin.as_ref()]
                .into_iter()
                .flatten()
                .find(|way| way.len() != dim);
            match wrong {
                Some(way) => format!(
                    "plane: a list has {} numbers; the surface has {dim} parameters",
                    way.len()
                ),
                None => {
                    "plane: the two directions are parallel, or one of them is nothing".to_owned()
                }
            }
        }
    }))
}

impl Scenario {
    /// Let places have as many numbers as the surface has parameters, after these have become more
    /// or fewer than `old`: those beyond are the surface's own.
    pub fn fit(&mut self, old: usize) {
        let surface = self.surface.build();
        if surface.dim() == old {
            return;
        }
        let own = surface.start();
        let fit = |place: &mut Vec<f64>, own: &[f64]| {
            place.truncate(own.len());
            place.extend_from_slice(&own[place.len()..]);
        };
        let still = vec![0.0; own.len()];
        self.start.iter_mut().for_each(|start| fit(start, &own));
        for run in &mut self.runs {
            run.start.iter_mut().for_each(|start| fit(start, &own));
            for change in &mut run.changes {
                change.at.iter_mut().for_each(|at| fit(at, &own));
                change.kick.iter_mut().for_each(|kick| fit(kick, &still));
            }
        }
        let start = self.start_on(&*surface);
        self.view.plane = self.view.plane.take().filter(|plane| plane.through(&start).is_some());
        if own.len() > 2 {
            (self.drift, self.bounds) = ([0.0; 2], None);
        }
    }
}
