//! A plane through the space of parameters: what a map of a landscape of many parameters shows.

use std::sync::Arc;

use crate::math::{distance, dot};

/// A plane in the space of parameters: o + a u + b v. Where there are two parameters it is, unless
/// somebody chose another, that of these two as they are. What is said of a point beside it is said
/// of the nearest point on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plane(Option<Arc<Spanned>>);

#[derive(Debug, PartialEq)]
struct Spanned {
    origin: Vec<f64>,
    u: Vec<f64>,
    v: Vec<f64>,
    /// The inverse of [[u·u, u·v], [u·v, v·v]]: its three different elements.
    inverse: [f64; 3],
}

/// Two directions whose angle has a smaller squared sine span no plane.
const LEAST_ANGLE: f64 = 1e-12;

impl Plane {
    /// The plane through `origin` in which two directions lie. `None` if these are parallel, or not
    /// all of one length of numbers.
    pub fn new(origin: Vec<f64>, u: Vec<f64>, v: Vec<f64>) -> Option<Self> {
        Spanned::new(origin, u, v).map(|spanned| Self(Some(Arc::new(spanned))))
    }

    /// The plane through a point in which two directions lie, with its zero where that is nearest
    /// to that of the parameters: however the point moves within the plane, places on it keep their
    /// coordinates.
    pub fn through(point: &[f64], u: Vec<f64>, v: Vec<f64>) -> Option<Self> {
        let mut spanned = Spanned::new(vec![0.0; point.len()], u, v)?;
        let within = spanned.solved(spanned.slopes(point));
        let shift = spanned.vector(within);
        spanned.origin = point.iter().zip(shift).map(|(x, within)| x - within).collect();
        // Along an axis nothing is left, not even what rounding leaves.
        for axis in [&spanned.u, &spanned.v].into_iter().filter_map(|way| axis_of(way)) {
            spanned.origin[axis] = 0.0;
        }
        Some(Self(Some(Arc::new(spanned))))
    }

    /// The plane of two parameters through a point.
    pub fn of_axes(point: &[f64], axes: [usize; 2]) -> Option<Self> {
        let [u, v] = axes.map(|axis| unit(point.len(), axis));
        Self::through(point, u?, v?)
    }

    /// Whether it is that of the two parameters there are.
    pub fn is_whole(&self) -> bool {
        self.0.is_none()
    }

    /// The number of parameters.
    pub fn dim(&self) -> usize {
        self.0.as_ref().map_or(2, |spanned| spanned.origin.len())
    }

    /// Its two directions.
    pub fn directions(&self) -> [Vec<f64>; 2] {
        [self.vector([1.0, 0.0]), self.vector([0.0, 1.0])]
    }

    /// The parameters along which its directions lead, if each leads along one.
    pub fn axes(&self) -> Option<[usize; 2]> {
        match &self.0 {
            None => Some([0, 1]),
            Some(spanned) => Some([axis_of(&spanned.u)?, axis_of(&spanned.v)?]),
        }
    }

    /// Where on the plane a point lies, or is nearest to.
    pub fn coordinates(&self, point: &[f64]) -> [f64; 2] {
        let Some(spanned) = &self.0 else { return [point[0], point[1]] };
        let along = |way: &[f64]| -> f64 {
            let off = point.iter().zip(&spanned.origin).map(|(x, o)| x - o);
            way.iter().zip(off).map(|(w, off)| w * off).sum()
        };
        spanned.solved([along(&spanned.u), along(&spanned.v)])
    }

    /// What of a displacement lies in the plane.
    pub fn within(&self, vector: &[f64]) -> [f64; 2] {
        match &self.0 {
            None => [vector[0], vector[1]],
            Some(spanned) => spanned.solved(spanned.slopes(vector)),
        }
    }

    /// The slopes along both directions of a loss with this gradient.
    pub fn slopes(&self, gradient: &[f64]) -> [f64; 2] {
        match &self.0 {
            None => [gradient[0], gradient[1]],
            Some(spanned) => spanned.slopes(gradient),
        }
    }

    /// The displacement a u + b v.
    pub fn vector(&self, [a, b]: [f64; 2]) -> Vec<f64> {
        match &self.0 {
            None => vec![a, b],
            Some(spanned) => spanned.vector([a, b]),
        }
    }

    /// The point o + a u + b v.
    pub fn point(&self, at: [f64; 2]) -> Vec<f64> {
        let mut out = vec![0.0; self.dim()];
        self.write_point(at, &mut out);
        out
    }

    pub(super) fn write_point(&self, [a, b]: [f64; 2], out: &mut [f64]) {
        let Some(spanned) = &self.0 else {
            out.copy_from_slice(&[a, b]);
            return;
        };
        let ways = spanned.u.iter().zip(&spanned.v);
        for ((out, o), (u, v)) in out.iter_mut().zip(&spanned.origin).zip(ways) {
            *out = o + (a * u + b * v);
        }
    }

    /// The point that lies at `to` on the plane, and as far beside it as `from` does.
    pub fn moved(&self, from: &[f64], to: [f64; 2]) -> Vec<f64> {
        if self.is_whole() {
            return to.to_vec();
        }
        let at = self.coordinates(from);
        let by = self.vector([to[0] - at[0], to[1] - at[1]]);
        let mut out: Vec<f64> = from.iter().zip(by).map(|(x, by)| x + by).collect();
        // What is a coordinate is it to the last digit.
        for (axis, to) in self.axes().into_iter().flatten().zip(to) {
            out[axis] = to;
        }
        out
    }

    /// How far a point is from the plane.
    pub fn distance(&self, point: &[f64]) -> f64 {
        distance(point, &self.point(self.coordinates(point)))
    }
}

impl Spanned {
    fn new(origin: Vec<f64>, u: Vec<f64>, v: Vec<f64>) -> Option<Self> {
        let [uu, uv, vv] = [dot(&u, &u), dot(&u, &v), dot(&v, &v)];
        let determinant = uu * vv - uv * uv;
        let spans = determinant > LEAST_ANGLE * uu * vv && determinant.is_normal();
        (spans && u.len() == origin.len() && v.len() == origin.len()).then(|| {
            let inverse = [vv, -uv, uu].map(|part| part / determinant);
            Self { origin, u, v, inverse }
        })
    }

    fn slopes(&self, gradient: &[f64]) -> [f64; 2] {
        [dot(&self.u, gradient), dot(&self.v, gradient)]
    }

    fn solved(&self, [a, b]: [f64; 2]) -> [f64; 2] {
        let [uu, uv, vv] = self.inverse;
        // Zeros are left out: an infinity beside them would make them no numbers.
        let sum = |p: f64, a: f64, q: f64, b: f64| if q == 0.0 { p * a } else { p * a + q * b };
        [sum(uu, a, uv, b), sum(vv, b, uv, a)]
    }

    fn vector(&self, [a, b]: [f64; 2]) -> Vec<f64> {
        self.u.iter().zip(&self.v).map(|(u, v)| a * u + b * v).collect()
    }
}

fn unit(dim: usize, axis: usize) -> Option<Vec<f64>> {
    (axis < dim).then(|| (0..dim).map(|k| if k == axis { 1.0 } else { 0.0 }).collect())
}

/// The parameter that a direction is one unit of.
fn axis_of(way: &[f64]) -> Option<usize> {
    let axis = way.iter().position(|x| *x != 0.0)?;
    let alone = way[axis] == 1.0 && way[axis + 1..].iter().all(|x| *x == 0.0);
    alone.then_some(axis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_on_a_plane_keep_their_coordinates_wherever_it_is_held() {
        let (u, v) = (vec![1.0, 2.0, 0.0, -1.0], vec![0.5, 0.0, 3.0, 1.0]);
        let point = [0.3, -1.2, 2.0, 5.0];
        let plane = Plane::through(&point, u.clone(), v.clone()).unwrap();
        let [a, b] = plane.coordinates(&point);
        assert!(plane.distance(&point) < 1e-14);
        let moved: Vec<f64> =
            point.iter().zip(plane.vector([1.5, -0.25])).map(|(x, by)| x + by).collect();
        let again = Plane::through(&moved, u, v).unwrap();
        for (x, y) in plane.point([0.0; 2]).iter().zip(again.point([0.0; 2])) {
            assert!((x - y).abs() < 1e-14);
        }
        let [c, d] = again.coordinates(&moved);
        assert!((c - a - 1.5).abs() < 1e-14 && (d - b + 0.25).abs() < 1e-14);
        assert_eq!(plane.moved(&point, [c, d]).len(), 4);
        assert_eq!(plane.within(&plane.vector([2.0, 3.0])).map(f64::round), [2.0, 3.0]);
    }

    #[test]
    fn along_axes_coordinates_are_the_parameters_to_the_last_bit() {
        let point = [0.1, 1e300, -7.3, 1e-300];
        let plane = Plane::of_axes(&point, [2, 0]).unwrap();
        assert_eq!(plane.coordinates(&point), [-7.3, 0.1]);
        assert_eq!(plane.point([-7.3, 0.1]), point);
        assert_eq!(plane.axes(), Some([2, 0]));
        let there = [5.0, 1e300, 6.0, 1e-300];
        assert_eq!(Plane::of_axes(&there, [2, 0]).unwrap(), plane);
    }

    #[test]
    fn two_parameters_are_a_plane_by_themselves() {
        let plane = Plane::default();
        let point = [1e300, -0.1];
        assert_eq!(plane.coordinates(&point), point);
        assert_eq!(plane.point(point), point);
        assert_eq!(plane.moved(&point, [2.0, 3.0]), [2.0, 3.0]);
        assert_eq!(plane.axes(), Some([0, 1]));
        assert_eq!(plane.distance(&point), 0.0);
    }

    #[test]
    fn directions_that_span_nothing_are_no_plane() {
        assert!(Plane::new(vec![0.0; 3], vec![1.0, 2.0, 3.0], vec![2.0, 4.0, 6.0]).is_none());
        assert!(Plane::new(vec![0.0; 3], vec![0.0; 3], vec![1.0, 0.0, 0.0]).is_none());
        assert!(Plane::new(vec![0.0; 3], vec![1.0; 2], vec![1.0, 0.0, 0.0]).is_none());
        assert!(Plane::of_axes(&[0.0; 3], [1, 1]).is_none());
        assert!(Plane::of_axes(&[0.0; 3], [1, 3]).is_none());
    }
}
