//! `standpoint serve`

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use standpoint_languages::Languages;
use standpoint_serve::Server;

use crate::output::Output;
use crate::Ended;

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The library
    #[arg(value_name = "FILE.standpoint")]
    library: PathBuf,
    /// The port of this machine; the default is any that is free
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Who decides; the default is the name you are logged in under
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// Serves pages until Ctrl-C, which is how it is meant to end.
pub(crate) fn run(serve: &Serve) -> Result<Ended> {
    let who = crate::library::who(serve.by.as_deref());
    let server = Server::bind(&serve.library, serve.port, &who, Languages::built_in())?;
    let stopper = server.stopper();
    ctrlc::set_handler(move || stopper.stop()).context("Ctrl-C can't be listened to")?;
    let mut output = Output::to(None)?;
    output.write(&format!(
        "{}\n\nOpen this address in a browser of this machine; nobody else can connect. Whoever has the address can read and \
         decide, as {who}.\nCtrl-C ends it.\n",
        server.address()
    ))?;
    output.finish()?;
    server.run()?;
    Ok(Ended::Well)
}
