//! The site's folder: every asset under a name that holds a hash of its content, and a manifest
//! that leads from the plain names to those.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::compress::compress;

/// Where the server offers the assets. Scripts and styles name another asset as
/// `/assets/PLAIN-NAME`.
const ADDRESS: &str = "/assets/";

/// Hexadecimal digits of the hash in a name: 64 bits.
const HASH_DIGITS: usize = 16;

/// The assets of a site that is being put together.
#[derive(Default)]
pub struct Site {
    manifest: Manifest,
    contents: BTreeMap<String, Vec<u8>>,
}

/// What the server reads to find the assets.
#[derive(Default, Serialize)]
struct Manifest {
    /// By plain name, such as `main.css`.
    files: BTreeMap<String, Asset>,
}

#[derive(Serialize)]
struct Asset {
    /// The name below `/assets/`, with the hash.
    name: String,
    /// The media type.
    #[serde(rename = "type")]
    media_type: &'static str,
}

impl Site {
    /// Adds an asset under its plain name and gives the name with the hash. The latter has no
    /// folders, the former may have some.
    pub fn add(&mut self, plain: &str, content: Vec<u8>) -> Result<String> {
        let file = plain.rsplit('/').next().unwrap_or(plain);
        let (stem, extension) = file
            .rsplit_once('.')
            .with_context(|| format!("{plain} has no extension"))?;
        let digest = format!("{:x}", Sha256::digest(&content));
        let name = format!("{stem}.{}.{extension}", &digest[..HASH_DIGITS]);
        let asset = Asset {
            name: name.clone(),
            media_type: media_type(file)?,
        };
        if self
            .manifest
            .files
            .insert(plain.to_owned(), asset)
            .is_some()
        {
            bail!("two assets are called {plain}");
        }
        self.contents.insert(name.clone(), content);
        Ok(name)
    }

    /// Gives a script or style sheet in which every `/assets/PLAIN-NAME` has become the asset's
    /// address. Fails on one that was not added (before this text: an asset can name only
    /// earlier ones).
    pub fn link(&self, text: &str) -> Result<String> {
        let mut linked = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, plain, after)) = next_reference(rest) {
            let asset = self
                .manifest
                .files
                .get(plain)
                .with_context(|| format!("{ADDRESS}{plain} is no asset of the site"))?;
            linked.push_str(before);
            linked.push_str(ADDRESS);
            linked.push_str(&asset.name);
            rest = after;
        }
        linked.push_str(rest);
        Ok(linked)
    }

    /// Makes a folder hold this site and nothing else. Files that are there already stay
    /// untouched, so that an unchanged site causes no rebuild of what embeds it. Gives whether
    /// anything changed.
    pub fn write(&self, folder: &Path) -> Result<bool> {
        fs::create_dir_all(folder)?;
        let mut expected = BTreeSet::from(["manifest.json".to_owned()]);
        let mut to_compress = Vec::new();
        for (name, content) in &self.contents {
            let path = folder.join(name);
            expected.insert(name.clone());
            // The name tells the content.
            if !path.exists() {
                write_whole(&path, content)?;
            }
            if is_compressible(media_type(name)?) {
                let siblings = [format!("{name}.br"), format!("{name}.gz")];
                if !siblings.iter().all(|sibling| folder.join(sibling).exists()) {
                    to_compress.push(path);
                }
                expected.extend(siblings);
            }
        }
        if !to_compress.is_empty() {
            compress(&to_compress)?;
        }

        let manifest = serde_json::to_vec_pretty(&self.manifest)?;
        let path = folder.join("manifest.json");
        let changed = fs::read(&path).map_or(true, |old| old != manifest);
        if changed {
            write_whole(&path, &manifest)?;
        }
        // Last, so that a server that reads the folder meanwhile finds all that it knows of.
        remove_others(folder, &expected)?;
        Ok(changed)
    }
}

/// Splits a text at its first `/assets/PLAIN-NAME`: what comes before, the plain name, the rest.
fn next_reference(text: &str) -> Option<(&str, &str, &str)> {
    let (before, after) = text.split_once(ADDRESS)?;
    let end = after
        .find(|letter: char| !letter.is_ascii_alphanumeric() && !"._-/".contains(letter))
        .unwrap_or(after.len());
    let (plain, rest) = after.split_at(end);
    Some((before, plain, rest))
}

/// The media type of an asset, by the extension of its name.
pub fn media_type(name: &str) -> Result<&'static str> {
    let extension = name.rsplit('.').next().unwrap_or_default();
    Ok(match extension {
        "css" => "text/css",
        "ico" => "image/x-icon",
        "js" => "text/javascript",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => bail!("{name}: no media type is known for .{extension} (xtask/src/browser/site.rs)"),
    })
}

/// Fonts and pictures are compressed in themselves.
fn is_compressible(media_type: &str) -> bool {
    !matches!(media_type, "font/woff2" | "image/png")
}

/// Writes a file so that nobody ever reads half of it.
fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    let partial = path.with_extension("partial");
    fs::write(&partial, content)
        .and_then(|()| fs::rename(&partial, path))
        .with_context(|| format!("could not write {}", path.display()))
}

fn remove_others(folder: &Path, expected: &BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if expected.contains(entry.file_name().to_string_lossy().as_ref()) {
            continue;
        }
        match fs::remove_file(entry.path()) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).context(format!("could not delete {}", entry.path().display()));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use super::*;

    #[test]
    fn a_reference_gets_the_name_with_the_hash_of_the_content() {
        let mut site = Site::default();
        let name = site.add("fonts/text.woff2", b"shapes".to_vec()).unwrap();
        assert!(name.starts_with("text.") && name.ends_with(".woff2"));
        let linked = site
            .link("src: url(/assets/fonts/text.woff2) format(woff2)")
            .unwrap();
        assert_eq!(linked, format!("src: url(/assets/{name}) format(woff2)"));
    }

    #[test]
    fn other_content_gets_another_name() {
        let name = |content: &[u8]| Site::default().add("main.css", content.to_vec()).unwrap();
        assert_eq!(name(b"a{}"), name(b"a{}"));
        assert_ne!(name(b"a{}"), name(b"b{}"));
    }

    #[test]
    fn a_reference_to_nothing_is_an_error_that_names_it() {
        let error = Site::default()
            .link("import '/assets/gone.js'")
            .unwrap_err();
        assert_eq!(error.to_string(), "/assets/gone.js is no asset of the site");
    }

    #[test]
    fn the_folder_holds_the_last_site_and_its_manifest_only() {
        let folder = std::env::temp_dir().join(format!("charterhouse-site-{}", std::process::id()));
        let write = |content: &[u8]| {
            let mut site = Site::default();
            let name = site.add("picture.png", content.to_vec()).unwrap();
            (name, site.write(&folder).unwrap())
        };
        let (_, first_changed) = write(b"one");
        let (name, second_changed) = write(b"two");
        let (_, third_changed) = write(b"two");
        let mut names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(names, ["manifest.json".to_owned(), name]);
        assert_eq!(
            [first_changed, second_changed, third_changed],
            [true, true, false]
        );
    }
}
