//! Fonts whose letters are drawings of the file itself (Type 3) may be measured in any unit. The engine takes the widths of
//! all fonts for thousandths of the size, so those of such fonts are made thousandths before it sees them.

use pdfboss_core::{Dict, Name, Object};

/// An object, its widths in thousandths where it is such a font. `resolve` gives what a reference leads to.
pub(super) fn in_thousandths(mut object: Object, resolve: impl Fn(&Object) -> Option<Object>) -> Object {
    if let Object::Dict(font) = &mut object {
        if let Some(widths) = widths(font, resolve) {
            font.insert(Name("Widths".to_owned()), Object::Array(widths));
        }
    }
    object
}

fn widths(font: &Dict, resolve: impl Fn(&Object) -> Option<Object>) -> Option<Vec<Object>> {
    if font.get_name("Subtype")?.0 != "Type3" {
        return None;
    }
    let matrix = resolve(font.get("FontMatrix")?)?;
    let scale = 1000.0 * matrix.as_array()?.first()?.as_f64()?;
    let usable = scale.is_finite() && scale > 0.0 && (scale - 1.0).abs() > 1e-3;
    let widths = usable.then(|| resolve(font.get("Widths")?)).flatten()?;
    let scaled = |width: &Object| resolve(width)?.as_f64().map(|width| Object::Real(width * scale));
    Some(widths.as_array()?.iter().map(|width| scaled(width).unwrap_or(Object::Int(0))).collect())
}
