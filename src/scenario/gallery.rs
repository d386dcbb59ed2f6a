//! The scenarios that come with the program.

/// A bundled scenario: its id and its text.
#[derive(Clone, Copy, Debug)]
pub struct Bundled {
    /// What it is called on the command line.
    pub id: &'static str,
    /// The file.
    pub text: &'static str,
}

macro_rules! bundle {
    ($($id:literal),* $(,)?) => {
        /// All of them, in the order of the menu.
        pub const BUNDLED: &[Bundled] = &[$(Bundled {
            id: $id,
            text: include_str!(concat!("../../assets/scenarios/", $id, ".toml")),
        }),*];
    };
}

bundle![
    "overshoot",
    "ravine",
    "rosenbrock_race",
    "local_minima",
    "saddle",
    "batch_noise",
    "schedules",
    "clipping",
    "curvature",
    "no_gradient",
    "typed_formula",
    "mini_batches",
    "feature_scaling",
    "cross_entropy",
    "vanishing",
    "cliff",
    "edge_of_stability",
    "what_if",
    "moving_target",
    "adam_goes_wrong",
    "many_parameters",
];

/// The bundled scenario called `id`.
pub fn bundled(id: &str) -> Option<&'static Bundled> {
    BUNDLED.iter().find(|scenario| scenario.id == id)
}
