//! How the plane of the parameters comes onto a picture.

use super::clip::pixel32;
use super::{Area, Frame, Item, Topography};

/// Where places of the plane lie on a picture. Whoever draws through it knows no more than that.
pub trait Projection {
    /// From the plane to the picture. Far points come out far, up to infinity.
    fn pixel(&self, at: [f64; 2]) -> [f64; 2];

    /// The direction on the picture of a direction in the plane, one pixel long; `None` if it is
    /// no direction.
    fn direction(&self, along: [f64; 2]) -> Option<[f64; 2]>;

    /// The part of the plane that fills the picture: low and high x, low and high y.
    fn region(&self) -> [[f64; 2]; 2];

    /// The picture in pixels: left and right, top and bottom.
    fn area(&self) -> Area;

    /// The same picture for somebody who has moved by so much: what lay at x lies at x - `by`.
    fn moved(&self, by: [f64; 2]) -> Box<dyn Projection>;

    /// A coloured map, laid over the plane.
    fn drape(&self, map: &Topography) -> Item;

    /// Whether a pixel lies on the picture, at least `margin` from its edge.
    fn holds(&self, [x, y]: [f64; 2], margin: f64) -> bool {
        let [[left, right], [top, bottom]] = self.area().map(|side| side.map(f64::from));
        (left + margin..=right - margin).contains(&x)
            && (top + margin..=bottom - margin).contains(&y)
    }

    /// The middle of the picture.
    fn middle(&self) -> [f64; 2] {
        self.area().map(|[low, high]| 0.5 * (f64::from(low) + f64::from(high)))
    }
}

/// From above, straight down.
impl Projection for Frame {
    fn pixel(&self, at: [f64; 2]) -> [f64; 2] {
        Self::pixel(self, at)
    }

    fn direction(&self, along: [f64; 2]) -> Option<[f64; 2]> {
        Self::direction(self, along)
    }

    fn region(&self) -> [[f64; 2]; 2] {
        self.view
    }

    fn area(&self) -> Area {
        self.area
    }

    fn moved(&self, by: [f64; 2]) -> Box<dyn Projection> {
        Box::new(Self::moved(*self, by))
    }

    fn drape(&self, map: &Topography) -> Item {
        let [[x0, x1], [y0, y1]] = map.covers();
        let [left, top] = pixel32(Self::pixel(self, [x0, y1]));
        let [right, bottom] = pixel32(Self::pixel(self, [x1, y0]));
        let area = [[left, right], [top, bottom]];
        Item::Raster { area, raster: std::sync::Arc::clone(&map.raster) }
    }
}
