//! The file itself: made, opened, brought up to date.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::content::fill_form_2;
use crate::error::{shown, Located};
use crate::LibraryError;

/// "Stpt": tells a library from other SQLite files.
const APPLICATION: i64 = 0x5374_7074;
/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(5);
/// The forms of the file, one migration each, in their order; the number of a form is its place here, from 1. After the
/// tables of a form are made, what it keeps of older statements is filled in.
const MIGRATIONS: &[(&str, Fill)] =
    &[(include_str!("../schema/1.sql"), |_| Ok(())), (include_str!("../schema/2.sql"), fill_form_2)];

type Fill = fn(&Connection) -> rusqlite::Result<()>;

/// What a library is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Looking only. Works on files and folders that may not be written.
    Read,
    /// Changing what is there.
    Write,
    /// The same; a library that is not there is made.
    Create,
}

/// An open library file that is in the form this program writes.
#[derive(Debug)]
pub(crate) struct Database {
    pub connection: Connection,
    pub path: PathBuf,
}

impl Database {
    pub(crate) fn open(path: &Path, access: Access) -> Result<Self, LibraryError> {
        if access != Access::Create && !path.exists() {
            return Err(LibraryError::Missing(shown(path)));
        }
        if access == Access::Read {
            let database = Self { connection: read_only(path)?, path: path.to_owned() };
            database.check()?;
            let found = database.pragma("user_version")?;
            if found < MIGRATIONS.len() as i64 {
                drop(database);
                return Self::open_older(path, found);
            }
            return Ok(database);
        }
        let mut database = Self { connection: writable(path)?, path: path.to_owned() };
        // Nothing is changed in a file before it is known to be a library, or to have nothing in it.
        if access != Access::Create || !database.is_empty()? {
            database.check()?;
        }
        // What a person was told is done must be on the disk.
        let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
            PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;";
        database.connection.execute_batch(settings).at(path)?;
        database.bring_up_to_date()?;
        Ok(database)
    }

    /// Looking needs the form of this program too.
    fn open_older(path: &Path, found: i64) -> Result<Self, LibraryError> {
        match Self::open(path, Access::Write) {
            Err(LibraryError::ReadOnly(path)) => Err(LibraryError::Older { path, found }),
            Err(error) => Err(error),
            Ok(_) => Self::open(path, Access::Read),
        }
    }

    /// Does some work, all of it or none.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        // Immediate: who begins by reading can't wait for another who writes.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).at(&self.path)?;
        let done = work(&transaction).at(&self.path)?;
        transaction.commit().at(&self.path)?;
        Ok(done)
    }

    /// Whether nothing was ever written into it, as where a program was ended while it made the file.
    fn is_empty(&self) -> Result<bool, LibraryError> {
        let tables: i64 =
            self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).at(&self.path)?;
        Ok(tables == 0 && self.pragma("application_id")? == 0)
    }

    fn check(&self) -> Result<(), LibraryError> {
        if self.pragma("application_id")? != APPLICATION {
            return Err(LibraryError::NotALibrary(shown(&self.path)));
        }
        let (found, known) = (self.pragma("user_version")?, MIGRATIONS.len() as i64);
        if found > known {
            return Err(LibraryError::Newer { path: shown(&self.path), found, known });
        }
        Ok(())
    }

    /// Brings an older library, or an empty file, into the form of this program. A copy of an older library as it was is kept
    /// beside it.
    fn bring_up_to_date(&mut self) -> Result<(), LibraryError> {
        let found = self.pragma("user_version")?;
        let is_empty = self.is_empty()?;
        for ((migration, fill), form) in MIGRATIONS.iter().zip(1i64..).filter(|(_, form)| *form > found) {
            if !is_empty {
                self.copy_to(&free_name_beside(&self.path, &format!("before-{form}")))?;
            }
            self.write(|connection| {
                // Another program may have been faster.
                let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
                if found < form {
                    connection.execute_batch(migration)?;
                    fill(connection)?;
                    connection.pragma_update(None, "application_id", APPLICATION)?;
                    connection.pragma_update(None, "user_version", form)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn pragma(&self, name: &str) -> Result<i64, LibraryError> {
        self.connection.pragma_query_value(None, name, |row| row.get(0)).at(&self.path)
    }

    /// Writes a whole and consistent copy, also while others write. What is there is never overwritten.
    pub(crate) fn copy_to(&self, place: &Path) -> Result<(), LibraryError> {
        if place.exists() {
            return Err(LibraryError::other(place, "there is such a file already; choose another name"));
        }
        let part = beside(place, "part");
        // What is left of a copy that was cut short.
        let _ = std::fs::remove_file(&part);
        let made = self.connection.execute("VACUUM INTO ?1", [part.to_string_lossy()]).at(place);
        let moved = made.and_then(|_| std::fs::rename(&part, place).map_err(|e| LibraryError::other(place, e)));
        if moved.is_err() {
            let _ = std::fs::remove_file(&part);
        }
        moved
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// A name beside a file that no file has yet.
fn free_name_beside(path: &Path, ending: &str) -> PathBuf {
    let names = (1..).map(|number| if number == 1 { ending.to_owned() } else { format!("{ending}-{number}") });
    let mut free = names.map(|ending| beside(path, &ending)).filter(|name| !name.exists());
    free.next().unwrap_or_else(|| beside(path, ending))
}

fn writable(path: &Path) -> Result<Connection, LibraryError> {
    if std::fs::metadata(path).is_ok_and(|m| m.permissions().readonly()) {
        return Err(LibraryError::ReadOnly(shown(path)));
    }
    let connection = Connection::open(path).at(path)?;
    connection.busy_timeout(PATIENCE).at(path)?;
    Ok(connection)
}

fn read_only(path: &Path) -> Result<Connection, LibraryError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).at(path)?;
    connection.busy_timeout(PATIENCE).at(path)?;
    let touched = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    if touched.is_ok() {
        return Ok(connection);
    }
    // Where nothing may be written, SQLite can't keep its notes on who reads; then nobody writes either.
    let mut address = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => address.push(byte as char),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address.push_str("?immutable=1");
    let connection = Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI).at(path)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).at(path)?;
    Ok(connection)
}
