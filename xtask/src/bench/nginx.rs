//! The reference: nginx serving the same bytes from a file.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::server::{Page, free_port, wait_for};
use crate::command;

/// Serves the page's bytes while `work` runs.
pub fn serving<T>(folder: &Path, page: &Page, work: impl FnOnce(&str) -> Result<T>) -> Result<T> {
    fs::remove_dir_all(folder).ok();
    fs::create_dir_all(folder)?;
    fs::write(folder.join("page"), &page.body)?;
    let port = free_port()?;
    let configuration = folder.join("nginx.conf");
    fs::write(&configuration, text(folder, page, port))?;
    let mut nginx = Command::new("/usr/sbin/nginx")
        .arg("-c")
        .arg(&configuration)
        .arg("-e")
        .arg(folder.join("error.log"))
        .stdout(Stdio::null())
        .spawn()
        .context("could not start nginx")?;
    let result = wait_for(port).and_then(|()| work(&format!("http://127.0.0.1:{port}/page")));
    command::stop(&mut nginx, "TERM");
    result
}

fn text(folder: &Path, page: &Page, port: u16) -> String {
    let folder = folder.display();
    // As root nginx would drop to a user who cannot read the target folder.
    let user = "user root;";
    let encoding = page
        .encoding
        .as_ref()
        .map(|encoding| format!("add_header Content-Encoding {encoding};"))
        .unwrap_or_default();
    let user = if command::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        user
    } else {
        ""
    };
    format!(
        "{user}
daemon off;
worker_processes auto;
pid {folder}/nginx.pid;
events {{ worker_connections 256; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  keepalive_requests 1000000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder};
    default_type text/html;
    {encoding}
  }}
}}
"
    )
}
