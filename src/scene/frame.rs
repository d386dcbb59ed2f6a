//! Where the data lies on the picture.

/// A rectangle of the plane on a rectangle of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The plane: low and high x, low and high y.
    pub view: [[f64; 2]; 2],
    /// The picture in pixels: left and right, top and bottom.
    pub area: [[f32; 2]; 2],
}

impl Frame {
    /// The same picture for somebody who has moved by so much: what lay at x lies at x - `by`.
    pub fn moved(self, by: [f64; 2]) -> Self {
        let view = [0, 1].map(|axis| self.view[axis].map(|end| end - by[axis]));
        Self { view, ..self }
    }

    /// From the plane to the picture. Far points come out far, up to infinity.
    pub fn pixel(&self, at: [f64; 2]) -> [f64; 2] {
        let [[x0, x1], [y0, y1]] = self.view;
        let [[left, right], [top, bottom]] = self.area.map(|side| side.map(f64::from));
        [
            left + (at[0] - x0) / (x1 - x0) * (right - left),
            bottom - (at[1] - y0) / (y1 - y0) * (bottom - top),
        ]
    }

    /// The direction on the picture of a direction in the plane, one pixel long; `None` if it is
    /// no direction. On axes of unequal scale, angles on the picture are not those of the plane.
    pub fn direction(&self, along: [f64; 2]) -> Option<[f64; 2]> {
        let scale = [0, 1].map(|axis| {
            let [low, high] = self.view[axis];
            f64::from(self.area[axis][1] - self.area[axis][0]) / (high - low)
        });
        let size = |v: [f64; 2]| v[0].abs().max(v[1].abs());
        // The numbers are brought near to one first: none of them is lost or too large.
        let (long, large) = (size(along), size(scale));
        let [x, y] = [0, 1].map(|axis| along[axis] / long * (scale[axis] / large));
        let length = x.hypot(y);
        (length.is_finite() && length > 0.0).then(|| [x / length, -y / length])
    }

    /// From the picture to the plane.
    pub fn data(&self, pixel: [f32; 2]) -> [f64; 2] {
        let [[x0, x1], [y0, y1]] = self.view;
        let [[left, right], [top, bottom]] = self.area.map(|side| side.map(f64::from));
        [
            x0 + (f64::from(pixel[0]) - left) / (right - left) * (x1 - x0),
            y0 + (bottom - f64::from(pixel[1])) / (bottom - top) * (y1 - y0),
        ]
    }

    /// Whether a pixel lies on the picture, at least `margin` from its edge.
    pub fn holds(&self, [x, y]: [f64; 2], margin: f64) -> bool {
        let [[left, right], [top, bottom]] = self.area.map(|side| side.map(f64::from));
        (left + margin..=right - margin).contains(&x)
            && (top + margin..=bottom - margin).contains(&y)
    }

    /// The middle of the picture.
    pub fn middle(&self) -> [f64; 2] {
        self.area.map(|[low, high]| 0.5 * (f64::from(low) + f64::from(high)))
    }
}

/// The largest number on an axis.
const LARGEST: f64 = 1e290;
/// The shortest side of a view, and the shortest as a share of its larger end: with less, numbers
/// along it could not be told apart.
const SHORTEST: [f64; 2] = [1e-290, 1e-12];

/// The range nearest to `low` and `high` that an axis can show: both ends are numbers, the low one
/// is lower, and what lies between them can be told apart. A range that can be shown is left alone.
pub fn sound([low, high]: [f64; 2]) -> [f64; 2] {
    let number = |end: f64| if end.is_nan() { 0.0 } else { end.clamp(-LARGEST, LARGEST) };
    let (one, other) = (number(low), number(high));
    let (low, high) = (one.min(other), one.max(other));
    let size = low.abs().max(high.abs());
    let least = (SHORTEST[1] * size).max(SHORTEST[0]);
    if high - low >= least {
        return [low, high];
    }
    // Around a single number: itself and zero give the scale.
    let middle = 0.5 * low + 0.5 * high;
    let half = match (low == high, size < SHORTEST[0]) {
        (true, true) => 1.0,
        (true, false) => 0.5 * size,
        (false, _) => 0.5 * least,
    };
    [middle - half, middle + half].map(number)
}

/// Sides more unequal than this are stretched instead of given equal units.
const LONGEST: f64 = 8.0;

impl Frame {
    /// The same area showing more of the plane, so that a unit is as long in x as in y and a
    /// gradient is perpendicular to its contour. A view that is far longer than wide is stretched.
    pub fn with_equal_units(mut self) -> Self {
        self.view = self.view.map(sound);
        let [width, height] = self.area.map(|[low, high]| f64::from(high - low));
        let [dx, dy] = self.view.map(|[low, high]| high - low);
        if width < 1.0 || height < 1.0 {
            return self;
        }
        if dx / dy > LONGEST || dy / dx > LONGEST {
            return self;
        }
        let unit = (dx / width).max(dy / height);
        let grow = |[low, high]: [f64; 2], pixels: f64| {
            let (middle, half) = (0.5 * (low + high), 0.5 * unit * pixels);
            [middle - half, middle + half]
        };
        self.view = [grow(self.view[0], width), grow(self.view[1], height)];
        self
    }
}
