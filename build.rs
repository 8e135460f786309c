//! Embeds every file under `rules/` in the binary, so that adding a pack takes no Rust.
//!
//! Each pack is embedded twice: as written, to be shown and to name lines in errors, and its rules again as JSON, which
//! a run reads many times faster than TOML. A pack that is no TOML has no JSON, and says so when it is read.

#[path = "src/rules/body.rs"]
mod body;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("rules");
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=src/rules/body.rs");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut code = String::from(
        "/// Packs shipped with the program: path, text, bytes of it that are rules, rules as JSON.\npub(super) static PACKS: &[(&str, &str, usize, &str)] = &[\n",
    );
    let mut models = String::from(
        "/// Trained models shipped with the program, by path.\npub(super) static MODELS: &[(&str, &[u8])] = &[\n",
    );
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        println!("cargo:rerun-if-changed={}", file.display());
        match file.extension().and_then(|e| e.to_str()) {
            Some("toml") => {
                let text = fs::read_to_string(file)?;
                let body = body::length(&text);
                let json = compiled(&text[..body]);
                code.push_str(&format!(
                    "    ({name:?}, include_str!({:?}), {body}, {json:?}),\n",
                    file.display().to_string()
                ))
            }
            Some("model") => models
                .push_str(&format!("    ({name:?}, include_bytes!({:?})),\n", file.display().to_string())),
            _ => {}
        }
    }
    code.push_str("];\n");
    models.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("builtin.rs");
    fs::write(out, code + &models)
}

/// The rules of a pack as JSON; empty where they are no TOML.
fn compiled(rules: &str) -> String {
    let table = toml::from_str::<toml::Table>(rules);
    table.ok().and_then(|table| serde_json::to_string(&table).ok()).unwrap_or_default()
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", dir.display());
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
