//! Files are written whole or not at all, whatever happens meanwhile.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

use std::fs;
use std::io::{Error, ErrorKind, Write as _};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use downhill::files::{Disk, DiskStep, read_text_from, replace, same};

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|e| name(e.unwrap())).collect();
    names.sort();
    names
}

/// What is written: more than goes to the system at once.
fn contents(letter: u8) -> Vec<u8> {
    vec![letter; 300_000]
}

#[test]
fn whichever_step_fails_the_old_file_stays_or_the_new_one_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let mut failed = Vec::new();
    for bad in 0.. {
        fs::write(&path, contents(b'a')).unwrap();
        let (count, last) = (AtomicUsize::new(0), std::sync::Arc::new(Mutex::new(None)));
        let told = std::sync::Arc::clone(&last);
        let disk = Disk::watched(move |step| {
            if count.fetch_add(1, Ordering::SeqCst) == bad {
                *told.lock().unwrap() = Some(step);
                return Err(ErrorKind::StorageFull.into());
            }
            Ok(())
        });
        let result = disk.draft(&path).and_then(|mut draft| {
            contents(b'b').chunks(50_000).try_for_each(|some| draft.write_all(some))?;
            draft.commit()
        });
        let Some(step) = *last.lock().unwrap() else {
            result.unwrap();
            break;
        };
        assert_eq!(result.unwrap_err().kind(), ErrorKind::StorageFull);
        let expected = if step == DiskStep::SyncFolder { b'b' } else { b'a' };
        assert!(fs::read(&path).unwrap() == contents(expected), "{step:?}");
        assert_eq!(names(folder.path()), ["file"], "{step:?} leaves nothing behind");
        failed.push(step);
    }
    for step in
        [DiskStep::Create, DiskStep::Write, DiskStep::Sync, DiskStep::Rename, DiskStep::SyncFolder]
    {
        assert!(failed.contains(&step), "{failed:?}");
    }
    assert!(failed.iter().filter(|step| **step == DiskStep::Write).count() > 1, "{failed:?}");
}

#[test]
fn contents_are_on_the_disk_before_they_get_their_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "old").unwrap();
    let (seen, look) = (std::sync::Arc::new(Mutex::new(Vec::new())), path.clone());
    let tell = std::sync::Arc::clone(&seen);
    let disk = Disk::watched(move |step| {
        tell.lock().unwrap().push((step, fs::read_to_string(&look)?));
        Ok(())
    });
    disk.replace(&path, b"new").unwrap();
    let told = |step, text: &str| (step, text.to_owned());
    assert_eq!(
        *seen.lock().unwrap(),
        [
            told(DiskStep::Create, "old"),
            told(DiskStep::Write, "old"),
            told(DiskStep::Sync, "old"),
            told(DiskStep::Rename, "old"),
            told(DiskStep::SyncFolder, "new"),
        ]
    );
}

#[test]
fn what_a_killed_writer_left_is_removed_and_what_a_living_one_writes_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path(".downhill-DEAD01.tmp"), "left behind").unwrap();
    fs::write(path(".downhill.tmp"), "somebody else's").unwrap();
    let mut living = Disk::new().draft(&path("one")).unwrap();
    living.write_all(b"one").unwrap();
    replace(&path("two"), b"two").unwrap();
    assert_eq!(names(folder.path()).len(), 3, "{:?}", names(folder.path()));
    living.commit().unwrap();
    assert_eq!(names(folder.path()), [".downhill.tmp", "one", "two"]);
    assert_eq!(fs::read(path("one")).unwrap(), b"one");
}

#[test]
fn a_draft_that_is_dropped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut draft = Disk::new().draft(&folder.path().join("file")).unwrap();
    draft.write_all(&contents(b'a')).unwrap();
    assert_eq!(names(folder.path()).len(), 1);
    drop(draft);
    assert!(names(folder.path()).is_empty());
}

#[test]
fn places_where_no_file_can_be_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = |path: &Path| -> Error { replace(path, b"x").unwrap_err() };
    assert_eq!(error(folder.path()).kind(), ErrorKind::IsADirectory);
    let missing = error(&folder.path().join("no/such/file"));
    assert!(missing.to_string().contains("there is no folder"), "{missing}");
    assert_eq!(missing.kind(), ErrorKind::NotFound);
    assert_eq!(error(Path::new("")).kind(), ErrorKind::InvalidInput);
    assert_eq!(error(&folder.path().join("file/")).kind(), ErrorKind::InvalidInput);
    assert!(names(folder.path()).is_empty());
}

#[test]
fn texts_may_be_utf_16() {
    let read = |bytes: &[u8]| read_text_from(bytes, "file").map_err(|error| error.to_string());
    let text = "länge;y\r\n1,5;2\n\u{1F600}";
    let wide = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
    assert_eq!(read(&[&[0xff, 0xfe], &little[..]].concat()).unwrap(), text);
    assert_eq!(read(&[&[0xfe, 0xff], &big[..]].concat()).unwrap(), text);
    assert_eq!(read(&little).unwrap(), text, "without a mark");
    assert_eq!(read(&big).unwrap(), text, "without a mark");
    assert_eq!(read(text.as_bytes()).unwrap(), text);
    let why = |line| Err(format!("file:{line}: this is not text; save the file as UTF-8"));
    assert_eq!(read(&[&[0xff, 0xfe], &little[..], &[0]].concat()), why(3), "half a letter");
    assert_eq!(read(&[0xff, 0xfe, b'a', 0, 0, 0xd8]), why(1), "half a pair");
    assert_eq!(read(b"a\ngr\xf6\xdfe"), why(2), "letters of one byte");
}

#[cfg(unix)]
mod unix {
    use super::*;

    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    #[test]
    fn a_read_only_file_is_replaced_only_by_force() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let error = replace(&path, b"new").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        Disk::forcing(true).replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o444);
    }

    #[test]
    fn names_are_bytes() {
        let folder = tempfile::tempdir().unwrap();
        for name in [&b"bad\xff.csv"[..], b"bad\xfe.csv", b" \n\x1b[1m", &[b'n'; 255]] {
            replace(&folder.path().join(OsStr::from_bytes(name)), name).unwrap();
            assert_eq!(fs::read(folder.path().join(OsStr::from_bytes(name))).unwrap(), name);
        }
        assert_eq!(names(folder.path()).len(), 4);
    }

    #[test]
    fn links_stay_and_lead_to_the_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("deep")).unwrap();
        symlink("deep/there", path("link")).unwrap();
        for text in ["first", "second"] {
            replace(&path("link"), text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(path("deep/there")).unwrap(), text);
            assert!(fs::symlink_metadata(path("link")).unwrap().is_symlink());
        }
        symlink("round", path("round")).unwrap();
        assert_eq!(replace(&path("round"), b"x").unwrap_err().kind(), ErrorKind::InvalidInput);
    }

    #[test]
    fn one_file_by_two_names_is_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("file"), "x").unwrap();
        fs::write(path("copy"), "x").unwrap();
        fs::hard_link(path("file"), path("hard")).unwrap();
        symlink("hard", path("soft")).unwrap();
        for name in ["file", "hard", "soft", "./file"] {
            assert!(same(&path("file"), &path(name)), "{name}");
        }
        assert!(!same(&path("file"), &path("copy")) && !same(&path("file"), &path("nothing")));
        assert!(!same(&path("nothing"), &path("nothing")));
    }
}
