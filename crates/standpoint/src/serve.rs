//! `standpoint serve`

use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use anyhow::{bail, Context, Result};
use clap::Args;
use standpoint_languages::Languages;
use standpoint_serve::{Password, Server};

use crate::output::Output;
use crate::pages::Workshop;
use crate::Ended;

/// Where the password may stand, so that it is in no list of commands.
const PASSWORD_VARIABLE: &str = "STANDPOINT_PASSWORD";

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
    /// Open the pages to other machines, at this address of this machine (0.0.0.0 for all of them). Needs a password; what is sent
    /// is not encrypted
    #[arg(long, value_name = "ADDRESS", conflicts_with = "by")]
    bind: Option<IpAddr>,
    /// For --bind, the file whose first line is the password; without it that is STANDPOINT_PASSWORD, else you are asked
    #[arg(long, value_name = "FILE", requires = "bind")]
    password_file: Option<PathBuf>,
}

/// Serves pages until Ctrl-C, which is how it is meant to end.
pub(crate) fn run(serve: &Serve) -> Result<Ended> {
    let (server, meaning) = match serve.bind.filter(|address| *address != Ipv4Addr::LOCALHOST) {
        Some(address) => for_others(serve, address)?,
        None => for_this_machine(serve)?,
    };
    let server = server.with_program(Box::new(Workshop::default()));
    let stopper = server.stopper();
    ctrlc::set_handler(move || stopper.stop()).context("Ctrl-C can't be listened to")?;
    let mut output = Output::to(None)?;
    output.write(&format!("{}\n\n{meaning}\nCtrl-C ends it.\n", server.address()))?;
    output.finish()?;
    server.run()?;
    Ok(Ended::Well)
}

fn for_this_machine(serve: &Serve) -> Result<(Server, String)> {
    let who = crate::library::who(serve.by.as_deref());
    let server = Server::bind(&serve.library, serve.port, &who, Languages::built_in())?;
    let meaning = format!(
        "Open this address in a browser of this machine; nobody else can connect. Whoever has the address can read and decide, \
         as {who}."
    );
    Ok((server, meaning))
}

fn for_others(serve: &Serve, address: IpAddr) -> Result<(Server, String)> {
    let password = password(serve)?;
    let server = Server::bind_to_others(&serve.library, address, serve.port, password, Languages::built_in())?;
    let (where_from, instead) = if address.is_unspecified() {
        let instead = format!("From elsewhere the address of this machine stands in place of {address}.\n\n");
        ("the networks of this machine", instead)
    } else {
        ("the network of this address", String::new())
    };
    let meaning = format!(
        "{instead}The pages are open to others: whoever in {where_from} has the password can read the whole library and decide in it, \
         under the name they give. Nothing is encrypted, neither the password nor the pages: others in the network can read along. \
         Use it only in networks you trust, or behind a tunnel (SSH, WireGuard)."
    );
    Ok((server, meaning))
}

/// The password, from where no list of commands shows it.
fn password(serve: &Serve) -> Result<Password> {
    let written = if let Some(file) = &serve.password_file {
        let content = std::fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
        content.lines().next().unwrap_or_default().to_owned()
    } else if let Ok(password) = std::env::var(PASSWORD_VARIABLE) {
        password
    } else if std::io::stdin().is_terminal() {
        let asked = format!("Password for others, at least {} characters: ", Password::SHORTEST);
        rpassword::prompt_password(asked).context("the password can't be asked for here")?
    } else {
        bail!("--bind needs a password: put it into a file and name that with --password-file, or into {PASSWORD_VARIABLE}");
    };
    Ok(Password::new(&written)?)
}
