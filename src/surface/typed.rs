//! A typed formula as a surface.

use std::num::NonZeroU64;
use std::sync::Arc;

use nalgebra::DMatrix;

use super::{Expression, ExpressionError, Gridded, Planar, Surface};
use crate::math::graph::{Graph, Program};
use crate::math::{Dual, Jet, smooth};
use crate::params::{ParamSpec, Params, Value, suggest};
use crate::words::{Message, message};

/// A free name is not larger than this, and not smaller than the opposite.
const LARGEST: f64 = 1e12;
/// Operations of a formula with all its derivatives, at most.
const MOST_OPERATIONS: usize = 20_000;

/// A formula with numbers for its free names, and a part of the plane to show. Always valid.
#[derive(Clone, Debug)]
pub struct Typed {
    expression: Arc<Expression>,
    values: Vec<f64>,
    /// How far the slider of each free name goes.
    reach: Vec<f64>,
    view: [[f64; 2]; 2],
    surface: Arc<TypedSurface>,
}

/// Equal if they mean the same; how far sliders go does not matter.
impl PartialEq for Typed {
    fn eq(&self, other: &Self) -> bool {
        self.expression.text() == other.expression.text()
            && self.values == other.values
            && self.view == other.view
    }
}

impl Typed {
    /// The part of the plane that is shown if nobody says which.
    pub const VIEW: [[f64; 2]; 2] = [[-5.0, 5.0], [-5.0, 5.0]];

    /// Read a formula. `value` says the numbers of free names; one that it does not know is an
    /// error.
    pub fn parse(
        text: &str,
        value: impl Fn(&str) -> Option<f64>,
        view: [[f64; 2]; 2],
    ) -> Result<Self, ExpressionError> {
        let expression = Expression::parse(text)?;
        let values = expression.numbers(value)?;
        let reach = values.iter().map(|value| reach(*value)).collect();
        let expression = Arc::new(expression);
        let surface = TypedSurface::compile(&expression, &values, view).map_err(|operations| {
            ExpressionError {
                message: message!("formula-operations", operations, most = MOST_OPERATIONS),
                start: 0,
                end: text.chars().count(),
            }
        })?;
        let surface = Arc::new(surface);
        Ok(Self { expression, values, reach, view, surface })
    }

    /// The same formula over another part of the plane.
    pub fn over(self, view: [[f64; 2]; 2]) -> Self {
        let surface = Arc::new(TypedSurface { view, ..TypedSurface::clone(&self.surface) });
        Self { view, surface, ..self }
    }

    /// Another formula over the same part of the plane. Names that stay keep their numbers and the
    /// reach of their sliders; new ones are 1.
    pub fn retyped(&self, text: &str) -> Result<Self, ExpressionError> {
        let old = |name: &str| self.names().find(|(known, ..)| *known == name);
        let value = |name: &str| Some(old(name).map_or(1.0, |(_, value, _)| value));
        let mut next = Self::parse(text, value, self.view)?;
        let reach = next.expression.names().zip(&next.reach);
        next.reach =
            reach.map(|(name, reach)| old(name).map_or(*reach, |(.., reach)| reach)).collect();
        Ok(next)
    }

    /// The text of the formula.
    pub fn text(&self) -> &str {
        self.expression.text()
    }

    /// The part of the plane to show.
    pub fn view(&self) -> [[f64; 2]; 2] {
        self.view
    }

    /// The free names with their numbers, and how far their sliders go.
    pub fn names(&self) -> impl Iterator<Item = (&str, f64, f64)> {
        let names = self.expression.names();
        names
            .zip(&self.values)
            .zip(&self.reach)
            .map(|((name, value), reach)| (name, *value, *reach))
    }

    /// The sentence about the first of these names that is no free name of the formula, if any.
    pub fn stranger<'a>(&self, mut names: impl Iterator<Item = &'a str>) -> Option<Message> {
        let known: Vec<&str> = self.expression.names().collect();
        let name = names.find(|name| !known.contains(name))?;
        let quoted = format!("{name:?}");
        Some(if known.is_empty() {
            message!("formula-no-names", name = quoted)
        } else {
            message!("formula-stranger", name = quoted, hint = suggest(name, &known))
        })
    }

    /// Give a free name another number. False if there is no such name, or no such number.
    pub fn set(&mut self, name: &str, value: f64) -> bool {
        let place = self.expression.names().position(|other| other == name);
        let Some(place) = place.filter(|_| value.abs() <= LARGEST) else { return false };
        let mut values = self.values.clone();
        values[place] = value;
        let Ok(surface) = TypedSurface::compile(&self.expression, &values, self.view) else {
            return false;
        };
        (self.values, self.surface) = (values, Arc::new(surface));
        true
    }

    /// The surface: compiled when the formula was read.
    pub fn build(&self) -> Arc<TypedSurface> {
        Arc::clone(&self.surface)
    }
}

/// The end of a slider that starts with this value: ten, a hundred, … times more than it.
fn reach(value: f64) -> f64 {
    let size = value.abs().max(0.5) * 2.0;
    10f64.powf(size.log10().ceil()).clamp(1.0, LARGEST)
}

/// A formula, compiled.
#[derive(Clone, Debug)]
pub struct TypedSurface {
    expression: Arc<Expression>,
    /// The numbers of its free names.
    numbers: Vec<f64>,
    value: Program,
    gradient: Program,
    hessian: Program,
    view: [[f64; 2]; 2],
}

impl TypedSurface {
    /// Compile a formula; fails with the number of operations if there are too many.
    fn compile(
        expression: &Arc<Expression>,
        values: &[f64],
        view: [[f64; 2]; 2],
    ) -> Result<Self, usize> {
        let graph = Graph::default();
        let [x, y] = graph.variables();
        let [u, v] = Jet::variables(x, y);
        let hessian = expression.eval(u, v, values).hessian;
        if graph.len() > MOST_OPERATIONS {
            return Err(graph.len());
        }
        let hessian = Program::new(&graph, &hessian);
        let graph = Graph::default();
        let [x, y] = graph.variables();
        graph.mind_holes(true);
        let value = expression.eval(x, y, values);
        graph.mind_holes(false);
        let [u, v] = Dual::variables(x, y);
        let [gx, gy] = expression.eval(u, v, values).gradient;
        let gradient = Program::new(&graph, &[value, gx, gy]);
        let value = Program::new(&graph, &[value]);
        let (expression, numbers) = (Arc::clone(expression), values.to_vec());
        Ok(Self { expression, numbers, value, gradient, hessian, view })
    }

    /// Gradient and Hessian where the rules of derivation fail on parts of the formula.
    fn smooth(&self, x: &[f64]) -> Option<([f64; 2], [f64; 3])> {
        smooth(|x, y| self.expression.eval(x, y, &self.numbers), [x[0], x[1]])
    }
}

impl Params for TypedSurface {
    fn specs(&self) -> &'static [ParamSpec<'static>] {
        &[]
    }
    fn put(&mut self, index: usize, _value: Value) {
        unreachable!("no knob number {index}");
    }
}

impl Surface for TypedSurface {
    fn dim(&self) -> usize {
        2
    }

    fn view(&self) -> Vec<[f64; 2]> {
        self.view.to_vec()
    }

    fn start(&self) -> Vec<f64> {
        // Off the middle, where many formulas have something special.
        let [[x0, x1], [y0, y1]] = self.view;
        let shares = [0.2, 0.7, 0.45, 0.9, 0.1];
        let at = |x: f64, y: f64| vec![x0 + x * (x1 - x0), y0 + y * (y1 - y0)];
        let second = [0.7, 0.2, 0.55, 0.1, 0.9];
        let mut places = second.iter().flat_map(|y| shares.iter().map(|x| at(*x, *y)));
        // Not in a hole, if that can be helped.
        places.find(|place| self.value(place).is_finite()).unwrap_or_else(|| at(0.2, 0.7))
    }

    fn work(&self) -> NonZeroU64 {
        NonZeroU64::new(self.gradient.len().div_ceil(64) as u64).unwrap_or(NonZeroU64::MIN)
    }

    fn value(&self, x: &[f64]) -> f64 {
        let mut out = [0.0];
        self.value.point(x[0], x[1], &mut out);
        out[0]
    }

    fn gradient(&self, x: &[f64], out: &mut [f64]) -> f64 {
        let mut three = [0.0; 3];
        self.gradient.point(x[0], x[1], &mut three);
        // A hole has no slope, whatever the rules of derivation say about its parts.
        let hole = three[0].is_nan();
        out.copy_from_slice(if hole { &[f64::NAN; 2] } else { &three[1..] });
        mend(three[0], out, || Some(self.smooth(x)?.0));
        three[0]
    }

    fn hessian(&self, x: &[f64], out: &mut DMatrix<f64>) {
        let mut three = [0.0; 3];
        self.hessian.point(x[0], x[1], &mut three);
        let value = self.value(x);
        mend(value, &mut three, || Some(self.smooth(x)?.1));
        let [xx, xy, yy] = if value.is_nan() { [f64::NAN; 3] } else { three };
        out.copy_from_slice(&[xx, xy, xy, yy]);
    }

    fn planar(self: Arc<Self>) -> Option<Arc<dyn Planar>> {
        Some(self)
    }
}

impl Planar for TypedSurface {
    fn values(&self, x: &[f64], y: &[f64], out: &mut [f64]) {
        self.value.scattered(x, y, &mut [out]);
    }

    fn gradients(&self, x: &[f64], y: &[f64], gx: &mut [f64], gy: &mut [f64]) {
        let mut value = vec![0.0; x.len()];
        self.gradient.scattered(x, y, &mut [&mut value, gx, gy]);
        punch(&value, gx, gy);
    }

    fn gridded<'a>(&'a self, x: &'a [f64]) -> Gridded<'a> {
        let columns = self.value.columns(x);
        Box::new(move |y, out| self.value.rows(&columns, y, &mut [out]))
    }

    fn gradient_grid(&self, x: &[f64], y: &[f64], out: &mut [f64], gx: &mut [f64], gy: &mut [f64]) {
        self.gradient.grid(x, y, &mut [&mut *out, &mut *gx, &mut *gy]);
        punch(out, gx, gy);
    }
}

/// Derivatives that are no numbers though the value is one: from elsewhere, if they are there.
fn mend<const N: usize>(
    value: f64,
    derivatives: &mut [f64],
    elsewhere: impl FnOnce() -> Option<[f64; N]>,
) {
    let finite = derivatives.iter().all(|d| d.is_finite());
    if !finite
        && value.is_finite()
        && let Some(found) = elsewhere()
    {
        derivatives.copy_from_slice(&found);
    }
}

/// No gradient where there is no value.
fn punch(value: &[f64], gx: &mut [f64], gy: &mut [f64]) {
    for ((value, gx), gy) in value.iter().zip(gx).zip(gy) {
        if value.is_nan() {
            (*gx, *gy) = (f64::NAN, f64::NAN);
        }
    }
}
