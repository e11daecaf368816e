//! The pages of a PDF in their order.

use std::collections::HashSet;
use std::rc::Rc;

use pdfboss_core::{Dict, ObjRef, Object, ObjectSource, Page, Rect};

use super::objects::Objects;

/// How deep the tree of pages may be.
const DEEPEST: usize = 64;

/// What pages have from the nodes above them.
#[derive(Clone, Default)]
struct Inherited {
    resources: Option<Rc<Object>>,
    media_box: Option<Rect>,
    crop_box: Option<Rect>,
    rotate: Option<i32>,
}

/// The pages, no more than one beyond `most`. A node that was walked is not walked again, so that trees that loop end.
pub(super) fn pages(objects: &Objects<'_>, most: usize) -> Vec<Page> {
    let mut pages = Vec::new();
    let Some(root) = root(objects) else { return pages };
    let mut seen: HashSet<ObjRef> = HashSet::new();
    let mut open = vec![(root, Inherited::default(), 0)];
    while let Some((node, mut inherited, depth)) = open.pop() {
        let reference = node.as_ref();
        let again = reference.is_some_and(|reference| !seen.insert(reference));
        if again || depth > DEEPEST || pages.len() > most {
            continue;
        }
        let Ok(node) = objects.resolve(&node) else { continue };
        let Some(dict) = node.as_dict() else { continue };
        inherit(objects, dict, &mut inherited);
        let is_page = dict.get_name("Type").is_some_and(|name| name.0 == "Page");
        match value(objects, dict, "Kids") {
            Some(Object::Array(kids)) if !is_page => {
                open.extend(kids.into_iter().rev().map(|kid| (kid, inherited.clone(), depth + 1)));
            }
            _ => pages.push(page(objects, pages.len(), dict, &inherited, reference)),
        }
    }
    pages
}

fn root(objects: &Objects<'_>) -> Option<Object> {
    let catalog = objects.resolve(objects.table.trailer.get("Root")?).ok()?;
    catalog.as_dict()?.get("Pages").cloned()
}

fn inherit(objects: &Objects<'_>, dict: &Dict, inherited: &mut Inherited) {
    if let Some(resources) = dict.get("Resources") {
        inherited.resources = Some(Rc::new(resources.clone()));
    }
    inherited.media_box = rectangle(objects, dict, "MediaBox").or(inherited.media_box);
    inherited.crop_box = rectangle(objects, dict, "CropBox").or(inherited.crop_box);
    let turned = value(objects, dict, "Rotate").and_then(|turned| turned.as_f64());
    inherited.rotate = turned.map(|turned| turned as i32).or(inherited.rotate);
}

fn page(objects: &Objects<'_>, index: usize, dict: &Dict, inherited: &Inherited, own: Option<ObjRef>) -> Page {
    let resources = inherited.resources.as_ref().and_then(|resources| objects.resolve(resources).ok());
    Page::from_tree_attrs(
        index,
        resources.and_then(|resources| resources.as_dict().cloned()),
        inherited.media_box,
        inherited.crop_box,
        None,
        None,
        None,
        inherited.rotate,
        dict.clone(),
        own,
    )
}

fn value(objects: &Objects<'_>, dict: &Dict, key: &str) -> Option<Object> {
    objects.resolve(dict.get(key)?).ok()
}

fn rectangle(objects: &Objects<'_>, dict: &Dict, key: &str) -> Option<Rect> {
    let found = value(objects, dict, key)?;
    let sides: Vec<f32> = found
        .as_array()?
        .iter()
        .take(5)
        .map(|side| objects.resolve(side).ok()?.as_f64().map(|side| side as f32))
        .collect::<Option<_>>()?;
    let &[left, bottom, right, top] = sides.as_slice() else { return None };
    sides.iter().all(|side| side.is_finite()).then(|| Rect::new(left, bottom, right, top).normalize())
}
