//! What the parameters are called, where they are not x and y.

use super::Layer;
use crate::scene::{Anchor, Item};

pub(super) static LAYER: Layer = Layer {
    id: "axes",
    name: "Names of the axes",
    summary: "What the parameters are called, where they are not x and y.",
    key: None,
    usual: true,
    applies: |scene| scene.surface.0.axes() != ["x", "y"],
    reads: &[],
    question: None,
    items: |canvas| {
        let (scene, [[left, right], [top, bottom]]) = (canvas.scene, canvas.plane.area());
        let palette = scene.theme.palette();
        let [across, up] = scene.surface.0.axes();
        let name = |at, text, anchor| Item::Text {
            at,
            text,
            size: 14.0,
            color: palette.ink,
            halo: palette.casing,
            anchor,
        };
        vec![
            name([right - 8.0, bottom - 12.0], format!("{across} →"), Anchor::End),
            name([left + 8.0, top + 13.0], format!("↑ {up}"), Anchor::Start),
        ]
    },
};
