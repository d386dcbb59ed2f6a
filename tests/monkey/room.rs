//! The folder that monkeys play in.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use downhill::scenario::bundled;

/// Files that are dropped.
pub(crate) const FILES: &[&str] = &[
    "scenario.toml",
    "data.toml",
    "damaged.toml",
    "newer.toml",
    "empty.toml",
    "points.csv",
    "european.csv",
    "bytes.csv",
    "bytes.npz",
    "folder",
    "no such file",
    #[cfg(unix)]
    "pipe",
];

/// The folder, filled; the process works in it, so that what is typed is found there and what is
/// saved stays there.
pub(crate) fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("downhill-monkey-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("folder")).unwrap();
        let text = |id: &str| bundled(id).unwrap().text.to_owned();
        let bytes: Vec<u8> = (0..4096_u32).map(|k| (k * 197 % 256) as u8).collect();
        let files: [(&str, Vec<u8>); 9] = [
            ("scenario.toml", text("overshoot").into()),
            ("data.toml", text("mini_batches").into()),
            ("damaged.toml", text("overshoot")[..90].into()),
            ("newer.toml", text("overshoot").replace("version = 1", "version = 2").into()),
            ("empty.toml", Vec::new()),
            ("points.csv", b"x,y\n0,0.1\n1,1.4\n2,2.7\n3,4.0\n".to_vec()),
            ("european.csv", b"x;y\n0,5;1,25\n1,5;2,5\n2,5;3,25\n".to_vec()),
            ("bytes.csv", bytes.clone()),
            ("bytes.npz", bytes),
        ];
        for (name, content) in files {
            std::fs::write(folder.join(name), content).unwrap();
        }
        #[cfg(unix)]
        std::process::Command::new("mkfifo").arg(folder.join("pipe")).status().unwrap();
        std::env::set_current_dir(&folder).unwrap();
        folder
    })
}
