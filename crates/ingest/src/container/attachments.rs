//! An e-mail as a container: the message itself, then the documents attached to it.
//!
//! A message that only carries documents is no statement; then they alone are given.

use super::name::{kind, label, Kind};
use super::{Container, Content, Given, Member, Opened, Scene, Take, Trouble};
use crate::mail::{is_mail, Parts};

pub(super) struct Attachments;

impl Container for Attachments {
    fn is_container_of(&self, file: &mut Opened<'_>, _scene: &Scene<'_>) -> bool {
        is_mail(file.start())
    }

    fn members(&self, file: &mut Opened<'_>, scene: &Scene<'_>, take: &mut Take<'_>) -> Result<(), Trouble> {
        let bytes = file.whole(scene.limits.file_bytes)?;
        let parts = Parts::of(&bytes);
        let attached = parts.attached();
        let carries = attached.iter().any(|part| kind(&label(part.name.as_bytes())) == Kind::Known);
        if parts.has_text() || !carries {
            let message = Member { name: None, told: Given::default(), content: Content::Document(&bytes) };
            if take(message).is_break() {
                return Ok(());
            }
        }
        for part in attached {
            let name = label(part.name.as_bytes());
            let content = part.content();
            let mut bytes = &content[..];
            let content = Content::named(&name, &mut bytes);
            if take(Member { name: Some(&name), told: Given::default(), content }).is_break() {
                break;
            }
        }
        Ok(())
    }
}
