//! The objects of a PDF as the engine asks for them, each charged before it is handed over.
//!
//! The engine has an object store of its own, which believes what a file says of itself: how many objects a stream holds, how
//! often it may unpack. Here nothing is believed, and whatever a file makes the engine do comes to an end.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use pdfboss_core::crypt::{direct_crypt_filters, Decryptor};
use pdfboss_core::objstm::ObjStm;
use pdfboss_core::parser::{Parser, Resolve};
use pdfboss_core::{Error, ObjRef, Object, ObjectSource, Result, Stream};

use super::meter::{ranges, weight, Meter, WIDE};
use super::table::{packed_objects, Place, Table};
use super::type3::in_thousandths;
use super::unpack::unpack;

/// How many objects may need each other to be read.
const DEEPEST: usize = 12;
/// What an object costs that is looked up, in bytes.
const LOOKUP: u64 = 64;

/// Why a file can't be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    Damaged,
    Locked,
}

pub(super) struct Objects<'a> {
    bytes: &'a [u8],
    pub table: Table,
    decryptor: Option<Decryptor>,
    read: RefCell<HashMap<u32, Rc<Object>>>,
    packed: RefCell<HashMap<u32, Option<Rc<ObjStm>>>>,
    /// The objects that are being read.
    open: RefCell<HashSet<u32>>,
    depth: Cell<usize>,
    pub meter: Meter,
}

impl<'a> Objects<'a> {
    /// Finds the objects of a file, and opens it with the empty password where it is locked.
    pub(super) fn of(bytes: &'a [u8], most: u64) -> std::result::Result<Self, Closed> {
        let meter = Meter::new(most);
        let table = Table::of(bytes, &meter).ok_or(Closed::Damaged)?;
        let mut objects = Self {
            bytes,
            table,
            decryptor: None,
            read: RefCell::default(),
            packed: RefCell::default(),
            open: RefCell::default(),
            depth: Cell::new(0),
            meter,
        };
        let lock = objects.table.trailer.get("Encrypt").filter(|lock| !lock.is_null()).cloned();
        if let Some(lock) = lock {
            objects.decryptor = Some(objects.unlock(&lock).ok_or(Closed::Locked)?);
            // What was read so far was read as it lies in the file.
            objects.read.get_mut().clear();
            objects.packed.get_mut().clear();
        }
        Ok(objects)
    }

    fn unlock(&self, lock: &Object) -> Option<Decryptor> {
        let lock = self.resolve(lock).ok()?;
        let lock = direct_crypt_filters(lock.as_dict()?, |reference| self.get(reference).ok());
        let id = self.table.trailer.get("ID").and_then(|id| self.resolve(id).ok());
        let id = id.as_ref().and_then(Object::as_array).and_then(<[Object]>::first).and_then(Object::as_str_bytes);
        Decryptor::from_standard(&lock, id.unwrap_or(&[]))
    }

    fn load(&self, reference: ObjRef) -> Result<Object> {
        let missing = || Error::ObjectNotFound(reference.num, reference.gen);
        match self.table.place(reference.num).ok_or_else(missing)? {
            Place::File(at) if at < self.bytes.len() => {
                let mut parser = Parser::at(self.bytes, at);
                let (found, mut object) = parser.parse_indirect(self)?;
                self.meter.charge(parser.pos().saturating_sub(at) as u64)?;
                if let Some(decryptor) = &self.decryptor {
                    decryptor.decrypt_object(&mut object, found.num, found.gen);
                }
                Ok(object)
            }
            Place::File(_) => Err(missing()),
            Place::Stream { stream, index } => {
                let packed = self.packed(stream)?.ok_or_else(missing)?;
                let (object, (start, end)) = packed.object_spanned(index)?;
                self.meter.charge(end.saturating_sub(start) as u64)?;
                Ok(object)
            }
        }
    }

    fn packed(&self, number: u32) -> Result<Option<Rc<ObjStm>>> {
        if let Some(packed) = self.packed.borrow().get(&number) {
            return Ok(packed.clone());
        }
        // One object stream can't lie in another.
        if matches!(self.table.place(number), Some(Place::Stream { .. })) {
            return Ok(None);
        }
        let container = self.get(ObjRef { num: number, gen: 0 })?;
        let packed = container.as_stream().and_then(|stream| {
            let data = unpack(stream, self, &self.meter).ok()?;
            packed_objects(stream, data).map(Rc::new)
        });
        self.packed.borrow_mut().insert(number, packed.clone());
        Ok(packed)
    }
}

impl ObjectSource for Objects<'_> {
    fn get(&self, reference: ObjRef) -> Result<Object> {
        self.meter.charge(LOOKUP)?;
        let known = self.read.borrow().get(&reference.num).cloned();
        if let Some(known) = known {
            self.meter.charge(weight(&known))?;
            return Ok((*known).clone());
        }
        if self.depth.get() >= DEEPEST || !self.open.borrow_mut().insert(reference.num) {
            return Err(Error::CircularReference(reference.num));
        }
        self.depth.set(self.depth.get() + 1);
        let loaded = self.load(reference);
        self.depth.set(self.depth.get() - 1);
        self.open.borrow_mut().remove(&reference.num);
        let object = in_thousandths(loaded?, |object| self.resolve(object).ok());
        self.meter.charge(weight(&object))?;
        self.read.borrow_mut().insert(reference.num, Rc::new(object.clone()));
        Ok(object)
    }

    fn stream_data(&self, stream: &Stream) -> Result<Vec<u8>> {
        unpack(stream, self, &self.meter)
    }

    fn resolve(&self, object: &Object) -> Result<Object> {
        let resolved = pdfboss_core::source::resolve_sync_with(self, object)?;
        if !matches!(object, Object::Ref(_)) {
            self.meter.charge(weight(&resolved))?;
        } else if resolved.as_int().is_some_and(|number| number >= WIDE) {
            self.meter.charge(64 << 10)?;
        }
        self.meter.charge(ranges(&resolved))?;
        Ok(resolved)
    }
}

impl Resolve for Objects<'_> {
    fn resolve_ref(&self, reference: ObjRef) -> Option<Object> {
        self.get(reference).ok()
    }
}
